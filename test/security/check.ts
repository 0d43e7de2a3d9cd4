import type { WireResponse } from '../support/http-client';
import { isScimError, jsonOf } from './invariants';
import type { Check, HeaderCheck, JsonCheck } from './vector';
import { knownChecks } from './vector';

type Rule = (check: Check, responses: readonly WireResponse[]) => readonly string[];

/** What a vector found wrong with the answers to its requests; empty when everything holds. */
export function checkResponses(check: Check, responses: readonly WireResponse[]): readonly string[] {
  const unknown = Object.keys(check).filter((name) => !knownChecks.has(name));
  return [...unknown.map((name) => `no rule for the check "${name}"`), ...rules.flatMap((rule) => rule(check, responses))];
}

const each =
  (test: (check: Check, response: WireResponse) => string | undefined): Rule =>
  (check, responses) =>
    responses.flatMap((response, index) => {
      const failure = test(check, response);
      return failure === undefined ? [] : [`request ${index}: ${failure}`];
    });

const isIn = (allowed: readonly unknown[], value: unknown): boolean => allowed.includes(value);
const described = ({ status, text }: WireResponse): string => `${status} ${text.slice(0, 300)}`;
const is2xx = ({ status }: WireResponse): boolean => status >= 200 && status < 300;

const rules: readonly Rule[] = [
  each(({ status }, response) => (status === undefined || isIn(status, response.status) ? undefined : `status not in ${JSON.stringify(status)}: ${described(response)}`)),
  ({ statusEach }, responses) =>
    (statusEach ?? []).flatMap((allowed, index) => {
      const response = responses[index];
      return response !== undefined && isIn(allowed, response.status) ? [] : [`request ${index}: status not in ${JSON.stringify(allowed)}: ${response && described(response)}`];
    }),
  ({ lastStatus }, responses) => {
    const last = responses.at(-1);
    return lastStatus === undefined || isIn(lastStatus, last?.status) ? [] : [`last status ${last?.status}`];
  },
  ({ lastHeaders }, responses) => headerFailures(lastHeaders, responses.at(-1)),
  each(({ scimType }, response) => {
    if (scimType === undefined || response.status < 400) return undefined;
    return isIn(scimType, jsonOf(response.text)?.scimType) ? undefined : `scimType not in ${JSON.stringify(scimType)}: ${described(response)}`;
  }),
  each(({ scimError }, response) => (scimError !== true || isScimError(response) ? undefined : `no SCIM error: ${described(response)}`)),
  each(({ wwwAuthenticate }, { headers }) => (wwwAuthenticate !== true || headers['www-authenticate'] !== undefined ? undefined : 'no WWW-Authenticate')),
  ({ same }, responses) => (same === true ? differences(responses, (text) => text) : []),
  ({ sameNormalized }, responses) => (sameNormalized === true ? differences(responses, normalized) : []),
  each(({ json }, response) => jsonFailure(json, response)),
  each(({ json2xx }, response) => (is2xx(response) ? jsonFailure(json2xx, response) : undefined)),
  ({ jsonFirst }, responses) => failures(jsonFailure(jsonFirst, responses[0])),
  ({ jsonLast }, responses) => failures(jsonFailure(jsonLast, responses.at(-1))),
  each(({ bodyExcludes }, response) => excluded(bodyExcludes, response)),
  each(({ bodyExcludes2xx }, response) => (is2xx(response) ? excluded(bodyExcludes2xx, response) : undefined)),
  ({ bodyExcludesLast }, responses) => failures(excluded(bodyExcludesLast, responses.at(-1))),
  each(({ bodyMatches }, { text }) => (bodyMatches === undefined || new RegExp(bodyMatches).test(text) ? undefined : `body does not match ${bodyMatches}`)),
  (check, responses) => responses.flatMap((response) => headerFailures(check.headers, response)),
];

function failures(failure: string | undefined): readonly string[] {
  return failure === undefined ? [] : [failure];
}

function differences(responses: readonly WireResponse[], form: (text: string) => string): readonly string[] {
  const forms = new Set(responses.map(({ status, text }) => `${status} ${form(text)}`));
  return forms.size > 1 ? [`answers differ: ${[...forms].join(' | ').slice(0, 600)}`] : [];
}

function normalized(text: string): string {
  return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
}

function excluded(literals: readonly string[] | undefined, response: WireResponse | undefined): string | undefined {
  const whole = response === undefined ? '' : response.text + JSON.stringify(response.headers);
  const found = literals?.find((literal) => whole.includes(literal));
  return found === undefined ? undefined : `contains ${JSON.stringify(found)}`;
}

function headerFailures(checks: Readonly<Record<string, HeaderCheck>> | undefined, response: WireResponse | undefined): readonly string[] {
  return Object.entries(checks ?? {}).flatMap(([name, { absent, equals, matches, notContains }]) => {
    const value = String(response?.headers[name.toLowerCase()] ?? '');
    const holds =
      (absent !== true || value === '') &&
      (equals === undefined || value === equals) &&
      (matches === undefined || new RegExp(matches).test(value)) &&
      (notContains === undefined || !value.includes(notContains));
    return holds ? [] : [`header ${name} is ${JSON.stringify(value)}`];
  });
}

function jsonFailure(checks: readonly JsonCheck[] | undefined, response: WireResponse | undefined): string | undefined {
  const body = jsonOf(response?.text ?? '') as unknown;
  const failed = checks?.find(([path, op, expected]) => !compare(op, valueAt(body, path), expected));
  return failed === undefined ? undefined : `json ${JSON.stringify(failed)} fails: ${response && described(response)}`;
}

function valueAt(body: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], body);
}

function compare(op: string, value: unknown, expected: unknown): boolean {
  switch (op) {
    case 'eq':
      return value === expected;
    case 'ne':
      return value !== expected;
    case 'lte':
      return typeof value === 'number' && value <= Number(expected);
    case 'in':
      return (expected as readonly unknown[]).includes(value ?? null);
    case 'matches':
      return typeof value === 'string' && new RegExp(String(expected)).test(value);
    case 'absent':
      return value === undefined;
    case 'absentOrEmpty':
      return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
    default:
      throw new Error(`There is no comparison "${op}"`);
  }
}
