import { allAttributes } from '../resource/create-projection';
import type { Projection } from '../resource/projection';
import type { StoredResource } from '../resource/stored-resource';
import { entityTag, matchesIfNoneMatch } from '../resource/version';
import type { Principal, ScimContext } from '../store/context';
import type { AttributeSelection } from './attribute-selection';
import { presenterFor, projectionFor } from './attribute-selection';
import { complete } from './complete';
import { withLookupKeys } from './lookups';
import type { Reply } from './reply';
import { resourceReply } from './reply';
import type { Service, ServedType } from './service';
import { authorize, notFound } from './service';

export interface GetInput {
  readonly served: ServedType;
  readonly id: string;
  readonly selection: AttributeSelection;
  readonly ifNoneMatch: string | undefined;
}

/** GET /{endpoint}/{id} — RFC 7644 §3.4.1. */
export async function get<P extends Principal>(service: Service<P>, input: GetInput, context: ScimContext<P>): Promise<Reply> {
  const { served, id, selection, ifNoneMatch } = input;
  const { type } = served;
  const grant = await authorize(service, { operation: 'get', type, id, context });
  const projection = projectionFor(served, selection, grant);
  const needed = grant.where === undefined ? withLookupKeys(service, type, projection) : allAttributes;
  const resource = await service.store.get({ type, id, projection: needed }, context);
  if (resource === undefined || !grant.admits(resource)) throw notFound(type, id);
  if (ifNoneMatch !== undefined && matchesIfNoneMatch(ifNoneMatch, resource.version)) {
    return { status: 304, entityTag: entityTag(resource.version) };
  }
  return present(service, { served, resource, projection, status: 200 }, context);
}

export interface PresentInput {
  readonly served: ServedType;
  readonly resource: StoredResource;
  readonly projection: Projection;
  readonly status: 200 | 201;
}

/** The answer that shows one resource, derived attributes included. */
export async function present<P extends Principal>(
  service: Service<P>,
  { served, resource, projection, status }: PresentInput,
  context: ScimContext<P>,
): Promise<Reply> {
  const { type } = served;
  const [shown = resource] = await complete(service, { type, resources: [resource], projection }, context);
  const body = presenterFor(served, projection)(context)(shown);
  return resourceReply(status, { resource, body, location: context.locate(type.name, resource.id), etag: service.etag });
}
