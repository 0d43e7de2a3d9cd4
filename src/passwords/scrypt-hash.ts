import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const saltBytes = 16;
const hashBytes = 32;
const blockSize = 8;
const parallelization = 1;

/** The highest cost of a policy: 1 GiB of memory for each hash. */
export const highestCost = 2 ** 20;
/** More than this is no hash of ours, and would let a stored text take the memory of the process. */
const mostMemory = 128 * highestCost * blockSize;

interface ScryptHash {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** The cost that OWASP and its ASVS 5.0 (appendix C) ask for at least: 128 MiB of memory for each hash. */
export const usualCost = 2 ** 17;

/** Hashes with a salt of its own; the answer is a PHC string: `$scrypt$ln=17,r=8,p=1$salt$hash`. */
export async function hashWithScrypt(prepared: string, cost: number): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(prepared, { cost, blockSize, parallelization, salt, hash: Buffer.alloc(hashBytes) });
  return `$scrypt$ln=${Math.log2(cost)},r=${blockSize},p=${parallelization}$${unpadded(salt)}$${unpadded(hash)}`;
}

/**
 * Whether a prepared password has this hash. Takes as long for `undefined`, and for a text that is no hash of scrypt,
 * as for a hash of the usual cost: who asks does not learn whether there is one.
 */
export async function matchesScrypt(prepared: string, stored: string | undefined, cost: number): Promise<boolean> {
  const known = stored === undefined ? undefined : parseHash(stored);
  const wanted = known ?? { cost, blockSize, parallelization, salt: Buffer.alloc(saltBytes), hash: Buffer.alloc(hashBytes) };
  const isSame = timingSafeEqual(await derive(prepared, wanted), wanted.hash);
  return isSame && known !== undefined;
}

/** Whether a stored text is a hash that is made as hashes of this cost are made now. */
export function isMadeAt(stored: string, cost: number): boolean {
  const known = parseHash(stored);
  const isSame = known?.cost === cost && known.blockSize === blockSize && known.parallelization === parallelization;
  return isSame && known.salt.length === saltBytes && known.hash.length === hashBytes;
}

function derive(prepared: string, { cost, blockSize: r, parallelization: p, salt, hash }: ScryptHash): Promise<Buffer> {
  const options = { cost, blockSize: r, parallelization: p, maxmem: 256 * (cost + p) * r };
  return new Promise((resolve, reject) => {
    scrypt(prepared, salt, hash.length, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

const phcString = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{2,86})\$([A-Za-z0-9+/]{22,86})$/;

function parseHash(text: string): ScryptHash | undefined {
  const [, logarithm, r, p, salt, hash] = phcString.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  const parameters = { cost: 2 ** Number(logarithm), blockSize: Number(r), parallelization: Number(p) };
  const isPossible = parameters.cost > 1 && parameters.blockSize > 0 && parameters.parallelization > 0;
  if (!isPossible || 128 * parameters.cost * parameters.blockSize > mostMemory || parameters.parallelization > 16) return undefined;
  return { ...parameters, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
