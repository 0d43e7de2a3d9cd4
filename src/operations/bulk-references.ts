import { isObject } from '../resource/attribute-value';
import { findExtension, resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';

type Json = Readonly<Record<string, unknown>>;

const prefix = 'bulkId:';

/** The bulkId that a value stands for, such as `qwerty` for `bulkId:qwerty` (RFC 7644 §3.7.2). */
export function bulkIdIn(value: unknown): string | undefined {
  const isReference = typeof value === 'string' && value.startsWith(prefix) && value.length > prefix.length;
  return isReference ? value.slice(prefix.length) : undefined;
}

/** All bulkIds that a JSON value refers to; its depth was bounded when it was read. */
export function bulkIdsIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (part: unknown): void => {
    const bulkId = bulkIdIn(part);
    if (bulkId !== undefined) found.add(bulkId);
    else if (typeof part === 'object' && part !== null) for (const member of Object.values(part)) collect(member);
  };
  collect(value);
  return found;
}

/** The same JSON value with ids in the place of references (RFC 7644 §3.7.2). */
export function withIds(value: unknown, idOf: (bulkId: string) => string): unknown {
  const bulkId = bulkIdIn(value);
  if (bulkId !== undefined) return idOf(bulkId);
  if (Array.isArray(value)) return value.map((element) => withIds(element, idOf));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withIds(member, idOf)]));
}

/** A resource without what refers to missing resources, and that part of it, in the same form. */
export interface Divided {
  readonly now: Json;
  readonly later: Json;
}

/**
 * Takes out of a resource what refers to resources that do not exist yet (RFC 7644 §3.7.1): single values of
 * multi-valued attributes, other attributes as a whole.
 */
export function divide(type: ResourceType, resource: Json, isMissing: (bulkId: string) => boolean): Divided {
  // Without a prototype, as the names are those of a client.
  const now = Object.create(null) as Record<string, unknown>;
  const later = Object.create(null) as Record<string, unknown>;
  const refersToMissing = (value: unknown): boolean => [...bulkIdsIn(value)].some(isMissing);
  for (const [name, value] of Object.entries(resource)) {
    if (isObject(value) && findExtension(type, name) !== undefined) {
      const { now: kept, later: taken } = divide(type, value, isMissing);
      now[name] = kept;
      if (Object.keys(taken).length > 0) later[name] = taken;
    } else if (!refersToMissing(value)) {
      now[name] = value;
    } else if (Array.isArray(value)) {
      const kept: readonly unknown[] = value.filter((element) => !refersToMissing(element));
      if (kept.length > 0) now[name] = kept;
      later[name] = value.filter(refersToMissing);
    } else {
      later[name] = value;
    }
  }
  return { now, later };
}

/** The bulkIds without which a resource lacks an attribute that it must have. */
export function requiredBulkIds(type: ResourceType, resource: Json, urn?: string): ReadonlySet<string> {
  const found = Object.entries(resource).flatMap(([name, value]) => {
    const isExtension = urn === undefined && findExtension(type, name) !== undefined;
    if (isExtension && isObject(value)) return [...requiredBulkIds(type, value, name)];
    const path = resolveAttributePath(type, urn === undefined ? name : `${urn}:${name}`);
    if (path?.attribute.required !== true) return [];
    const isOptional = Array.isArray(value) && value.some((element) => bulkIdsIn(element).size === 0);
    return isOptional ? [] : [...bulkIdsIn(value)];
  });
  return new Set(found);
}
