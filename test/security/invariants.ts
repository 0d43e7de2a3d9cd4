import type { WireResponse } from '../support/http-client';

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Stacks, paths, tables, drivers, secrets: what no answer may carry. */
const inside = /\n\s+at |node_modules|\/src\/|\.[jt]s:\d+|scim_(?:resource|link)|violates .* constraint|syntax error at or near|relation "|KnexTimeout|ECONN|postgres:\/\/|CANARY/;

/** What is wrong with an answer whatever the request was; empty when nothing is. */
export function violationsOf(response: WireResponse, { allow5xx = false } = {}): readonly string[] {
  const { status, headers, text } = response;
  const broken: string[] = [];
  const isShedding = status === 503 && /^[0-9]+$/.test(headers['retry-after'] ?? '');
  if (status >= 500 && status !== 501 && !(allow5xx && (status === 500 || isShedding))) broken.push(`G1: answered ${status}`);
  const leak = inside.exec(text + JSON.stringify(headers));
  if (leak !== null) broken.push(`G4: an answer contains ${JSON.stringify(leak[0])}`);
  if (status >= 400 && !isNodeRefusal(response) && !isScimError(response)) broken.push(`G5: no SCIM error: ${text.slice(0, 200)}`);
  return broken;
}

/** Headers that are too large never reach the application. */
function isNodeRefusal({ status, text }: WireResponse): boolean {
  return status === 431 && text === '';
}

export function isScimError({ status, headers, text }: WireResponse): boolean {
  if (!/^application\/scim\+json(?:;|$)/.test(headers['content-type'] ?? '')) return false;
  const body = jsonOf(text) as { readonly schemas?: unknown; readonly status?: unknown; readonly detail?: unknown } | undefined;
  return Array.isArray(body?.schemas) && body.schemas[0] === errorUrn && body.status === String(status) && typeof body.detail === 'string' && body.detail !== '';
}

export function jsonOf(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Own properties of what every object inherits; compare before and after (G3). */
export function prototypeNames(): string {
  const objects = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype, Boolean.prototype, Map.prototype, Object, Array, Object.prototype.toString, Object.prototype.hasOwnProperty, Object.prototype.valueOf];
  return JSON.stringify(objects.map((object) => Reflect.ownKeys(object).map(String)));
}
