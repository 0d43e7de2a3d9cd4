import { randomUUID } from 'node:crypto';

import { groupUrn, patchUrn, userUrn } from '../support/service';
import { isObject, matches, valueAt } from './match';
import type { AnswerExpectation, RequirementCase, Step } from './requirement-list';
import type { WireAnswer, WireRequest } from './scim-client';
import { encodeUrl } from './scim-client';

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';
const searchUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

/** Where a case is run. */
export interface CaseTarget {
  /** URL of the service root. */
  readonly baseUrl: string;
  readonly send: (request: WireRequest) => Promise<WireAnswer>;
}

/** Values by the name that stands for them. */
type Names = ReadonlyMap<string, unknown>;

/** Replays a case on a tenant of its own; returns everything that is not as expected, in words. */
export async function runCase({ steps = [] }: RequirementCase, target: CaseTarget): Promise<readonly string[]> {
  const tenant = randomUUID();
  const names = new Map<string, unknown>([['base', target.baseUrl], ['tenant', tenant]]);
  for (const [index, step] of steps.entries()) {
    const answer = await target.send(wireRequest(step, { names, tenant, baseUrl: target.baseUrl }));
    for (const [name, path] of Object.entries(step.save ?? {})) names.set(name, savedValue(answer, path));
    const faults = faultsOfAnswer(answer, fill(step.expect, names) as AnswerExpectation);
    // What follows a wrong answer says nothing.
    if (faults.length > 0) return faults.map((fault) => `step ${index + 1}, ${step.send}: ${fault}`);
  }
  return [];
}

function savedValue(answer: WireAnswer, path: string): unknown {
  const header = /^headers\.(.+)$/.exec(path)?.[1];
  const value = header === undefined ? valueAt(answer.body, path) : answer.headers[header.toLowerCase()];
  if (value === undefined) throw new Error(`the answer ${answer.status} has no ${path} to save: ${answer.text.slice(0, 500)}`);
  return value;
}

interface CaseScope {
  readonly names: Names;
  readonly tenant: string;
  readonly baseUrl: string;
}

function wireRequest(step: Step, { names, tenant, baseUrl }: CaseScope): WireRequest {
  const [, method, path] = /^([A-Z]+) (\/.*)$/su.exec(step.send) ?? [];
  if (method === undefined || path === undefined) throw new Error(`"${step.send}" is no method and path`);
  const body = wireBody(step.body, names);
  const headers: Record<string, string | null> = {
    'X-Tenant': tenant,
    ...(step.as !== 'nobody' && { Authorization: `Bearer ${step.as ?? 'client'}` }),
    ...(body !== undefined && { 'Content-Type': 'application/scim+json' }),
  };
  for (const [name, value] of Object.entries(step.headers ?? {})) {
    const same = Object.keys(headers).find((other) => other.toLowerCase() === name.toLowerCase());
    if (same !== undefined) delete headers[same];
    headers[name] = value === null ? null : fillText(value, names);
  }
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  return { method, url: baseUrl + encodeUrl(fillText(path, names)), headers: Object.fromEntries(given), body };
}

function wireBody(body: unknown, names: Names): string | Buffer | undefined {
  if (body === undefined) return undefined;
  if (typeof body === 'string') return fillText(body, names);
  if (isObject(body) && typeof body['$bytes'] === 'string') return Buffer.from(body['$bytes'].replace(/\s/g, ''), 'hex');
  return JSON.stringify(expand(fill(body, names)));
}

const shorthands: Readonly<Record<string, (argument: unknown) => object>> = {
  $user: (userName) => ({ schemas: [userUrn], userName }),
  $group: (displayName) => ({ schemas: [groupUrn], displayName }),
  $patch: (Operations) => ({ schemas: [patchUrn], Operations }),
  $search: (members) => ({ schemas: [searchUrn], ...(members as object) }),
  $bulk: (Operations) => ({ schemas: [bulkUrn], Operations }),
};

/** Writes out the shorthands of bodies: `{"$user": "name"}` is a User of that name. */
function expand(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expand);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, expand(member)] as const);
  const isShorthand = (key: string): boolean => Object.hasOwn(shorthands, key);
  return Object.assign(
    {},
    ...members.filter(([key]) => isShorthand(key)).map(([key, argument]) => shorthands[key]!(argument)),
    // fromEntries defines members, so that a case can send one that is named __proto__.
    Object.fromEntries(members.filter(([key]) => !isShorthand(key))),
  );
}

/** Puts saved values in the place of `{{name}}`; where nothing else stands in a text, the value keeps its type. */
function fill(value: unknown, names: Names): unknown {
  if (typeof value === 'string') {
    const alone = /^\{\{(\w+)\}\}$/.exec(value)?.[1];
    return alone === undefined ? fillText(value, names) : named(alone, names);
  }
  if (Array.isArray(value)) return value.map((element) => fill(element, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [fillText(key, names), fill(member, names)]));
}

function fillText(text: string, names: Names): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(named(name, names)));
}

function named(name: string, names: Names): unknown {
  if (!names.has(name)) throw new Error(`nothing was saved as "${name}"`);
  return names.get(name);
}

function faultsOfAnswer(answer: WireAnswer, expected: AnswerExpectation): readonly string[] {
  const { status, scimType, body = {}, absent = [], headers = {} } = expected;
  const checks: readonly (readonly [what: string, actual: unknown, wanted: unknown])[] = [
    ['status', answer.status, Array.isArray(status) ? { oneOf: status } : status],
    ...(scimType === undefined ? [] : [['scimType', valueAt(answer.body, 'scimType'), scimType] as const]),
    ...('text' in expected ? [['text', answer.text, expected.text] as const] : []),
    ...Object.entries(body).map(([path, wanted]) => [path, valueAt(answer.body, path), wanted] as const),
    ...absent.map((path) => [path, valueAt(answer.body, path), { exists: false }] as const),
    ...Object.entries(headers).map(([name, wanted]) => [name, answer.headers[name.toLowerCase()], wanted] as const),
    ...generalChecks(answer),
  ];
  const faults = checks
    .filter(([, actual, wanted]) => !matches(actual, wanted))
    .map(([what, actual, wanted]) => `${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`);
  return faults.length === 0 ? [] : [...faults, `the answer was ${answer.status} ${answer.text.slice(0, 500)}`];
}

/** What holds for every answer of the service, whatever a case asks (RFC 7644 §3.1, §3.12). */
function generalChecks({ status, headers, text, body }: WireAnswer): readonly (readonly [string, unknown, unknown])[] {
  return [
    ...(text === ''
      ? []
      : [
          ['Content-Type', headers['content-type'], { matches: '^application/(scim\\+)?json' }] as const,
          ['the JSON of the body', body, { exists: true }] as const,
        ]),
    ...(status < 400 || text === ''
      ? []
      : [
          ['schemas of the error', valueAt(body, 'schemas'), [errorUrn]] as const,
          ['status of the error', valueAt(body, 'status'), String(status)] as const,
        ]),
  ];
}
