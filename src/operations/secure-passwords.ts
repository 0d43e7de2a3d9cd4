import { InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { attributeValue, isUnassigned } from '../resource/attribute-value';
import { allAttributes } from '../resource/create-projection';
import { applyPatch } from '../resource/patch-apply';
import type { PatchOperation } from '../resource/patch-operation';
import { assertIfMatch } from '../resource/version';
import type { Attribute } from '../schema/attribute';
import { formatAttributePath } from '../schema/attribute-path';
import { opaqueStringFault, prepareOpaqueString } from '../schema/precis/opaque-string';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import { withAttribute } from '../store/with-attribute';
import type { ResolvedGrant } from './grant';
import type { Service, ServedType } from './service';
import { notFound } from './service';

/** The resource that a request changes. */
export interface Target {
  readonly served: ServedType;
  readonly id: string;
  readonly ifMatch: string | undefined;
  readonly grant: ResolvedGrant;
}

/**
 * The attributes of a POST or a PUT without any password in clear: dropped, or replaced by what the policy makes of it
 * (RFC 7643 §4.1.1, §9.2). From here on neither hooks nor stores see a password.
 *
 * Hashing is costly, so it comes before transactions and locks, and for a PUT only when the resource is there. Throws
 * `InvalidValueError` for a password that is none, and what the policy throws.
 */
export async function securePasswords<P extends Principal>(
  service: Service<P>,
  { served, attributes, target }: { readonly served: ServedType; readonly attributes: Attributes; readonly target?: Target },
  context: ScimContext<P>,
): Promise<Attributes> {
  const given = passwordsOf(served.type).flatMap((attribute) => {
    const value = attributeValue(attributes, attribute);
    return isUnassigned(value) ? [] : [{ attribute, value }];
  });
  if (given.length === 0) return attributes;
  const others = given.reduce((rest, { attribute }) => withAttribute(rest, attribute, undefined), attributes);
  let secured = others;
  if (service.passwords !== undefined && target !== undefined) await assertThere(service, target, context);
  for (const { attribute, value } of given) {
    served.validator.validateValue({ attribute }, value, true);
    const kept = await secure(service, { attribute, clear: value as string, others }, context);
    if (kept !== undefined) secured = withAttribute(secured, attribute, kept);
  }
  return secured;
}

/**
 * The operations of a PATCH without any password in clear, as `securePasswords` does it. Of several operations on one
 * password only the last counts.
 */
export async function secureOperations<P extends Principal>(
  service: Service<P>,
  { operations, target }: { readonly operations: readonly PatchOperation[]; readonly target: Target },
  context: ScimContext<P>,
): Promise<readonly PatchOperation[]> {
  const onPasswords = operations.filter(({ path }) => path.attribute.password);
  if (onPasswords.length === 0) return operations;
  const others = operations.filter(({ path }) => !path.attribute.password);
  if (service.passwords === undefined) return others;

  const before = await assertThere(service, target, context);
  const { type } = target.served;
  const attributes = withoutPasswords(type, applyPatch(type, before, others));
  const last = new Map(onPasswords.map((operation) => [operation.path.attribute, operation]));
  const secured: PatchOperation[] = [];
  for (const [attribute, operation] of last) {
    const hash = operation.op === 'remove' ? undefined : await secure(service, { attribute, clear: operation.value as string, others: attributes }, context);
    secured.push(hash === undefined ? operation : { op: 'replace', path: { attribute }, value: hash });
  }
  return [...others, ...secured];
}

/** A password is the client's to give, so it is demanded of a POST only (RFC 7643 §2.2, `required`). */
export function assertRequiredPasswords(type: ResourceType, attributes: Attributes): void {
  const missing = passwordsOf(type).find((attribute) => attribute.required && isUnassigned(attributeValue(attributes, attribute)));
  if (missing !== undefined) throw new InvalidValueError(detail`${formatAttributePath({ attribute: missing })} is required`);
}

interface Password {
  readonly attribute: Attribute;
  readonly clear: string;
  readonly others: Attributes;
}

/** What the store is to keep; `undefined` for nothing. */
async function secure<P extends Principal>(
  { passwords }: Service<P>,
  { attribute, clear, others }: Password,
  context: ScimContext<P>,
): Promise<string | undefined> {
  if (passwords === undefined) return undefined;
  const prepared = prepareOpaqueString(clear);
  const fault = opaqueStringFault(prepared);
  if (fault !== undefined) throw new InvalidValueError(detail`${formatAttributePath({ attribute })} ${fault}`);
  await passwords.check?.(prepared, others, context);
  const hash: unknown = await passwords.hash(prepared, context);
  if (typeof hash === 'string' && hash !== '' && hash !== prepared && hash !== clear) return hash;
  throw new TypeError('options.passwords.hash must return a text that is not the password');
}

/** Nobody may make the service provider work for a resource that is not there, or not as expected. */
async function assertThere<P extends Principal>(
  { store }: Service<P>,
  { served: { type }, id, ifMatch, grant }: Target,
  context: ScimContext<P>,
): Promise<Attributes> {
  const current = await store.get({ type, id, projection: allAttributes }, context);
  if (current === undefined || !grant.admits(current)) throw notFound(type, id);
  if (ifMatch !== undefined) assertIfMatch(ifMatch, current.version);
  return current.attributes;
}

function passwordsOf(type: ResourceType): readonly Attribute[] {
  return type.attributes.filter(({ password }) => password);
}

function withoutPasswords(type: ResourceType, attributes: Attributes): Attributes {
  return passwordsOf(type).reduce((rest, attribute) => withAttribute(rest, attribute, undefined), attributes);
}
