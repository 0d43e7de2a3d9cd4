import { InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { holdsPasswords, replacePasswords } from '../passwords/replace-passwords';
import type { Replace } from '../passwords/replace-passwords';
import { attributeValue, isUnassigned, ownMember } from '../resource/attribute-value';
import type { Attribute, AttributePath } from '../schema/attribute';
import { formatAttributePath } from '../schema/attribute-path';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import { withAttribute } from '../store/with-attribute';
import type { Target } from './password-hashes';
import { assertThere, Passwords } from './password-hashes';
import type { ServedType, Service } from './service';

/**
 * The attributes of a POST or a PUT without any password in clear: dropped, or replaced by what the policy makes of it
 * (RFC 7643 §4.1.1, §9.2). From here on neither hooks nor stores see a password.
 *
 * Hashing is costly, so it comes before transactions and locks, and for a PUT only when the resource is there. Throws
 * `InvalidValueError` for a password that is none, `PayloadTooLargeError` for too many, and what the policy throws.
 */
export async function securePasswords<P extends Principal>(
  service: Service<P>,
  { served, attributes, target }: { readonly served: ServedType; readonly attributes: Attributes; readonly target?: Target },
  context: ScimContext<P>,
): Promise<Attributes> {
  assertShapes(served, attributes);
  const passwords = new Passwords();
  const others = withPasswords(served.type, attributes, passwords.collect);
  if (passwords.size === 0 || service.passwords === undefined) return others;
  if (target !== undefined) await assertThere(service, target, context);
  return withPasswords(served.type, attributes, await passwords.secure(service, others, context));
}

/** The attributes with something else in the place of each password. */
export function withPasswords(type: ResourceType, attributes: Attributes, replace: Replace): Attributes {
  return assignedValues(type, attributes).reduce(
    (rest, { attribute, value }) => withAttribute(rest, attribute, replacePasswords(attribute, value, replace)),
    attributes,
  );
}

/** A password is the client's to give, so it is demanded of a POST only (RFC 7643 §2.2, `required`). */
export function assertRequiredPasswords(type: ResourceType, attributes: Attributes): void {
  const missing = type.attributes.flatMap((attribute) => missingPassword(attribute, attributeValue(attributes, attribute)))[0];
  if (missing !== undefined) throw new InvalidValueError(detail`${formatAttributePath(missing)} is required`);
}

function missingPassword(attribute: Attribute, value: unknown): readonly AttributePath[] {
  if (attribute.password) return attribute.required && isUnassigned(value) ? [{ attribute }] : [];
  const demanded = attribute.subAttributes.filter(({ password, required }) => password && required);
  if (demanded.length === 0 || isUnassigned(value)) return [];
  const elements: readonly unknown[] = Array.isArray(value) ? value : [value];
  const missing = demanded.find(({ name }) => elements.some((element) => isUnassigned(ownMember(element, name))));
  return missing === undefined ? [] : [{ attribute, subAttribute: missing }];
}

interface Assigned {
  readonly attribute: Attribute;
  readonly value: unknown;
}

function assignedValues(type: ResourceType, attributes: Attributes): readonly Assigned[] {
  return type.attributes.filter(holdsPasswords).flatMap((attribute) => {
    const value = attributeValue(attributes, attribute);
    return isUnassigned(value) ? [] : [{ attribute, value }];
  });
}

/** A password that stands where none belongs would pass for something else. */
function assertShapes({ type, validator }: ServedType, attributes: Attributes): void {
  for (const { attribute, value } of assignedValues(type, attributes)) {
    const isList = attribute.multiValued && Array.isArray(value);
    // Parts that are missing may still get their default.
    if (isList) for (const element of value) validator.validateValue({ attribute }, element, false);
    else validator.validateValue({ attribute }, value, true);
  }
}
