import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Request, Response } from 'express';
import { Router } from 'express';

import type { Authorizer } from './authorization/authorizer';
import { InvalidSyntaxError, MethodNotAllowedError, NotFoundError, NotImplementedError } from './errors/catalog';
import type { BaseUrlOption, MountedRequest } from './http/base-url';
import { checkBaseUrl } from './http/base-url';
import type { Answer, Mount } from './http/endpoint';
import { reading, writing } from './http/endpoint';
import { create } from './operations/create';
import { resourceTypes, schemas, serviceProviderConfig } from './operations/discover';
import { get } from './operations/get';
import { positiveInteger } from './operations/option-checks';
import { patch } from './operations/patch';
import { query } from './operations/query';
import { remove } from './operations/remove';
import { replace } from './operations/replace';
import type { ServedType, Service, ServiceOptions } from './operations/service';
import { createService } from './operations/service';
import type { Principal, ScimContext } from './store/context';
import type { ResourceStore } from './store/resource-store';

/** The options of `createScimRouter`; every one has a default. A wrong one is a `TypeError` at start. */
export interface ScimRouterOptions<P extends Principal = Principal> extends ServiceOptions<P> {
  /** Absolute URL of the service root. Default: from the request, its `Host` header and the path of the mount. */
  readonly baseUrl?: BaseUrlOption;
  /** Whose data a request is about. Default: one tenant. `request.params` has the parameters of the mount path. */
  readonly tenant?: (request: MountedRequest, principal: P) => string | undefined;
  /** Bytes of a body. Default 1,048,576; a larger one is answered with 413. */
  readonly maxBodyBytes?: number;
  /** Characters of a URL. Default 8,192; a longer one is answered with 414. */
  readonly maxUrlLength?: number;
}

/** What Express mounts with `app.use`, and what `http.createServer` takes as it is. */
export type ScimRequestListener = (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;

/**
 * The SCIM endpoints of RFC 7644 §3.2, for any path of an Express application, or for `http.createServer` as it is.
 *
 * Every request is authenticated before anything of it is parsed. Every answer, also to an unknown path below the
 * mount, is a SCIM message.
 *
 * @throws TypeError for an option, store or authorizer that cannot work.
 * @example
 * ```ts
 * const app = express();
 * app.use('/scim/v2', createScimRouter(new MemoryStore(), staticBearer(process.env.SCIM_TOKEN)));
 * app.listen(3000);
 * ```
 */
export function createScimRouter<P extends Principal>(
  store: ResourceStore<ScimContext<P>>,
  authz: Authorizer<P>,
  options: ScimRouterOptions<P> = {},
): ScimRequestListener {
  const service = createService(store, authz, options);
  const mount = createMount(service, options);
  const router = Router({ mergeParams: true, caseSensitive: true });

  const discover = { ServiceProviderConfig: serviceProviderConfig, ResourceTypes: resourceTypes, Schemas: schemas };
  for (const [name, operation] of Object.entries(discover)) {
    const answer: Answer<P> = ({ id, parameters: { filter }, context }) =>
      operation(service, { ...(id !== '' && { id }), ...(filter !== undefined && { filter }) }, context);
    const path = name === 'ServiceProviderConfig' ? `/${name}` : [`/${name}`, `/${name}/:id`];
    router.route(path).get(reading(mount, answer)).all(reading(mount, notAllowed('GET, HEAD')));
  }
  for (const served of service.types) {
    mountType(router, mount, served);
  }
  router.all(['/Me', '/Bulk', '/.search'], reading(mount, notImplemented));
  router.use(reading(mount, unknownEndpoint));
  return (request, response) => {
    // The router passes on only what it could not read: a path that is not well percent-encoded.
    router(request as Request, response as Response, reading(mount, unreadablePath).bind(undefined, request, response));
  };
}

/** /{endpoint} and /{endpoint}/{id} — RFC 7644 §3.2, Table 2. */
function mountType<P extends Principal>(router: Router, mount: Mount<P>, served: ServedType): void {
  const { service } = mount;
  router
    .route(served.type.endpoint)
    .get(reading(mount, ({ parameters, context }) => query(service, { served, ...parameters }, context)))
    .post(writing(mount, ({ parameters: { selection }, body, context }) => create(service, { served, body, selection }, context)))
    .all(reading(mount, notAllowed('GET, HEAD, POST')));
  router
    .route(`${served.type.endpoint}/:id`)
    .get(reading(mount, ({ id, parameters: { selection }, ifNoneMatch, context }) => get(service, { served, id, selection, ifNoneMatch }, context)))
    .put(writing(mount, ({ id, parameters: { selection }, ...rest }) => replace(service, { served, id, selection, ...rest }, rest.context)))
    .patch(writing(mount, ({ id, parameters: { selection }, ...rest }) => patch(service, { served, id, selection, ...rest }, rest.context)))
    .delete(reading(mount, ({ id, ifMatch, context }) => remove(service, { served, id, ifMatch }, context)))
    .all(reading(mount, notAllowed('GET, HEAD, PUT, PATCH, DELETE')));
}

function createMount<P extends Principal>(service: Service<P>, options: ScimRouterOptions<P>): Mount<P> {
  const { baseUrl, tenant, maxBodyBytes = 1_048_576, maxUrlLength = 8192 } = options;
  checkBaseUrl(baseUrl);
  positiveInteger(maxBodyBytes, 'options.maxBodyBytes');
  positiveInteger(maxUrlLength, 'options.maxUrlLength');
  const endpoints = new Map(service.types.map(({ type }) => [type.name, type.endpoint]));
  return { service, baseUrl, tenant, maxBodyBytes, maxUrlLength, endpoints };
}

function notAllowed(allow: string): () => never {
  return () => {
    throw new MethodNotAllowedError(`This endpoint serves ${allow}`, { headers: { Allow: allow } });
  };
}

function notImplemented(): never {
  throw new NotImplementedError('This service provider does not offer this endpoint');
}

function unreadablePath(): never {
  throw new InvalidSyntaxError('The path is not well percent-encoded');
}

function unknownEndpoint(): never {
  throw new NotFoundError('There is no such endpoint');
}
