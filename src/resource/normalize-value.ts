import type { ClientFlags, PrimaryPolicy } from '../clients/client-flags';
import { flagsOf } from '../clients/client-profiles';
import { InvalidSyntaxError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Attribute } from '../schema/attribute';
import { formatAttributePath, memberNamed } from '../schema/attribute-path';
import { normalizeLocalDateTime } from '../schema/local-date-time';
import { didYouMean } from '../schema/refuse-schema';
import { isObject, isUnassigned } from './attribute-value';
import { isForeignReference } from './foreign-reference';
import { complexFromValue, inOwnShape, withOnePrimary } from './lenient-values';
import { simpleFromValue } from './simple-values';

/** What becomes of values that are not as the schema says. */
export interface NormalizeOptions {
  /** Attributes that no schema defines: dropped (`ignore`, default) or refused. */
  readonly unknownAttributes?: 'ignore' | 'reject';
  /** The liberties that the client may take. Default: those of `clientProfiles.default`. */
  readonly flags?: ClientFlags;
  /** What becomes of several primary values. Default `reject`: they stay, for the validator to refuse. */
  readonly primary?: PrimaryPolicy;
  /** Gets the name of every attribute that is dropped because no schema has it. */
  readonly onIgnored?: (name: string) => void;
  /** Asked of attributes and of sub-attributes; those it refuses are treated as readOnly. Default: all. */
  readonly isWritable?: (attribute: Attribute) => boolean;
}

/**
 * Brings a value into the form in which it is stored: names as the schema spells them, without unassigned members and
 * without readOnly ones (RFC 7643 §2.1, §2.5, §7). `undefined` when nothing is left.
 *
 * A value of the wrong shape comes back as it is, for the validator to refuse. Throws `InvalidSyntaxError` for two
 * members whose names differ only in letter case, and for unknown ones when they are to be refused.
 */
export function normalizeValue(attribute: Attribute, value: unknown, options: NormalizeOptions = {}): unknown {
  // No schema says that an empty list of an open attribute is none, as RFC 7643 §2.5 has it of attributes.
  if (!attribute.isDeclared) return value ?? undefined;
  if (isUnassigned(value) || isMask(attribute, value)) return undefined;
  const shaped = inOwnShape(attribute, value, clientFlags(options));
  if (!attribute.multiValued || !Array.isArray(shaped)) return normalizeElement(attribute, shaped, options);
  const elements = shaped.map((element) => (element === null ? null : normalizeElement(attribute, element, options)));
  const assigned = elements.filter((element) => element !== undefined);
  if (assigned.length === 0) return undefined;
  return options.primary === 'normalize' ? withOnePrimary(assigned) : assigned;
}

/** The same for one value: that of a single-valued attribute, or one of several. */
export function normalizeSingle(attribute: Attribute, value: unknown, options: NormalizeOptions = {}): unknown {
  return isUnassigned(value) ? undefined : normalizeElement(attribute, value, options);
}

/** Whether a client sends back what it was shown in place of a value. */
export function isMask({ mask }: Attribute, value: unknown): boolean {
  return mask !== undefined && value === mask;
}

/** The flags of the client, or those of the default profile. */
export function clientFlags({ flags }: NormalizeOptions): ClientFlags {
  return flags ?? flagsOf({});
}

/** Whether a client may set the attribute, ever (RFC 7643 §7, `mutability`). */
export function isClientWritable(attribute: Attribute, { isWritable }: NormalizeOptions): boolean {
  return attribute.mutability !== 'readOnly' && (isWritable === undefined || isWritable(attribute));
}

/** The members of a complex value by the sub-attribute they are for; those that no client sets are left out. */
export function subAttributeValues(
  attribute: Attribute,
  value: Readonly<Record<string, unknown>>,
  options: NormalizeOptions,
): ReadonlyMap<Attribute, unknown> {
  const values = new Map<Attribute, unknown>();
  for (const key of Object.keys(value)) {
    const subAttribute = memberNamed(attribute, key);
    if (subAttribute === undefined) refuseUnknown(attribute, { key, value: value[key] }, options);
    else if (values.has(subAttribute)) throw namedTwice(formatAttributePath({ attribute, subAttribute }));
    else values.set(subAttribute, value[key]);
  }
  for (const [subAttribute, member] of values) {
    if (isForeignReference(subAttribute, member) || !isClientWritable(subAttribute, options)) values.delete(subAttribute);
  }
  return values;
}

/** The error for two members of one object whose names mean the same attribute (RFC 7643 §2.1). */
export function namedTwice(name: string): InvalidSyntaxError {
  return new InvalidSyntaxError(detail`${name} is there twice, in different spellings`);
}

function normalizeElement(attribute: Attribute, value: unknown, options: NormalizeOptions): unknown {
  const flags = clientFlags(options);
  if (attribute.type !== 'complex') {
    const simple = simpleFromValue(attribute, value, flags);
    return attribute.isLocalTime ? normalizeLocalDateTime(simple) : simple;
  }
  const complex = complexFromValue(attribute, value, flags);
  return isObject(complex) ? normalizeComplex(attribute, complex, options) : complex ?? undefined;
}

function normalizeComplex(
  attribute: Attribute,
  value: Readonly<Record<string, unknown>>,
  options: NormalizeOptions,
): Readonly<Record<string, unknown>> | undefined {
  const normalized: Record<string, unknown> = {};
  for (const [subAttribute, member] of subAttributeValues(attribute, value, options)) {
    const assigned = normalizeValue(subAttribute, member, options);
    if (assigned !== undefined) normalized[subAttribute.name] = assigned;
  }
  return Object.keys(normalized).length === 0 ? undefined : normalized;
}

function refuseUnknown(attribute: Attribute, { key, value }: NamedValue, options: NormalizeOptions): void {
  const owner = formatAttributePath({ attribute });
  if (isToBeIgnored({ key: `${owner}.${key}`, value }, options)) return;
  const hint = didYouMean(attribute.subAttributes.map(({ name }) => name), key);
  throw new InvalidSyntaxError(detail`${owner} has no sub-attribute "${key.slice(0, 256)}"${hint}`);
}

/** A member of an object that no schema has. */
export interface NamedValue {
  readonly key: string;
  readonly value: unknown;
}

/** Whether a member that no schema has is dropped rather than refused; one without a value says nothing anyway. */
export function isToBeIgnored({ key, value }: NamedValue, options: NormalizeOptions): boolean {
  const isIgnored = clientFlags(options).ignoreUnknownAttributes || options.unknownAttributes !== 'reject';
  if (isIgnored && value !== null) options.onIgnored?.(key);
  return isIgnored || value === null;
}
