import { InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { BulkEntry } from '../messages/bulk-request';
import { isObject } from '../resource/attribute-value';
import type { Principal } from '../store/context';
import { bulkIdsIn, requiredBulkIds } from './bulk-references';
import type { ServedType, Service } from './service';

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

export interface BulkTarget {
  readonly served: ServedType;
  /** The id in the path, which may refer to a bulkId; empty for a whole resource type. */
  readonly id: string;
}

/** One operation of a bulk job, with everything that RFC 7644 §3.7 says it must have. */
export interface BulkOperation extends BulkTarget {
  readonly method: (typeof methods)[number];
  readonly bulkId: string | undefined;
  /** Of `version`: the same as `If-Match`. */
  readonly ifMatch: string | undefined;
  readonly data: unknown;
  /** The bulkIds without which it cannot run. */
  readonly required: ReadonlySet<string>;
  /** The bulkIds that it can do without until it has run. */
  readonly deferrable: ReadonlySet<string>;
}

/** Reads one operation (RFC 7644 §3.7). Throws `InvalidValueError` naming the member that is missing or wrong. */
export function bulkOperation<P extends Principal>(service: Service<P>, entry: BulkEntry): BulkOperation {
  const method = methodOf(entry);
  const target = targetOf(service, entry, method);
  if (method !== 'DELETE' && entry.data === undefined) throw new InvalidValueError(detail`data is required for ${method}`);
  const bulkId = textOf(entry, 'bulkId');
  if (method === 'POST' && bulkId === undefined) throw new InvalidValueError(detail`bulkId is required for POST`);
  const ifMatch = method === 'POST' || !service.etag ? undefined : textOf(entry, 'version');
  const data = method === 'DELETE' ? undefined : entry.data;
  return { method, ...target, bulkId, ifMatch, data, ...referencesOf({ method, ...target, data }) };
}

function methodOf({ method }: BulkEntry): BulkOperation['method'] {
  const found = methods.find((name) => typeof method === 'string' && method.toUpperCase() === name);
  if (found === undefined) throw new InvalidValueError(detail`method must be "POST", "PUT", "PATCH" or "DELETE"`);
  return found;
}

function textOf(entry: BulkEntry, name: 'bulkId' | 'version'): string | undefined {
  const value = entry[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw new InvalidValueError(detail`${name} must be a string, and not empty`);
  return value;
}

function targetOf<P extends Principal>(
  service: Service<P>,
  { path }: BulkEntry,
  method: BulkOperation['method'],
): BulkTarget {
  const target = bulkTarget(service, path);
  if (target !== undefined && (method === 'POST') === (target.id === '')) return target;
  const wanted =
    method === 'POST' ? detail`endpoint of a resource type, such as /Users` : detail`path of a resource, such as /Users/{id}`;
  throw new InvalidValueError(detail`path must be the ${wanted}, relative to the root of the service provider`);
}

/**
 * What a path is about: `/Users` or `/Users/{id}`, and nothing else, neither a query nor another endpoint. Throws
 * `InvalidValueError` for one that is not well percent-encoded.
 */
export function bulkTarget<P extends Principal>({ types }: Service<P>, path: unknown): BulkTarget | undefined {
  const [, endpoint, id] = (typeof path === 'string' && /^(\/[^/?#]+)(?:\/([^/?#]+))?$/.exec(path)) || [];
  const served = types.find(({ type }) => type.endpoint === endpoint || type.aliases.endpoints.some((alias) => alias === endpoint));
  return served && { served, id: id === undefined ? '' : decode(id) };
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    throw new InvalidValueError(detail`path is not well percent-encoded`);
  }
}

function referencesOf({
  method,
  served,
  id,
  data,
}: Pick<BulkOperation, 'method' | 'served' | 'id' | 'data'>): Pick<BulkOperation, 'required' | 'deferrable'> {
  const all = bulkIdsIn([id, data]);
  // Only a resource that is created can be completed later without anybody noticing that it was not complete.
  if (method !== 'POST' || !isObject(data)) return { required: all, deferrable: new Set() };
  const required = requiredBulkIds(served.type, data);
  return { required, deferrable: new Set([...all].filter((bulkId) => !required.has(bulkId))) };
}
