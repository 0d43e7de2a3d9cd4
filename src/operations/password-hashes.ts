import { InvalidValueError, PayloadTooLargeError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { FoundPassword, Replace } from '../passwords/replace-passwords';
import { allAttributes } from '../resource/create-projection';
import { assertIfMatch } from '../resource/version';
import { formatAttributePath } from '../schema/attribute-path';
import { opaqueStringFault, prepareOpaqueString } from '../schema/precis/opaque-string';
import type { Attributes } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { ResolvedGrant } from './grant';
import type { ServedType, Service } from './service';
import { notFound } from './service';

/** The resource that a request changes. */
export interface Target {
  readonly served: ServedType;
  readonly id: string;
  readonly ifMatch: string | undefined;
  readonly grant: ResolvedGrant;
}

/** A request with more is no change of passwords; each takes some tenths of a second and much memory. */
const mostPasswords = 20;

/** The passwords of a request, in the order in which they are found. */
export class Passwords {
  readonly #found: FoundPassword[] = [];

  get size(): number {
    return this.#found.length;
  }

  /** Notes a password and leaves nothing in its place. Throws `PayloadTooLargeError` for too many of them. */
  readonly collect: Replace = (found) => {
    if (this.#found.length === mostPasswords) throw new PayloadTooLargeError(detail`The body has more than ${mostPasswords} passwords`);
    this.#found.push(found);
    return undefined;
  };

  /**
   * Checks and hashes all of them, one after the other. The answer puts the hashes in the places of the passwords, when
   * these are found in the same order again. Throws `InvalidValueError` for a password that is none, and what the policy
   * throws.
   */
  async secure<P extends Principal>(service: Service<P>, others: Attributes, context: ScimContext<P>): Promise<Replace> {
    const hashes: (string | undefined)[] = [];
    for (const found of this.#found) hashes.push(await hashOf(service, { found, others }, context));
    let next = 0;
    return () => hashes[next++];
  }
}

interface Checked {
  readonly found: FoundPassword;
  readonly others: Attributes;
}

async function hashOf<P extends Principal>(
  { passwords }: Service<P>,
  { found: { path, clear, beside }, others }: Checked,
  context: ScimContext<P>,
): Promise<string | undefined> {
  if (passwords === undefined) return undefined;
  const place = { path: formatAttributePath(path), beside };
  const prepared = prepareOpaqueString(clear);
  const fault = opaqueStringFault(prepared);
  if (fault !== undefined) throw new InvalidValueError(detail`${place.path} ${fault}`);
  await passwords.check?.(prepared, others, context, place);
  const hash: unknown = await passwords.hash(prepared, context, place);
  if (typeof hash === 'string' && hash !== '' && hash !== prepared && hash !== clear) return hash;
  throw new TypeError('options.passwords.hash must return a text that is not the password');
}

/** Nobody may make the service provider work for a resource that is not there, or not as expected. */
export async function assertThere<P extends Principal>(
  { store }: Service<P>,
  { served: { type }, id, ifMatch, grant }: Target,
  context: ScimContext<P>,
): Promise<Attributes> {
  const current = await store.get({ type, id, projection: allAttributes }, context);
  if (current === undefined || !grant.admits(current)) throw notFound(type, id);
  if (ifMatch !== undefined) assertIfMatch(ifMatch, current.version);
  return current.attributes;
}
