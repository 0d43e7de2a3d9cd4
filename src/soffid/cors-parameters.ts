import type { CorsOptions } from '../http/cors';

/** The parameters of Soffid that say which pages may call it from a browser; others of its parameters are not read. */
export interface CorsParameters {
  /** DNS domains, or origins with their scheme, separated by commas; `*` for any. Default none. */
  readonly 'soffid.scim.cors.origin'?: string | undefined;
  /** Methods, separated by commas. Default GET, OPTIONS, HEAD. */
  readonly 'soffid.scim.cors.methods'?: string | undefined;
}

const defaultMethods: readonly string[] = Object.freeze(['GET', 'OPTIONS', 'HEAD']);
const everyMethod: readonly string[] = Object.freeze(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']);
const allowedHeaders: readonly string[] = Object.freeze(['Origin', 'Content-Type', 'Accept', 'Authorization']);

/**
 * The option `cors` that the parameters stand for; `undefined` when no page may call. A domain stands for itself with
 * either scheme and any port, and not for the domains below it. Browsers may send passwords that they keep, but not to a
 * service that any page may call.
 *
 * @throws TypeError for a parameter that cannot be read.
 * @example
 * ```ts
 * const cors = corsParameters({ 'soffid.scim.cors.origin': 'admin.example,https://desk.example:8443' });
 * ```
 */
export function corsParameters(parameters: CorsParameters): CorsOptions | undefined {
  const domains = listed(parameters['soffid.scim.cors.origin']).map((domain) => domain.toLowerCase());
  if (domains.length === 0) return undefined;
  const methods = methodsIn(parameters['soffid.scim.cors.methods']);
  if (domains.includes('*')) return { origin: '*', methods, allowedHeaders };
  for (const domain of domains) assertDomain(domain);
  const known = new Set(domains);
  return { origin: (origin) => formsOf(origin).some((form) => known.has(form)), methods, allowedHeaders, credentials: true };
}

function listed(text = ''): readonly string[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '');
}

function methodsIn(text: string | undefined): readonly string[] {
  const methods = listed(text).map((method) => method.toUpperCase());
  const unknown = methods.find((method) => !everyMethod.includes(method));
  if (unknown !== undefined) throw new TypeError(`soffid.scim.cors.methods has "${unknown}"; there may be ${everyMethod.join(', ')}`);
  return methods.length === 0 ? defaultMethods : methods;
}

const DOMAIN = /^(?:https?:\/\/)?(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/;

function assertDomain(domain: string): void {
  if (DOMAIN.test(domain)) return;
  throw new TypeError(`soffid.scim.cors.origin has "${domain}", which is neither a domain such as "admin.example" nor an origin such as "https://admin.example"`);
}

/** What a parameter may say of an origin: all of it, or its host with the port or without. */
function formsOf(origin: string): readonly string[] {
  const { protocol, host, hostname } = URL.canParse(origin) ? new URL(origin) : noOrigin;
  return protocol === 'http:' || protocol === 'https:' ? [`${protocol}//${host}`, host, hostname] : [];
}

const noOrigin = Object.freeze({ protocol: '', host: '', hostname: '' });
