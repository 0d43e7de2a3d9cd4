import { randomUUID } from 'node:crypto';

import { Group, defineResourceType, enterpriseUserSchema, userSchema } from 'scim-router';
import type { ScimRouterOptions } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { enterpriseUrn, groupBody, openService, patchBody, userBody, userUrn } from '../support/service';

const text = (length: number): string => 'é'.repeat(length);
const nested = (levels: number): string => `{"schemas":["${userUrn}"],"userName":"deep","x":${'['.repeat(levels - 1)}1${']'.repeat(levels - 1)}}`;
const members = (count: number): readonly object[] => Array.from({ length: count }, () => ({ value: randomUUID() }));
const photo = (length: number): object => ({ photos: [{ value: `data:image/png;base64,${'A'.repeat(length)}` }] });
const certificate = (length: number): object => ({ x509Certificates: [{ value: 'A'.repeat(length) }] });

describe.each(backends)('limits on %s', (_name, open) => {
  let service: TestService;
  beforeAll(async () => {
    service = await openService(open);
  }, 60_000);
  afterAll(() => service.close());

  const post = (endpoint: string, body: object | string) => service.send('post', endpoint, body);

  describe('a body', () => {
    test.each<[string, string, object | string, readonly [number, string | undefined]]>([
      ['of 1 MiB', '/Users', padded(1_048_576), [201, undefined]],
      ['of more than 1 MiB', '/Users', padded(1_048_577), [413, undefined]],
      ['nested 32 levels deep', '/Users', nested(32), [201, undefined]],
      ['nested 33 levels deep', '/Users', nested(33), [400, 'invalidSyntax']],
      ['with an object of 1,001 members', '/Users', userBody('many', { x: Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`a${index}`, 1])) }), [400, 'invalidSyntax']],
      ['with two members of the same name', '/Users', `{"schemas":["${userUrn}"],"userName":"a","userName":"b"}`, [400, 'invalidSyntax']],
      ['with U+0000', '/Users', `{"schemas":["${userUrn}"],"userName":"a\\u0000"}`, [400, 'invalidSyntax']],
      ['with half of a surrogate pair', '/Users', `{"schemas":["${userUrn}"],"userName":"a\\ud800"}`, [400, 'invalidSyntax']],
      ['with 10,001 members of a group', '/Groups', { ...groupBody('large'), members: members(10_001) }, [413, undefined]],
      ['with a userName of 256 characters', '/Users', userBody(text(256)), [201, undefined]],
      ['with a userName of 257 characters', '/Users', userBody(text(257)), [400, 'invalidValue']],
      ['with an externalId of 512 characters', '/Users', userBody('external', { externalId: text(512) }), [201, undefined]],
      ['with an externalId of 513 characters', '/Users', userBody('external2', { externalId: text(513) }), [400, 'invalidValue']],
      ['with a text of 4,096 characters', '/Users', userBody('long', { displayName: text(4096) }), [201, undefined]],
      ['with a text of 4,097 characters', '/Users', userBody('longer', { displayName: text(4097) }), [400, 'invalidValue']],
      ['with the id of a manager of 513 characters', '/Users', userBody('managed', { [enterpriseUrn]: { manager: { value: text(513) } } }), [400, 'invalidValue']],
      ['with a photo of 500,000 characters', '/Users', userBody('photo', photo(500_000)), [201, undefined]],
      ['with a certificate of 500,000 characters', '/Users', userBody('certificate', certificate(500_000)), [201, undefined]],
    ])('%s', async (_title, endpoint, body, expected) => {
      const response = await post(endpoint, body);
      expect([response.status, response.body.scimType]).toEqual(expected);
    });
  });

  describe('a PATCH', () => {
    const replacement = { op: 'replace', path: 'displayName', value: 'x' };
    let path: string;
    beforeAll(async () => {
      path = `/Users/${(await service.create('/Users', userBody('patched'))).id}`;
    });

    test.each<[string, object, number, string | undefined]>([
      ['of 1,000 operations', patchBody(...Array.from({ length: 1000 }, () => replacement)), 200, undefined],
      ['of 1,001 operations', patchBody(...Array.from({ length: 1001 }, () => replacement)), 413, undefined],
      ['with a path of more than 1,024 characters', patchBody({ op: 'add', path: `emails[type eq "${'a'.repeat(1024)}"]`, value: 'x' }), 400, 'invalidPath'],
      ['with a text of 4,097 characters', patchBody({ ...replacement, value: text(4097) }), 400, 'invalidValue'],
      ['with 10,001 values in two operations', patchBody(...[5000, 5001].map((count) => ({ op: 'add', path: 'emails', value: members(count) }))), 413, undefined],
    ])('%s', async (_title, body, status, scimType) => {
      const response = await service.send('patch', path, body);
      expect([response.status, response.body.scimType]).toEqual([status, scimType]);
    });
  });

  describe('a URL', () => {
    const names = (count: number): string => Array.from({ length: count }, () => 'title').join(',');
    test.each<[string, string, number, string | undefined]>([
      ['of more than 8,192 characters', `/Users?filter=${'a'.repeat(8192)}`, 414, undefined],
      ['with 200 attributes', `/Users?attributes=${names(200)}`, 200, undefined],
      ['with 201 attributes', `/Users?attributes=${names(201)}`, 400, 'invalidValue'],
      ['with 201 excluded attributes', `/Users?excludedAttributes=${names(201)}`, 400, 'invalidValue'],
      ['with an attribute of 257 characters', `/Users?attributes=${'a'.repeat(257)}`, 400, 'invalidValue'],
    ])('%s', async (_title, path, status, scimType) => {
      const response = await service.send('get', path);
      expect([response.status, response.body.scimType]).toEqual([status, scimType]);
    });
  });
});

test('the schema of an attribute may set another length', async () => {
  const schema = { ...userSchema, properties: { ...userSchema.properties, displayName: { type: 'string' as const, maxLength: 10_000 } } };
  const Wide = defineResourceType({ name: 'User', endpoint: '/Users', schema, extensions: [{ schema: enterpriseUserSchema }] });
  const service = await openService(backends[0]![1], { resourceTypes: [Wide, Group] });
  expect((await service.send('post', '/Users', userBody('wide', { displayName: text(10_000) }))).status).toBe(201);
  expect((await service.send('post', '/Users', userBody('wider', { displayName: text(10_001) }))).status).toBe(400);
});

test.each<[string, object]>([
  ['requestTimeout', { requestTimeout: 0 }],
  ['requestTimeout', { requestTimeout: 2 ** 31 }],
  ['concurrency.running', { concurrency: { running: 0 } }],
  ['concurrency.queued', { concurrency: { queued: 1.5 } }],
  ['concurrency.parallel', { concurrency: { parallel: 5 } }],
  ['concurrency', { concurrency: true }],
  ['throttle.failures', { throttle: { failures: -1 } }],
  ['throttle', { throttle: null }],
  ['requireTls', { requireTls: 'yes' }],
  ['json.depth', { json: { depth: 0 } }],
  ['json.size', { json: { size: 5 } }],
  ['limits.terms', { limits: { terms: 5 } }],
  ['bulk.operations', { bulk: { operations: 5 } }],
  ['maxBodyBytes', { maxBodyBytes: 0 }],
  ['maxUrlLength', { maxUrlLength: Number.NaN }],
])('a wrong option %s is a TypeError at start', async (name, options) => {
  await expect(openService(backends[0]![1], options as ScimRouterOptions)).rejects.toThrow(new RegExp(`^options\\.${name.replace('.', '\\.')} `));
});

function padded(bytes: number): string {
  const empty = JSON.stringify(userBody('padded', { x: '' }));
  return empty.replace('"x":""', `"x":"${'a'.repeat(bytes - empty.length)}"`).replace('padded', `pad${bytes}`.slice(0, 6));
}
