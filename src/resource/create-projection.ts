import type { Attribute } from '../schema/attribute';
import type { ResourceType } from '../schema/resource-type';
import type { AttributeSelection } from './attribute-selection';
import { parseAttributeNames } from './attribute-selection';
import type { Projection } from './projection';

/** What a client asks for, and what it may have. */
export interface ProjectionOptions {
  /** Only these, beside what is always returned. */
  readonly attributes?: readonly string[];
  /** All that is returned by default, without these. */
  readonly excludedAttributes?: readonly string[];
  /** Whether attributes of extensions may stand without their URN. Default `false`. */
  readonly unprefixed?: boolean;
  /** Asked of attributes and of sub-attributes; those it refuses are never returned. Default: all. */
  readonly isReadable?: (attribute: Attribute) => boolean;
  /** What the client sent: the answer to a write returns it even when it is returned on request only (RFC 7643 §7). */
  readonly sent?: ReadonlySet<Attribute>;
}

type Test = (attribute: Attribute) => boolean;

/** Every stored attribute: what has to be read before a write. Never for an answer. */
export const allAttributes: Projection = Object.freeze({ kind: 'all', includes: () => true });

/** Every stored attribute but these: for a write that leaves them alone. Never for an answer. */
export function allAttributesBut(left: readonly Attribute[]): Projection {
  const isLeft: Test = (attribute) => left.includes(attribute) || (attribute.parent !== undefined && left.includes(attribute.parent));
  return Object.freeze({ kind: 'selected', includes: (attribute: Attribute) => !isLeft(attribute) });
}

/** No attribute at all: for an answer without a body. */
export const noAttributes: Projection = Object.freeze({ kind: 'none', includes: () => false });

/**
 * Weighs what is asked for against `returned` (RFC 7644 §3.9, RFC 7643 §7).
 *
 * Names are those of RFC 7644 §3.10 in any letter case, or the URN of a schema for all its attributes; names that no
 * schema has are ignored. Throws `InvalidValueError` when both lists are given, and for more than 200 names or one of
 * more than 256 characters.
 */
export function createProjection(type: ResourceType, options: ProjectionOptions): Projection {
  const isReadable = options.isReadable ?? (() => true);
  const selection = parseAttributeNames(type, options);
  const isUsual = usualAttributes(options.sent);
  if (selection === undefined && options.isReadable === undefined && isUsual === isReturnedByDefault) return defaultProjection(type);
  const isShown: Test = (attribute) => attribute.returned !== 'never' && isReadable(attribute);
  const isReturned = selection === undefined ? isUsual : returnedIn(selection, isUsual);
  return projectionOf(type, withParents(isReturned, isShown));
}

/** What an answer returns when the client asks for nothing in particular. */
export function defaultProjection(type: ResourceType): Projection {
  const isShown: Test = ({ returned }) => returned !== 'never';
  const includes = withParents(isReturnedByDefault, isShown);
  const isWhole = type.attributes.every((attribute) => !includes(attribute) || (attribute.subAttributes.every(includes) && !isMasked(attribute)));
  return Object.freeze({ kind: isWhole ? 'default' : 'selected', includes });
}

/** Whether answers have something else than what is stored. */
function isMasked({ mask, subAttributes }: Attribute): boolean {
  return mask !== undefined || subAttributes.some((part) => part.mask !== undefined);
}

function isReturnedByDefault({ returned }: Attribute): boolean {
  return returned === 'always' || returned === 'default';
}

/** What is returned when the client asks for nothing in particular. */
function usualAttributes(sent: ReadonlySet<Attribute> | undefined): Test {
  if (sent === undefined || ![...sent].some(({ returned }) => returned === 'request')) return isReturnedByDefault;
  return (attribute) => isReturnedByDefault(attribute) || (attribute.returned === 'request' && sent.has(attribute));
}

/** A sub-attribute is returned only with the attribute that it is a part of. */
function withParents(isReturned: Test, isShown: Test): Test {
  const includesOne: Test = (attribute) => isShown(attribute) && isReturned(attribute);
  return (attribute) => includesOne(attribute) && (attribute.parent === undefined || includesOne(attribute.parent));
}

function projectionOf(type: ResourceType, includes: Test): Projection {
  const isStored: Test = ({ schema, name }) => schema !== undefined || name === 'externalId';
  const isEmpty = !type.attributes.some((attribute) => isStored(attribute) && includes(attribute));
  return Object.freeze({ kind: isEmpty ? 'none' : 'selected', includes });
}

function returnedIn({ kind, named }: AttributeSelection, isUsual: Test): Test {
  if (kind === 'excludedAttributes') {
    return (attribute) => attribute.returned === 'always' || (isUsual(attribute) && !named.has(attribute));
  }
  const ofParts = new Set([...named].map(({ parent }) => parent));
  const hasNamedPart: Test = (attribute) => ofParts.has(attribute);
  return (attribute) => {
    if (attribute.returned === 'always' || named.has(attribute)) return true;
    const { parent, returned } = attribute;
    if (parent === undefined) return hasNamedPart(attribute);
    // Naming the whole asks for its default parts; naming a part asks for that part alone (RFC 7644 §3.9).
    return returned === 'default' && (named.has(parent) || !hasNamedPart(parent));
  };
}
