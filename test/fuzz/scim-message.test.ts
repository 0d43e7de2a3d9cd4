import type { WireResponse } from '../support/http-client';
import type { FuzzRequest } from './generate-request';
import { faultsOf } from './scim-message';
import { fuzzTypes } from './target';

const id = '2819c223-7f76-453a-919d-413861904646';
const user = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id,
  userName: 'bjensen',
  active: true,
  emails: [{ value: 'a@b.example', primary: true }],
  meta: { resourceType: 'User', location: `https://example.com/v2/Users/${id}`, version: 'W/"1"' },
};
const list = { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 1, startIndex: 1, itemsPerPage: 1, Resources: [user] };
const error = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '400', scimType: 'invalidValue', detail: 'no' };
const bulk = (operation: object): object => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'], Operations: [operation] });

const get: FuzzRequest = { method: 'GET', path: '/Users', headers: {} };

function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireResponse {
  const text = body === undefined ? '' : JSON.stringify(body);
  const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-type': 'application/scim+json', 'content-length': String(Buffer.byteLength(text)) };
  return { status, text, milliseconds: 1, headers: { ...common, ...headers } };
}

const faults = (response: WireResponse, request = get): readonly string[] => faultsOf(request, response, { types: fuzzTypes });

test.each<[string, WireResponse]>([
  ['a resource', answer(200, user)],
  ['a created resource', answer(201, user, { location: user.meta.location })],
  ['a list', answer(200, list)],
  ['an error', answer(400, error)],
  ['the answer to a bulk request', answer(200, bulk({ method: 'DELETE', status: '204' }))],
  ['nothing, with 204', answer(204, undefined)],
])('the check of answers has nothing against %s', (_name, response) => {
  expect(faults(response)).toEqual([]);
});

test.each<[string, WireResponse]>([
  ['a 500', answer(500, { ...error, status: '500' })],
  ['an error with another status inside', answer(404, error)],
  ['an error without a scimType', answer(400, { ...error, scimType: undefined })],
  ['an error with a scimType that does not exist', answer(400, { ...error, scimType: 'wrong' })],
  ['an error that says more', answer(400, { ...error, stack: 'at f' })],
  ['a 401 without a challenge', answer(401, { ...error, status: '401', scimType: undefined })],
  ['a 405 without Allow', answer(405, { ...error, status: '405', scimType: undefined })],
  ['a 204 with a body', answer(204, user)],
  ['another media type', answer(200, user, { 'content-type': 'application/json' })],
  ['a wrong length', answer(200, user, { 'content-length': '1' })],
  ['an answer that may be cached', answer(200, user, { 'cache-control': 'public' })],
  ['an array', answer(200, [user])],
  ['a resource without an id', answer(200, { ...user, id: undefined })],
  ['a resource with a password', answer(200, { ...user, password: 'x' })],
  ['a resource with an attribute of no schema', answer(200, { ...user, isAdmin: true })],
  ['a value of the wrong type', answer(200, { ...user, active: 'true' })],
  ['a null', answer(200, { ...user, title: null })],
  ['an empty array', answer(200, { ...user, emails: [] })],
  ['two primary values', answer(200, { ...user, emails: [...user.emails, ...user.emails] })],
  ['half of a surrogate pair', answer(200, { ...user, title: '\ud800' })],
  ['another resource type in meta', answer(200, { ...user, meta: { ...user.meta, resourceType: 'Group' } })],
  ['the location of another resource', answer(200, { ...user, meta: { ...user.meta, location: 'https://example.com/v2/Users/1' } })],
  ['a strong version', answer(200, { ...user, meta: { ...user.meta, version: '"1"' } })],
  ['an extension that is not in schemas', answer(200, { ...user, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'x' } })],
  ['a created resource without Location', answer(201, user)],
  ['a list that counts wrong', answer(200, { ...list, itemsPerPage: 2 })],
  ['a list longer than its total', answer(200, { ...list, totalResults: 0 })],
  ['an operation with a number as status', answer(200, bulk({ method: 'DELETE', status: 204 }))],
  ['a failed operation without its error', answer(200, bulk({ method: 'DELETE', status: '404' }))],
])('the check of answers notices %s', (_name, response) => {
  expect(faults(response)).not.toEqual([]);
});

test('the check of answers notices a body in the answer to HEAD', () => {
  expect(faults(answer(200, user), { ...get, method: 'HEAD' })).not.toEqual([]);
});
