import type { IncomingMessage } from 'node:http';

import type { Authorizer } from '../authorization/authorizer';
import { checkFunction, checkOptionNames } from '../authorization/check-options';
import type { FilterDialect } from '../filter/dialect';
import type { MountedRequest } from '../http/base-url';
import { positiveInteger, wholeNumbers } from '../operations/option-checks';
import type { OperationsOption } from '../operations/offered-operations';
import { reportError, safeReporter } from '../operations/report-error';
import type { ResourceType } from '../schema/resource-type';
import type { ResourceStore } from '../store/resource-store';
import type { Authorize } from './administrator';
import { FormSignatures } from './page/form-signature';
import type { Lifetimes } from './page/page-view';
import type { PageListener } from './page/provisioning-page';
import { createProvisioningPage } from './page/provisioning-page';
import { provisioningDialect } from './provisioning-dialect';
import { AuditEvent } from './resource-types/audit-event';
import { DirectoryGroup } from './resource-types/directory-group';
import { DirectoryUser } from './resource-types/directory-user';
import { FormKey } from './resource-types/form-key';
import { IdentityProvider } from './resource-types/identity-provider';
import { TokenUsage } from './resource-types/token-usage';
import type { ProvisioningEvent } from './settings/audit-log';
import { AuditLog } from './settings/audit-log';
import { IdentityProviders } from './settings/identity-providers';
import { ProvisioningSettings } from './settings/provisioning-settings';
import type { ProvisioningPrincipal } from './tokens/provisioning-authorizer';
import { provisioningAuthorizer } from './tokens/provisioning-authorizer';
import { accessChoices, writeAccess } from './tokens/token-access';
import { UsageCounter } from './tokens/usage-counter';

/** What `createProvisioning` takes; all but the first two have a default. */
export interface ProvisioningOptions<R extends IncomingMessage = MountedRequest> {
  /** Where identity providers, tokens (as digests) and the audit are kept. */
  readonly store: ResourceStore;
  /**
   * Who sent a request to the page, by the session of the application; nothing for whoever may not see it, who gets 403.
   * What it throws is a refusal, too.
   */
  readonly authorize: Authorize<R>;
  /**
   * The URL that the page shows for identity providers: where `createScimRouter` is mounted. A path is one on the origin
   * of the page. Default `/scim/v2`.
   */
  readonly url?: string | ((request: MountedRequest, tenant: string | undefined) => string);
  /**
   * The tenant that a request names, to the page or to SCIM, such as in its URL: `(request) => request.params?.tenant`. A
   * token of another one, or of none, is refused with 401, such an administrator with 403. Default: requests name none, and
   * tenants are those of administrators and tokens.
   */
  readonly tenant?: (request: MountedRequest) => string | undefined;
  /** Default: users with groups that can be written, and groups that cannot. */
  readonly resourceTypes?: readonly ResourceType[];
  /** Default: everything of users, GET of groups; with `resourceTypes` of your own, everything. */
  readonly operations?: OperationsOption;
  /** Days for which tokens are valid: a `standard` of 180, and the `longest` of 365 that can be chosen. */
  readonly tokenDays?: { readonly standard?: number; readonly longest?: number };
  /** Origin of the page, for a proxy that changes the `Host`: `https://app.example`. Default: as requests say. */
  readonly origin?: string;
  /** Show the page, and serve SCIM, over TLS only. Default: when `NODE_ENV` is `production`. */
  readonly requireTls?: boolean;
  /** Gets every change once it is committed, and every token that expires in 30 or 7 days. It is in the store anyway. */
  readonly onEvent?: (event: ProvisioningEvent) => unknown;
  /** Gets every failure that is not the client's. Default: stderr. */
  readonly onError?: (error: unknown) => void;
  /** The clock. Default that of the machine. */
  readonly now?: () => Date;
}

/** A page for administrators, and what lets the tokens in that it gives out. */
export interface Provisioning {
  /** The page: mount it where administrators find it. */
  readonly router: PageListener;
  /** For `createScimRouter`. */
  readonly authorizer: Authorizer<ProvisioningPrincipal>;
  /** For `createScimRouter`. */
  readonly options: ProvisioningRouterOptions;
  /** Every resource type that the store keeps for this, also those that are not served: for `migrate`. */
  readonly storedTypes: readonly ResourceType[];
  /** Writes what was counted of the use of tokens and is not written yet: before the process ends. */
  readonly flush: () => Promise<void>;
}

/** Options of the router; more may be added to them. */
export interface ProvisioningRouterOptions {
  readonly resourceTypes: readonly ResourceType[];
  readonly operations: OperationsOption;
  readonly filterDialect: FilterDialect;
  readonly tenant: (request: MountedRequest, principal: ProvisioningPrincipal) => string | undefined;
  readonly requireTls?: boolean;
}

const optionNames: readonly (keyof ProvisioningOptions)[] = Object.freeze([
  'store', 'authorize', 'url', 'tenant', 'resourceTypes', 'operations', 'tokenDays', 'origin', 'requireTls', 'onEvent', 'onError', 'now',
]);
const offeredDays: readonly number[] = Object.freeze([30, 90, 180, 365]);

/**
 * A page by which an administrator enables SCIM provisioning and gets its URL and a token, once; and the authorizer that
 * lets such tokens in. What is enabled, disabled and revoked counts from the next request on, in every process.
 *
 * @throws TypeError for an option that cannot work.
 * @example
 * ```ts
 * const provisioning = createProvisioning({ store, authorize: (request: Request) => superuserOf(request.session) });
 * app.use('/settings/scim', provisioning.router);
 * app.use('/scim/v2', createScimRouter(store, provisioning.authorizer, provisioning.options));
 * ```
 */
export function createProvisioning<R extends IncomingMessage = MountedRequest>(options: ProvisioningOptions<R>): Provisioning {
  checkOptions(options);
  const { store, now = () => new Date(), tenant, origin, requireTls = process.env['NODE_ENV'] === 'production' } = options;
  const report = safeReporter<object>(options.onError ?? ((error) => reportError(error, {})));
  const onError = (error: unknown): void => report(error, {});
  const onEvent = eventReporter(options.onEvent, onError);
  const { resourceTypes = [DirectoryUser, DirectoryGroup] } = options;
  const operations = options.operations ?? (options.resourceTypes === undefined ? { Group: ['get', 'query'] as const } : {});
  const providers = new IdentityProviders(store);
  const audit = new AuditLog(store);
  const usage = new UsageCounter({ store, now, onError });
  const page = createProvisioningPage<R>({
    ...{ authorize: options.authorize, providers, audit, usage, tenantOf: tenant, origin, requireTls, now, onError },
    signatures: new FormSignatures(store),
    settings: new ProvisioningSettings(store, onEvent),
    choices: accessChoices(resourceTypes, operations),
    lifetimes: lifetimesOf(options.tokenDays),
    url: urlOf(options.url),
  });
  const authorizer = provisioningAuthorizer({
    ...{ providers, usage, tenantOf: tenant, now },
    warn: async ({ id = '', name, tenant: owner }, { ending, access, expires }) => {
      const token = { ending, access: writeAccess(access), expires };
      const event = { action: 'tokenExpiring', at: now(), tenant: owner, provider: { id, name }, administrator: undefined, address: undefined, token } as const;
      await audit.add(event);
      onEvent(event);
    },
  });
  return {
    router: page,
    authorizer,
    options: { resourceTypes, operations, filterDialect: provisioningDialect, tenant: (_request, principal) => principal.tenant, requireTls },
    storedTypes: [...resourceTypes, IdentityProvider, TokenUsage, AuditEvent, FormKey],
    flush: () => usage.flush(),
  };
}

function checkOptions(options: ProvisioningOptions<never>): void {
  checkOptionNames('createProvisioning', options, optionNames);
  checkFunction('createProvisioning', 'authorize', options.authorize);
  for (const name of ['tenant', 'onEvent', 'onError', 'now'] as const) {
    if (options[name] !== undefined) checkFunction('createProvisioning', name, options[name]);
  }
  for (const method of ['create', 'get', 'query', 'replace', 'delete'] as const) {
    checkFunction('createProvisioning', `store.${method}`, (options.store as Partial<ResourceStore> | undefined)?.[method]);
  }
  const { origin, requireTls = true } = options;
  if (typeof requireTls !== 'boolean') throw new TypeError('createProvisioning: requireTls must be true or false');
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).origin === origin)) return;
  throw new TypeError(`createProvisioning: origin must be one such as "https://app.example", not "${origin}"`);
}

function urlOf(url: ProvisioningOptions['url'] = '/scim/v2'): (request: MountedRequest, tenant: string | undefined) => string {
  if (typeof url === 'function') return url;
  if (typeof url === 'string' && (/^\/(?!\/)/.test(url) || /^https?:/.test(url)) && URL.canParse(url, 'https://app.example')) return () => url;
  throw new TypeError(`createProvisioning: url must be a path such as "/scim/v2", an absolute URL, or a function; not "${url}"`);
}

function lifetimesOf(given: ProvisioningOptions['tokenDays']): Lifetimes {
  const { standard, longest } = wholeNumbers(given, 'createProvisioning: tokenDays', { standard: 180, longest: 365 });
  positiveInteger(standard, 'createProvisioning: tokenDays.standard');
  if (standard > longest) throw new TypeError('createProvisioning: tokenDays.standard must not be greater than tokenDays.longest');
  const days = new Set([...offeredDays.filter((each) => each <= longest), standard, longest]);
  return { standard, days: [...days].sort((left, right) => left - right) };
}

function eventReporter(onEvent: ((event: ProvisioningEvent) => unknown) | undefined, onError: (error: unknown) => void): (event: ProvisioningEvent) => void {
  return (event) => {
    if (onEvent !== undefined) Promise.resolve().then(() => onEvent(event)).catch(onError);
  };
}
