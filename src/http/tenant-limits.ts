import type { Service } from '../operations/service';
import type { ServiceLimitOptions } from '../operations/service-limits';
import { withLimits } from '../operations/service-limits';
import { isPlainObject } from '../schema/is-plain-object';
import type { Principal } from '../store/context';
import type { Protection } from './protection';
import type { RequestLimitOptions } from './request-limits';
import { requestLimits } from './request-limits';

/**
 * The limits of one tenant, each as the option of the router with the same name; what is left out is as the router has
 * it. The length of a URL, `throttle` and `requireTls` are the same for all: they hold before a tenant is known. The
 * time of a request counts from when its tenant is known; until then the router's `requestTimeout` holds.
 */
export interface TenantLimits extends RequestLimitOptions, ServiceLimitOptions {}

/** The limits of a tenant; `undefined`: those of the router. */
export type TenantLimitsOption = (tenant: string | undefined) => TenantLimits | undefined;

/** A mount as one tenant has it. */
export interface TenantView<P extends Principal = Principal> {
  readonly service: Service<P>;
  readonly protection: Protection;
}

export type ViewOf<P extends Principal> = (tenant: string | undefined) => TenantView<P>;

const names: ReadonlySet<string> = new Set<keyof TenantLimits>([
  'maxBodyBytes',
  'json',
  'requestTimeout',
  'concurrency',
  'limits',
  'pagination',
  'bulk',
]);

/**
 * How tenants see a mount. The option is asked for every request, so that limits can change at any time; what it gives
 * is checked once for each object, and forgotten with it.
 *
 * Throws `TypeError` for an option that is no function. What the function gives can only be checked when a request
 * comes: the view then throws `TypeError`, which is a fault, naming the tenant and the limit that is wrong.
 */
export function createTenantViews<P extends Principal>(common: TenantView<P>, option: TenantLimitsOption | undefined): ViewOf<P> {
  if (option === undefined) return () => common;
  if (typeof option !== 'function') throw new TypeError('options.tenantLimits must be a function of the tenant');
  const views = new WeakMap<TenantLimits, TenantView<P>>();
  return (tenant) => {
    const given = option(tenant);
    if (given === undefined) return common;
    const known = typeof given === 'object' ? views.get(given) : undefined;
    if (known !== undefined) return known;
    const view = viewWith(common, given, `options.tenantLimits(${tenant === undefined ? '' : JSON.stringify(tenant.slice(0, 256))})`);
    views.set(given, view);
    return view;
  };
}

function viewWith<P extends Principal>({ service, protection }: TenantView<P>, given: TenantLimits, option: string): TenantView<P> {
  if (!isPlainObject(given)) throw new TypeError(`${option} must give an object of limits or undefined, and at once`);
  const unknown = Object.keys(given).find((name) => !names.has(name));
  if (unknown !== undefined) throw new TypeError(`${option}.${unknown} is no limit of a tenant; there are ${[...names].join(', ')}`);
  return {
    service: withLimits(service, given, option),
    protection: { ...protection, ...requestLimits(given, option, protection) },
  };
}
