import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Request, Response } from 'express';
import { Router } from 'express';

import type { Authorizer, Operation } from './authorization/authorizer';
import { InvalidSyntaxError, NotFoundError, NotImplementedError } from './errors/catalog';
import { detail } from './errors/detail';
import type { Language } from './errors/language';
import type { BaseUrlOption, MountedRequest } from './http/base-url';
import { checkBaseUrl } from './http/base-url';
import type { ClientsOption } from './http/choose-client';
import { createClientChoice } from './http/choose-client';
import type { CorsOptions } from './http/cors';
import { createCors } from './http/cors';
import type { Answer, Exchange, Handler, Mount, PublicExchange } from './http/endpoint';
import { acting, publicly, publiclyOrOwn, reading, writing } from './http/endpoint';
import { createLanguageChoice } from './http/language-choice';
import type { OpenApiRenderer } from './http/open-api';
import { describe } from './http/open-api';
import type { ProtectionOptions } from './http/protection';
import { createProtection } from './http/protection';
import type { TenantLimitsOption } from './http/tenant-limits';
import { createTenantViews } from './http/tenant-limits';
import type { Place } from './operations/assert-offered';
import { allowedMethods, refuseMethod, refuseOperation } from './operations/assert-offered';
import { bulk } from './operations/bulk';
import { create } from './operations/create';
import { resourceTypes, schemas, serviceProviderConfig } from './operations/discover';
import { emptyGroups } from './operations/empty-groups';
import { get } from './operations/get';
import type { MeInput, MeOperation } from './operations/me';
import { createMe, me } from './operations/me';
import { requireMethods } from './operations/option-checks';
import { patch } from './operations/patch';
import { query } from './operations/query';
import { remove } from './operations/remove';
import { replace } from './operations/replace';
import type { Reply } from './operations/reply';
import { writes } from './operations/resource-action';
import { runAction } from './operations/run-action';
import { search } from './operations/search';
import { queryAll, searchAll } from './operations/search-all';
import type { ServedType, Service, ServiceOptions } from './operations/service';
import { createService } from './operations/service';
import type { Principal, ScimContext } from './store/context';
import type { ResourceStore } from './store/resource-store';

/** The options of `createScimRouter`; every one has a default. A wrong one is a `TypeError` at start. */
export interface ScimRouterOptions<P extends Principal = Principal> extends ServiceOptions<P>, ProtectionOptions {
  /** Absolute URL of the service root. Default: from the request, its `Host` header and the path of the mount. */
  readonly baseUrl?: BaseUrlOption;
  /** Whose data a request is about. Default: one tenant. `request.params` has the parameters of the mount path. */
  readonly tenant?: (request: MountedRequest, principal: P) => string | undefined;
  /**
   * The limits of a tenant, over those of the router: sizes of bodies, filters, patches, pages and bulk jobs, time and
   * concurrency. Asked for every request, so give the same object until they change. ServiceProviderConfig tells each
   * tenant its own; with `publicDiscovery`, whoever sends no credential is told those of the router. A limit that is
   * wrong is a fault: 500, and a `TypeError` for `onError`. Default: every tenant has the limits of the router.
   *
   * @example
   * ```ts
   * const plans = { trial: { pagination: { maxCount: 100 }, bulk: { maxOperations: 10 } }, full: { maxBodyBytes: 8_388_608 } };
   * createScimRouter(store, authz, { tenant, tenantLimits: (name) => plans[planOf(name)] });
   * ```
   */
  readonly tenantLimits?: TenantLimitsOption;
  /** How clients are understood. Default: `clientProfiles.default`, and those of Entra ID, Okta and Google for theirs. */
  readonly clients?: ClientsOption<P>;
  /**
   * Whether ServiceProviderConfig, ResourceTypes and Schemas answer without a credential, so that clients can find out
   * how to authenticate (RFC 7643 §5). Default `false`.
   */
  readonly publicDiscovery?: boolean;
  /**
   * Languages in which clients can read errors beside English, such as those of `scim-router/languages`; each client gets
   * the one that its `Accept-Language` asks for (RFC 9110 §12.5.4). Default: English only.
   */
  readonly languages?: readonly Language[];
  /**
   * Which pages may call the service provider from a browser. Default none: no answer has a CORS header.
   *
   * @example
   * ```ts
   * createScimRouter(store, authz, { cors: { origin: 'https://admin.example' } });
   * ```
   */
  readonly cors?: CorsOptions;
  /**
   * An OpenAPI description of the mount at `/openapi.json`, with what this service really offers; it is read with a
   * credential, unless `publicDiscovery` is `true`. Default none.
   *
   * @example
   * ```ts
   * import { openApi } from 'scim-router/openapi';
   * createScimRouter(store, authz, { openApi: openApi() });
   * ```
   */
  readonly openApi?: OpenApiRenderer;
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

  mountDiscovery(router, mount, options);
  mountOpenApi(router, mount, options);
  for (const served of service.types) {
    mountType(router, mount, served);
  }
  mountRoot(router, mount);
  mountMe(router, mount);
  mountBulk(router, mount);
  router.get('/Groups', reading(mount, ({ context }) => emptyGroups(context)));
  router.use(reading(mount, unknownEndpoint));
  const handle: ScimRequestListener = (request, response) => {
    // The router passes on only what it could not read: a path that is not well percent-encoded.
    router(request as Request, response as Response, reading(mount, unreadablePath).bind(undefined, request, response));
  };
  const cors = createCors(options.cors, (error) => service.onError(error, {}));
  return cors === undefined ? handle : (request, response) => cors(request, response, () => handle(request, response));
}

/** /ServiceProviderConfig, /ResourceTypes and /Schemas — RFC 7644 §4. */
function mountDiscovery<P extends Principal>(router: Router, mount: Mount<P>, { publicDiscovery, tenantLimits }: ScimRouterOptions<P>): void {
  const discover = { ServiceProviderConfig: serviceProviderConfig, ResourceTypes: resourceTypes, Schemas: schemas };
  for (const [name, operation] of Object.entries(discover)) {
    const answer = ({ service, id, parameters: { filter }, context }: PublicExchange<P>): Reply =>
      operation(service, { ...(id !== '' && { id }), ...(filter !== undefined && { filter }) }, context);
    const isConfig = name === 'ServiceProviderConfig';
    const path = isConfig ? `/${name}` : [`/${name}`, `/${name}/:id`];
    const own = reading(mount, answer);
    const anyone = publicDiscovery === true ? publicly(mount, answer) : own;
    const handler = isConfig && tenantLimits !== undefined ? publiclyOrOwn(anyone, own) : anyone;
    router.route(path).get(handler).all(reading(mount, () => refuseMethod('GET, HEAD')));
  }
}

/** /openapi.json: beside the endpoints of RFC 7644, and open to whom those of §4 are. */
function mountOpenApi<P extends Principal>(router: Router, mount: Mount<P>, { openApi, publicDiscovery, tenantLimits }: ScimRouterOptions<P>): void {
  if (openApi === undefined) return;
  requireMethods(openApi, 'options.openApi', ['render']);
  const isDiscoveryPublic = publicDiscovery === true;
  const answer = ({ service, context: { baseUrl } }: PublicExchange<P>): Reply => describe(openApi, { service, baseUrl, isDiscoveryPublic });
  const own = reading(mount, answer);
  const anyone = isDiscoveryPublic ? publicly(mount, answer) : own;
  router
    .route('/openapi.json')
    .get(tenantLimits === undefined ? anyone : publiclyOrOwn(anyone, own))
    .all(reading(mount, () => refuseMethod('GET, HEAD')));
}

/** /{endpoint}, /{endpoint}/.search and /{endpoint}/{id} — RFC 7644 §3.2, Table 2. */
function mountType<P extends Principal>(router: Router, mount: Mount<P>, served: ServedType): void {
  const { endpoint, aliases } = served.type;
  const endpoints = [endpoint, ...aliases.endpoints];
  const canSearch = served.operations.has('query');
  const offered = (operation: Operation, handler: Handler): Handler =>
    served.operations.has(operation) ? handler : reading(mount, () => refuseOperation(mount.service, served, operation));
  const others = (place: Place): Handler => reading(mount, () => refuseMethod(allowedMethods(served, place)));

  router
    .route(endpoints)
    .get(offered('query', reading(mount, (request) => query(request.service, { served, ...request.parameters }, request.context))))
    .post(offered('create', writing(mount, (request) => create(request.service, { served, ...inputOf(request) }, request.context))))
    .all(others('collection'));
  router
    .route(endpoints.map((path) => `${path}/.search`))
    .post(
      canSearch
        ? acting(mount, ({ service, body, parameters, context }) => search(service, { served, body, parameters }, context))
        : reading(mount, () => refuseMethod('')),
    )
    .all(reading(mount, () => refuseMethod(canSearch ? 'POST' : '')));
  router
    .route(endpoints.map((path) => `${path}/:id`))
    .get(offered('get', reading(mount, (request) => get(request.service, { served, ...inputOf(request) }, request.context))))
    .put(offered('replace', writing(mount, (request) => replace(request.service, { served, ...inputOf(request) }, request.context))))
    .patch(offered('patch', writing(mount, (request) => patch(request.service, { served, ...inputOf(request) }, request.context))))
    .delete(offered('delete', reading(mount, (request) => remove(request.service, { served, ...inputOf(request) }, request.context))))
    .all(others('resource'));
  mountActions(router, mount, served);
}

/** /{endpoint}/{id}/{action}: what the host has added. */
function mountActions<P extends Principal>(router: Router, mount: Mount<P>, served: ServedType): void {
  const { name: typeName, endpoint, aliases } = served.type;
  const actions = mount.service.actions.get(typeName) ?? [];
  for (const name of new Set(actions.map((action) => action.name))) {
    const route = router.route([endpoint, ...aliases.endpoints].map((path) => `${path}/:id/${name}`));
    const named = actions.filter((action) => action.name === name);
    const allow = named.flatMap((action) => (action.method === 'GET' && !writes(action) ? ['GET', 'HEAD'] : action.method)).join(', ');
    const refuse = reading(mount, () => refuseMethod(allow));
    if (!allow.includes('HEAD')) route.head(refuse);
    for (const action of named) {
      const answer: Answer<P> = ({ service, id, body, context }) => runAction(service, { served, action, id, body }, context);
      if (action.method === 'GET') route.get(reading(mount, answer));
      else route.post(acting(mount, answer));
    }
    route.all(refuse);
  }
}

/** / and /.search — RFC 7644 §3.4.2.1, §3.4.3: resources of every type. */
function mountRoot<P extends Principal>(router: Router, mount: Mount<P>): void {
  router
    .route('/')
    .get(reading(mount, ({ service, parameters, context }) => queryAll(service, parameters, context)))
    .all(reading(mount, () => refuseMethod('GET, HEAD')));
  router
    .route('/.search')
    .post(acting(mount, ({ service, body, parameters, context }) => searchAll(service, { body, parameters }, context)))
    .all(reading(mount, () => refuseMethod('POST')));
}

/** /Me — RFC 7644 §3.11. */
function mountMe<P extends Principal>(router: Router, mount: Mount<P>): void {
  if (mount.service.me === undefined) return void router.all('/Me', reading(mount, notImplemented));
  const answer = (operation: MeOperation): Answer<P> =>
    (request) => me(request.service, { operation, ...inputOf(request) }, request.context);
  router
    .route('/Me')
    .get(reading(mount, answer('get')))
    .post(writing(mount, (request) => createMe(request.service, inputOf(request), request.context)))
    .put(writing(mount, answer('replace')))
    .patch(writing(mount, answer('patch')))
    .delete(reading(mount, answer('delete')))
    .all(reading(mount, () => refuseMethod('GET, HEAD, POST, PUT, PATCH, DELETE')));
}

/** /Bulk — RFC 7644 §3.7. */
function mountBulk<P extends Principal>(router: Router, mount: Mount<P>): void {
  if (mount.service.bulk === undefined) return void router.all('/Bulk', reading(mount, notImplemented));
  router
    .route('/Bulk')
    .post(writing(mount, ({ service, body, context }) => bulk(service, body, context), ({ service }) => service.bulk?.maxPayloadSize))
    .all(reading(mount, () => refuseMethod('POST')));
}

/** What a request says about one resource, as operations take it. */
function inputOf({ parameters, id, body, ifMatch, ifNoneMatch }: Omit<Exchange, 'service'>): MeInput & { readonly id: string } {
  return { selection: parameters.selection, id, body, ifMatch, ifNoneMatch };
}

function createMount<P extends Principal>(service: Service<P>, options: ScimRouterOptions<P>): Mount<P> {
  const { baseUrl, tenant } = options;
  checkBaseUrl(baseUrl);
  const endpoints = new Map(service.types.map(({ type }) => [type.name, type.endpoint]));
  const storageNames = new Map(service.types.map(({ type }) => [type.name, type.storageName]));
  const chooseClient = createClientChoice(options.clients);
  const chooseLanguage = createLanguageChoice(options.languages);
  const protection = createProtection(options);
  const viewOf = createTenantViews({ service, protection }, options.tenantLimits);
  return { service, baseUrl, tenant, chooseClient, chooseLanguage, protection, viewOf, endpoints, storageNames };
}

function notImplemented(): never {
  throw new NotImplementedError(detail`This service provider does not offer this endpoint`);
}

function unreadablePath(): never {
  throw new InvalidSyntaxError(detail`The path is not well percent-encoded`);
}

function unknownEndpoint(): never {
  throw new NotFoundError(detail`There is no such endpoint`);
}
