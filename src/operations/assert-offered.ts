import type { Operation } from '../authorization/authorizer';
import { MethodNotAllowedError, NotImplementedError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Principal } from '../store/context';
import type { ServedType, Service } from './service';

/** The endpoint of a resource type, or that of one resource (RFC 7644 §3.2). */
export type Place = 'collection' | 'resource';

const methods: Readonly<Record<Place, ReadonlyMap<Operation, readonly string[]>>> = Object.freeze({
  collection: new Map<Operation, readonly string[]>([
    ['query', ['GET', 'HEAD']],
    ['create', ['POST']],
  ]),
  resource: new Map<Operation, readonly string[]>([
    ['get', ['GET', 'HEAD']],
    ['replace', ['PUT']],
    ['patch', ['PATCH']],
    ['delete', ['DELETE']],
  ]),
});

/** What `Allow` says of a resource type (RFC 9110 §10.2.1). */
export function allowedMethods({ operations }: ServedType, place: Place): string {
  return [...methods[place]].flatMap(([operation, names]) => (operations.has(operation) ? names : [])).join(', ');
}

/** Checks that an operation is offered of a resource type; throws as `refuseOperation` does. */
export function assertOffered<P extends Principal>(
  service: Service<P>,
  served: ServedType,
  operation: Operation,
): void {
  if (!served.operations.has(operation)) refuseOperation(service, served, operation);
}

/**
 * Refuses an operation that is not offered of a resource type. Throws `MethodNotAllowedError`, or `NotImplementedError`
 * for a PATCH that no resource type has (RFC 7644 §3.12, 501).
 */
export function refuseOperation<P extends Principal>(
  { types }: Service<P>,
  served: ServedType,
  operation: Operation,
): never {
  if (operation === 'patch' && !types.some(({ operations }) => operations.has('patch'))) {
    throw new NotImplementedError(detail`This service provider does not offer PATCH`);
  }
  return refuseMethod(allowedMethods(served, methods.collection.has(operation) ? 'collection' : 'resource'));
}

/** Throws `MethodNotAllowedError` with what the endpoint allows instead (RFC 9110 §15.5.6). */
export function refuseMethod(allow: string): never {
  const served = allow === '' ? detail`no method` : allow;
  throw new MethodNotAllowedError(detail`This endpoint serves ${served}`, { headers: { Allow: allow } });
}
