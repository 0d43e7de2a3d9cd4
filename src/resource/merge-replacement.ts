import { MutabilityError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Attribute } from '../schema/attribute';
import { formatAttributePath } from '../schema/attribute-path';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue, isObject, isUnassigned, ownMember } from './attribute-value';
import { collectAttributes } from './collect-attributes';
import { withKeptParts } from './kept-parts';
import { everyPart, partsIn } from './parts';
import { matchKey } from './value-key';

export interface Replacement {
  readonly type: ResourceType;
  /** As stored. */
  readonly current: Attributes;
  /** As the client sent them, normalised. */
  readonly incoming: Attributes;
  /** Asked of attributes and of sub-attributes; those it refuses are treated as readOnly. Default: all. */
  readonly isWritable?: (attribute: Attribute) => boolean;
}

type Test = (attribute: Attribute) => boolean;

/**
 * The attributes of a resource after a PUT (RFC 7644 §3.5.1).
 *
 * What is readOnly stays as it is. What is immutable stays, too, and must be the same when it is sent. What is
 * writeOnly stays when it is left out, as no client can send back a password it cannot read. All else is replaced, or
 * cleared when it is left out. The parts of a single complex value obey the same rules; of a value among several, what
 * clients cannot send stays with the value that has the same `value` and `type`.
 *
 * Throws `MutabilityError` for another value of an immutable attribute.
 */
export function mergeReplacement({ type, current, incoming, isWritable = () => true }: Replacement): Attributes {
  return collectAttributes(
    type.attributes.map((attribute) => {
      const values = { before: attributeValue(current, attribute), sent: attributeValue(incoming, attribute) };
      return [attribute, replaced({ attribute }, values, isWritable)] as const;
    }),
  );
}

interface Values {
  readonly before: unknown;
  readonly sent: unknown;
}

interface Path {
  readonly attribute: Attribute;
  readonly subAttribute?: Attribute;
}

function replaced(path: Path, { before, sent }: Values, isWritable: Test): unknown {
  const target = path.subAttribute ?? path.attribute;
  if (target.mutability === 'readOnly' || !isWritable(target) || hasKeptParts(target, isWritable)) return before;
  if (target.mutability === 'immutable' && !isUnassigned(before)) {
    if (isUnassigned(sent) || matchKey(target, sent) === matchKey(target, before)) return before;
    throw new MutabilityError(detail`${formatAttributePath(path)} is immutable and has another value`);
  }
  if (target.mutability === 'writeOnly' && isUnassigned(sent)) return before;
  if (target.multiValued) return withKeptParts(target, before, sent);
  const hasParts = target.type === 'complex';
  if (!hasParts || !(isObject(sent) || isUnassigned(sent))) return sent;
  return replacedParts(target, { before, sent }, isWritable);
}

/** Elements come and go as a whole: who may not write all of one may not replace any. */
function hasKeptParts(attribute: Attribute, isWritable: Test): boolean {
  return attribute.multiValued && everyPart(attribute).some((part) => part.mutability !== 'readOnly' && !isWritable(part));
}

function replacedParts(attribute: Attribute, { before, sent }: Values, isWritable: Test): unknown {
  const parts = partsIn(attribute, before, sent).map((subAttribute) => {
    const values = { before: ownMember(before, subAttribute.name), sent: ownMember(sent, subAttribute.name) };
    return [subAttribute, replaced({ attribute, subAttribute }, values, isWritable)] as const;
  });
  const assigned = parts.filter(([{ isDeclared }, value]) => (isDeclared ? !isUnassigned(value) : value !== undefined));
  // What only the service provider says of a value, such as the name of a manager, goes with that value.
  const isAbout = assigned.some(([{ mutability }]) => mutability !== 'readOnly');
  if (!isAbout && isUnassigned(sent)) return undefined;
  return Object.fromEntries(assigned.map(([{ name }, value]) => [name, value]));
}
