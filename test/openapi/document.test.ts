import { Group, MemoryStore, User } from 'scim-router';
import { openApi } from 'scim-router/openapi';

import { Device } from '../../examples/custom-resource-type/app';
import { acceptToken, openService } from '../support/service';
import type { Json } from './support/open-document';
import { documentOf, faultsOf, openDescribed as open, profiles, schemasOf, soffidOptions } from './support/open-document';

describe.each(profiles)('the OpenAPI document of %s', (_name, options) => {
  let document: Json;
  beforeAll(async () => void (document = await documentOf(options)));

  test('is valid OpenAPI 3.1, and every reference in it leads somewhere', () => {
    expect(document['openapi']).toBe('3.1.0');
    expect(faultsOf(document)).toEqual([]);
    const references = new Set(Array.from(JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g), ([, pointer]) => pointer!));
    expect(references.size).toBeGreaterThan(10);
    for (const pointer of references) {
      const found = pointer.slice(1).split('/').reduce<any>((value, key) => value?.[key], document);
      expect([pointer, typeof found]).toEqual([pointer, 'object']);
    }
  });

  test('has schemas that JSON Schema 2020-12 can compile', () => {
    const ajv = schemasOf(document);
    const names = Object.keys(document['components'].schemas as object);
    for (const name of names) expect(ajv.compile({ $ref: `document#/components/schemas/${name}` })).toBeInstanceOf(Function);
    expect(names).toEqual(expect.arrayContaining(options.resourceTypes.map(({ name }) => name)));
  });

  test('has operations with ids of their own, and a way to authenticate', () => {
    const operations = Object.values(document['paths'] as Json).flatMap((item: Json) => Object.values(item).filter((each) => each.operationId !== undefined));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [requirement] of [document['security'] as Json[]]) {
      expect(Object.keys(document['components'].securitySchemes as object)).toEqual(expect.arrayContaining(Object.keys(requirement!)));
    }
  });
});

test('a document that is not valid is found out', () => {
  expect(faultsOf({ openapi: '3.1.0', info: { title: 'Nothing' }, paths: {} })).not.toEqual([]);
});

test('the document has the operations that are offered, and no others', async () => {
  const document = await documentOf({ resourceTypes: [User, Group], operations: { Group: ['get', 'query'], User: ['create', 'patch'] }, bulk: false });
  const served = Object.entries(document['paths'] as Json).flatMap(([path, item]) => Object.keys(item as object).filter((key) => key !== 'parameters').map((method) => `${method} ${path}`));
  expect(served.sort()).toEqual([
    'get /', 'get /Groups', 'get /Groups/{id}', 'get /ResourceTypes', 'get /ResourceTypes/{name}', 'get /Schemas', 'get /Schemas/{urn}',
    'get /ServiceProviderConfig', 'patch /Users/{id}', 'post /.search', 'post /Groups/.search', 'post /Users',
  ]);
});

test('switches of the service are switches of its document', async () => {
  const full = await documentOf({ me: () => undefined });
  expect(full['paths']).toMatchObject({ '/Bulk': {}, '/Me': {} });
  expect(full['components'].parameters).toMatchObject({ cursor: {}, ifMatch: {}, ifNoneMatch: {} });
  expect(full['components'].responses).toHaveProperty('Error412');
  const bare = await documentOf({ bulk: false, etag: false, pagination: { cursor: false, maxCount: 7 } });
  expect(bare['paths']).not.toHaveProperty('/Bulk');
  expect(bare['paths']).not.toHaveProperty('/Me');
  expect(Object.keys(bare['components'].parameters as object).sort()).toEqual(['attributes', 'count', 'excludedAttributes', 'filter', 'sortBy', 'sortOrder', 'startIndex']);
  expect(bare['components'].responses).not.toHaveProperty('Error412');
  expect(bare['components'].headers).not.toHaveProperty('ETag');
  expect(bare['components'].parameters.count.description).toContain('at most 7');
  expect(bare['components'].schemas.User.properties.meta.properties).not.toHaveProperty('version');
});

test('what clients send has no readOnly attributes, and what is answered no writeOnly ones (RFC 7643 §7)', async () => {
  const { components: { schemas } } = await documentOf({ resourceTypes: [User, Group, Device] });
  const { User: answered, 'User.input': sent, 'Device.input': device } = schemas;
  expect(answered.required).toEqual(['schemas', 'id']);
  expect(answered.properties).toHaveProperty('groups');
  expect(answered.properties).not.toHaveProperty('password');
  expect(answered.properties.id).toMatchObject({ type: 'string', readOnly: true });
  expect(sent.required).toEqual(['schemas', 'userName']);
  expect(sent.properties.password).toMatchObject({ type: 'string', writeOnly: true });
  for (const name of ['id', 'meta', 'groups']) expect(sent.properties).not.toHaveProperty(name);
  expect(device.properties.serialNumber['x-scim']).toEqual({ mutability: 'immutable', uniqueness: 'server', caseExact: true });
  expect(device.properties).not.toHaveProperty('label');
  expect(device.properties['urn:example:params:scim:schemas:extension:Asset'].properties.cost).toMatchObject({ type: 'number', minimum: 0 });
});

test('actions, aliases, numbers as ids and other forms of times are described', async () => {
  const document = await documentOf(soffidOptions());
  expect(document['paths']['/User/{id}/effectiveGrants'].get.operationId).toBe('getUser.effectiveGrants');
  expect(document['paths']['/User/{id}'].parameters[0].schema).toEqual({ type: 'integer' });
  expect(document['components'].schemas.User.properties.createdDate).toMatchObject({ type: 'string', pattern: expect.any(String) });
  expect(document['components'].schemas.User.properties.meta.properties.links.properties).toHaveProperty('accounts');
});

describe('GET /openapi.json', () => {
  test('asks for a credential, and is no SCIM message', async () => {
    const { send } = await open({});
    expect((await send('get', '/openapi.json', undefined, { Authorization: '' })).status).toBe(401);
    const { headers } = await send('get', '/openapi.json');
    expect(headers['content-type']).toBe('application/vnd.oai.openapi+json;version=3.1');
    expect((await send('head', '/openapi.json')).status).toBe(200);
    const refused = await send('post', '/openapi.json', {});
    expect([refused.status, refused.headers['allow']]).toEqual([405, 'GET, HEAD']);
  });

  test('is public with publicDiscovery, and says what is', async () => {
    const { send } = await open({ publicDiscovery: true });
    const { status, text } = await send('get', '/openapi.json', undefined, { Authorization: '' });
    expect(status).toBe(200);
    const { paths } = JSON.parse(text) as Json;
    expect(paths['/Schemas'].get.security).toEqual([]);
    expect(paths['/Users'].get).not.toHaveProperty('security');
  });

  test('names the service root that was asked, whatever is in it', async () => {
    const { send } = await open({ baseUrl: ({ headers }) => `https://${headers.host ?? ''}/"quoted"` });
    const { text } = await send('get', '/openapi.json', undefined, { Host: 'first.example' });
    expect((JSON.parse(text) as Json)['servers']).toEqual([{ url: 'https://first.example/"quoted"' }]);
    const second = await send('get', '/openapi.json', undefined, { Host: 'second.example' });
    expect((JSON.parse(second.text) as Json)['servers']).toEqual([{ url: 'https://second.example/"quoted"' }]);
    expect(second.text).not.toContain('scim.example.com');
  });

  test('tells each tenant its own limits', async () => {
    const small = { pagination: { maxCount: 3 }, limits: { patchOperations: 2 } };
    const { send } = await open({ tenant: ({ headers }) => headers['x-tenant'] as string | undefined, tenantLimits: (name) => (name === 'small' ? small : undefined) });
    const limitOf = async (tenant: string): Promise<unknown> => {
      const { components } = JSON.parse((await send('get', '/openapi.json', undefined, { 'X-Tenant': tenant })).text) as Json;
      return [components.parameters.count.schema.default, components.schemas['scim.PatchOp'].properties.Operations.maxItems];
    };
    expect([await limitOf('small'), await limitOf('large'), await limitOf('small')]).toEqual([[3, 2], [100, 1000], [3, 2]]);
  });

  test('is not there without the option, and an option that cannot render is refused at start', async () => {
    const { send } = await openService(async () => ({ store: new MemoryStore(), close: async () => undefined }));
    expect((await send('get', '/openapi.json')).status).toBe(404);
    await expect(open({ openApi: {} as never })).rejects.toThrow('options.openApi must have a method render()');
    expect(() => openApi({ title: '' })).toThrow(new TypeError('openApi: title must be a text'));
    expect(() => openApi({ examples: {} as never })).toThrow(TypeError);
  });
});

test('the ways to authenticate are those of the authorizer, by the names of HTTP', async () => {
  const schemes = [
    { type: 'oauthbearertoken', name: 'Token', description: 'A token', challenge: 'Bearer realm="scim"' },
    { type: 'httpbasic', name: 'Basic', description: 'A password', challenge: 'Basic realm="scim"' },
    { type: 'own', name: 'Own', description: 'A signature', challenge: 'Signature realm="scim"' },
  ];
  const service = await openService(async () => ({ store: new MemoryStore(), close: async () => undefined }), { openApi: openApi(), authorizer: { ...acceptToken, schemes } });
  const document = JSON.parse((await service.send('get', '/openapi.json')).text) as Json;
  expect(document['components'].securitySchemes).toEqual({
    bearer: { type: 'http', scheme: 'bearer', description: 'A token' },
    basic: { type: 'http', scheme: 'basic', description: 'A password' },
    signature: { type: 'http', scheme: 'signature', description: 'A signature' },
  });
  expect(document['security']).toEqual([{ bearer: [] }, { basic: [] }, { signature: [] }]);
  expect(faultsOf(document)).toEqual([]);
});
