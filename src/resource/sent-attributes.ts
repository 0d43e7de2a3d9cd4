import type { Attribute } from '../schema/attribute';
import { findExtension, findSubAttribute, resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import { isObject, isUnassigned } from './attribute-value';
import type { PatchOperation } from './patch-operation';

/** What a request says of attributes and sub-attributes beside their values; only what `isTraced` is told of. */
export interface SentAttributes {
  /** Those that it names, also those that it unassigns. */
  readonly named: ReadonlySet<Attribute>;
  /** Those that it unassigns explicitly: null, [] (RFC 7643 §2.5). */
  readonly cleared: ReadonlySet<Attribute>;
}

/** What is known when nothing has been sent. */
export const nothingSent: SentAttributes = Object.freeze({ named: new Set<Attribute>(), cleared: new Set<Attribute>() });

/** Whether it matters that a client names an attribute: for its default, or because answers have it only then. */
function isTraced({ returned, definition }: Attribute): boolean {
  return returned === 'request' || definition.default !== undefined;
}

function isTracedWithin(attribute: Attribute): boolean {
  return isTraced(attribute) || attribute.subAttributes.some(isTraced);
}

/** What the body of a POST or a PUT names (RFC 7644 §3.3, §3.5.1). */
export function sentInBody(type: ResourceType, body: unknown): SentAttributes {
  if (!isObject(body) || !type.attributes.some(isTracedWithin)) return nothingSent;
  const trace = new Trace();
  for (const [key, value] of Object.entries(body)) {
    const urn = findExtension(type, key)?.schema.$id;
    if (urn === undefined) trace.add(type, key, value);
    else if (isObject(value)) for (const name of Object.keys(value)) trace.add(type, `${urn}:${name}`, value[name]);
  }
  return trace;
}

/** What the operations of a PATCH name (RFC 7644 §3.5.2). */
export function sentInOperations(operations: readonly PatchOperation[]): SentAttributes {
  const trace = new Trace();
  for (const operation of operations) {
    const { attribute, subAttribute } = operation.path;
    trace.addAttribute(attribute, subAttribute === undefined && operation.op !== 'remove' ? operation.value : true);
    if (subAttribute !== undefined) trace.addAttribute(subAttribute, true);
  }
  return trace;
}

class Trace implements SentAttributes {
  readonly named = new Set<Attribute>();
  readonly cleared = new Set<Attribute>();

  add(type: ResourceType, name: string, value: unknown): void {
    const path = resolveAttributePath(type, name);
    if (path !== undefined && path.subAttribute === undefined) this.addAttribute(path.attribute, value);
  }

  addAttribute(attribute: Attribute, value: unknown): void {
    if (!isTracedWithin(attribute)) return;
    this.named.add(attribute);
    if (isUnassigned(value)) this.cleared.add(attribute);
    if (!attribute.subAttributes.some(isTraced)) return;
    for (const element of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (!isObject(element)) continue;
      for (const [key, member] of Object.entries(element)) {
        const subAttribute = findSubAttribute(attribute, key);
        if (subAttribute !== undefined) this.addAttribute(subAttribute, member);
      }
    }
  }
}
