import { createHmac, timingSafeEqual } from 'node:crypto';

/** The hash functions of RFC 6238 §1.2. */
export type OtpAlgorithm = 'sha1' | 'sha256' | 'sha512';

/** How codes are made; authenticator apps expect the defaults. */
export interface CodeOptions {
  /** Default 6. */
  readonly digits?: 6 | 7 | 8;
  /** Default `sha1`. */
  readonly algorithm?: OtpAlgorithm;
}

/** Seconds for which one time-based code is valid (RFC 6238 §4.1). */
export const stepSeconds = 30;

/** Time steps on either side of now: clocks differ, and typing takes time (RFC 6238 §5.2 asks for one at most). */
const timeWindow = 1;

/** Counter values ahead of the expected one: the button may have been pressed in vain (RFC 4226 §7.4). */
const lookAhead = 10;

/** HOTP — RFC 4226 §5.3: the code for one value of the counter. */
export function counterCode(secret: Buffer, counter: number, { digits = 6, algorithm = 'sha1' }: CodeOptions = {}): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac(algorithm, secret).update(message).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 0xf;
  const truncated = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** The time step of RFC 6238 §4.2 that an instant is in. */
export function timeStep(now: Date): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds);
}

/** TOTP — RFC 6238 §4: the code of an instant. */
export function timeCode(secret: Buffer, now: Date, options: CodeOptions = {}): string {
  return counterCode(secret, timeStep(now), options);
}

/** A code that somebody typed, and the secret it must come from. */
export interface CodeCheck extends CodeOptions {
  readonly secret: Buffer;
  readonly code: string;
}

/**
 * TOTP validation — RFC 6238 §5.2: the step that the code belongs to, at most one away from now and later than every
 * step that was accepted before. `undefined` for a code that is wrong, too old, or used already.
 */
export function matchingStep(check: CodeCheck, now: Date, lastStep = -1): number | undefined {
  const current = timeStep(now);
  const steps = range(current - timeWindow, current + timeWindow).filter((step) => step > lastStep);
  return matchingCounter(check, steps);
}

/**
 * HOTP validation — RFC 4226 §7.4: the counter value that the code belongs to, from `next` to ten further. The one
 * after it is the next to be accepted.
 */
export function matchingCount(check: CodeCheck, next: number): number | undefined {
  return matchingCounter(check, range(next, next + lookAhead));
}

// Every candidate is compared, so that the time it takes says nothing of which one it was.
function matchingCounter({ secret, code, ...options }: CodeCheck, counters: readonly number[]): number | undefined {
  const matches = counters.filter((counter) => codesEqual(code, counterCode(secret, counter, options)));
  return matches[0];
}

/** Whether two codes are the same, in a time that does not tell how much of them is. */
export function codesEqual(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((value) => value >= 0);
}
