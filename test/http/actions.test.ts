import type { Access, ResourceAction, ScimContext } from 'scim-router';
import { Group, InvalidValueError, MemoryStore, User, bearerAuth, createScimRouter, defineResourceType, defineSchema } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { acceptToken, openService, userBody } from '../support/service';

const everything = { kind: 'all', includes: () => true } as const;
const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

const Device = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  aliases: { endpoints: ['/Tokens'] },
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Device',
    title: 'Device',
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, fails: { type: 'integer' } },
  }),
});

const fails: ResourceAction = {
  type: 'Device',
  name: 'fail',
  method: 'POST',
  operation: 'patch',
  async run({ resource: { id, attributes }, body, store, context }) {
    const changed = { ...attributes, fails: Number(attributes['fails'] ?? 0) + 1 };
    await store.replace({ type: Device, id, attributes: changed, projection: everything }, context);
    if ((body as { then?: unknown } | undefined)?.then === 'refuse') throw new InvalidValueError('No more');
    return { status: 200, body: { fails: changed.fails, body } };
  },
};
const actions: readonly ResourceAction[] = [
  fails,
  { type: 'Device', name: 'name', method: 'GET', operation: 'get', run: ({ resource }) => ({ status: 200, body: [resource.attributes['name']] }) },
  { type: 'Device', name: 'challenge', method: 'GET', operation: 'patch', run: () => ({ status: 204 }) },
  { type: 'Device', name: 'both', method: 'GET', operation: 'get', run: ({ body }) => ({ status: 200, body: { method: 'GET', body: body ?? null } }) },
  { type: 'Device', name: 'both', method: 'POST', operation: 'get', run: ({ body }) => ({ status: 200, body: { method: 'POST', body: body ?? null } }) },
  { type: 'Device', name: 'broken', method: 'GET', operation: 'get', run: () => ({ status: 200, body: 'text' as never }) },
  {
    type: 'Device',
    name: 'wait',
    method: 'GET',
    operation: 'get',
    run: ({ context }) => new Promise((_resolve, reject) => context.signal.addEventListener('abort', () => reject(new Error('aborted')))),
  },
];

describe.each(backends)('actions on %s', (_name, open) => {
  let service: TestService;
  let access: Access[] = [];
  let mayUse: (access: Access) => ReturnType<typeof acceptToken.authorize> = () => true;
  const errors: unknown[] = [];

  beforeAll(async () => {
    const authorizer = bearerAuth((token) => ({ id: token }), {
      authorize: (asked: Access) => {
        access.push(asked);
        return mayUse(asked);
      },
    });
    const options = { resourceTypes: [User, Group, Device], actions, authorizer, onError: (error: unknown) => errors.push(error), requestTimeout: 300 };
    service = await openService(open, options);
  });
  beforeEach(() => {
    mayUse = () => true;
    access = [];
    errors.length = 0;
  });
  afterAll(() => service.close());

  const device = async (name = 'D'): Promise<string> => String((await service.create('/Devices', { schemas: [Device.schema.$id], name }))['id']);

  test('one that reads gets the resource and answers JSON of its own', async () => {
    const id = await device('One');
    const answer = await service.send('get', `/Devices/${id}/name`);
    expect([answer.status, answer.body, answer.type]).toEqual([200, ['One'], 'application/scim+json']);
    const head = await service.send('head', `/Devices/${id}/name`);
    expect([head.status, Number(head.headers['content-length']) > 0]).toEqual([200, true]);
  });

  test('one that writes gets the parsed body, and its writes stay', async () => {
    const id = await device();
    expect((await service.send('post', `/Devices/${id}/fail`, { pin: '1' })).body).toEqual({ fails: 1, body: { pin: '1' } });
    expect((await service.send('post', `/Devices/${id}/fail`)).body).toEqual({ fails: 2 });
    expect((await service.send('get', `/Devices/${id}`)).body.fails).toBe(2);
  });

  test('one that writes has the resource to itself, and what it throws undoes its writes', async () => {
    const id = await device();
    const answers = await Promise.all(Array.from({ length: 8 }, () => service.send('post', `/Devices/${id}/fail`, {})));
    expect(answers.map(({ body }) => body.fails).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const refused = await service.send('post', `/Devices/${id}/fail`, { then: 'refuse' });
    expect([refused.status, refused.body.scimType, refused.body.detail]).toEqual([400, 'invalidValue', 'No more']);
    expect((await service.send('get', `/Devices/${id}`)).body.fails).toBe(8);
  });

  test('it is served below every endpoint of the type, and may have two methods', async () => {
    const id = await device('Alias');
    expect((await service.send('get', `/Tokens/${id}/name`)).body).toEqual(['Alias']);
    expect((await service.send('get', `/Devices/${id}/both`)).body).toEqual({ method: 'GET', body: null });
    expect((await service.send('post', `/Devices/${id}/both`, [1])).body).toEqual({ method: 'POST', body: [1] });
  });

  test.each([
    ['post', 'name', 'GET, HEAD'],
    ['put', 'name', 'GET, HEAD'],
    ['get', 'fail', 'POST'],
    ['head', 'fail', 'POST'],
    ['delete', 'both', 'GET, HEAD, POST'],
    ['head', 'challenge', 'GET'],
  ] as const)('RFC 9110 §15.5.6: %s on the action %s is 405 and says %s', async (method, name, allow) => {
    const answer = await service.send(method, `/Devices/${await device()}/${name}`);
    expect([answer.status, answer.headers['allow']]).toEqual([405, allow]);
  });

  test('an answer may be empty', async () => {
    const answer = await service.send('get', `/Devices/${await device()}/challenge`);
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  test('a resource that is not there, or not for this principal, is 404', async () => {
    const id = await device('Hidden');
    mayUse = () => ({ where: 'name eq "Shown"' });
    for (const path of [`/Devices/${id}/name`, '/Devices/none/name', `/Users/${id}/name`]) {
      const answer = await service.send('get', path);
      expect([answer.status, answer.body.schemas]).toEqual([404, [errorUrn]]);
    }
    await service.send('post', `/Devices/${id}/fail`, {}).expect(404);
  });

  test('the authorizer is asked for its operation, with the id and the name of the action', async () => {
    const id = await device();
    access = [];
    mayUse = ({ operation }) => operation === 'get';
    await service.send('get', `/Devices/${id}/name`).expect(200);
    const refused = await service.send('post', `/Devices/${id}/fail`, {});
    expect([refused.status, refused.body.schemas]).toEqual([403, [errorUrn]]);
    expect(access.map((asked) => [asked.operation, asked.type.name, asked.id, asked.action])).toEqual([
      ['get', 'Device', id, 'name'],
      ['patch', 'Device', id, 'fail'],
    ]);
  });

  test('nothing happens before authentication', async () => {
    const id = await device();
    access = [];
    const answer = await service.send('post', `/Devices/${id}/fail`, '{', { Authorization: 'Digest x' });
    expect([answer.status, access]).toEqual([401, []]);
  });

  test.each([
    ['a body that is no JSON', '{', {}, 400],
    ['a body of another type', '{}', { 'Content-Type': 'text/plain' }, 415],
    ['a body that is too large', JSON.stringify({ a: 'x'.repeat(1_100_000) }), {}, 413],
  ])('%s is refused as everywhere', async (_case, body, headers, status) => {
    const answer = await service.send('post', `/Devices/${await device()}/fail`, body, headers);
    expect([answer.status, answer.body.schemas]).toEqual([status, [errorUrn]]);
  });

  test('an answer that is none is a fault of the host', async () => {
    const answer = await service.send('get', `/Devices/${await device()}/broken`);
    expect(answer.status).toBe(500);
    expect(String(errors[0])).toContain('The action broken of Device must answer');
  });

  test('the deadline is that of every request', async () => {
    const answer = await service.send('get', `/Devices/${await device()}/wait`);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
  });
});

test('a store without transactions runs actions as they come', async () => {
  const whole = new MemoryStore();
  const store = { create: whole.create.bind(whole), get: whole.get.bind(whole), query: whole.query.bind(whole), replace: whole.replace.bind(whole), delete: whole.delete.bind(whole) };
  const service = await openService(async () => ({ store, close: async () => undefined }), { resourceTypes: [Device], actions });
  const { id } = await service.create('/Devices', { schemas: [Device.schema.$id], name: 'D' });
  expect((await service.send('post', `/Devices/${id}/fail`, {})).body.fails).toBe(1);
});

test.each<readonly [Partial<ResourceAction>, string]>([
  [{ type: 'Nothing' }, 'options.actions[1].type names "Nothing", which is no resource type'],
  [{ name: 'a/b' }, 'options.actions[1].name must be letters, digits, ".", "_" and "-" after a letter'],
  [{ name: ':id' }, 'options.actions[1].name must be letters, digits, ".", "_" and "-" after a letter'],
  [{ method: 'PUT' as never }, 'options.actions[1].method must be "GET" or "POST"'],
  [{ operation: 'unlock' as never }, 'options.actions[1].operation must be an operation, such as "get" or "patch"'],
  [{ run: 1 as never }, 'options.actions[1].run must be a function'],
  [{}, 'options.actions[1] is served already: options.actions[0] has its type, name and method'],
])('the action %j is refused at start', (change, message) => {
  const good: ResourceAction = { type: 'User', name: 'unlock', method: 'POST', operation: 'patch', run: () => ({ status: 204 }) };
  expect(() => createScimRouter(new MemoryStore(), acceptToken, { actions: [good, { ...good, ...change }] })).toThrow(new TypeError(message));
});

test('the tenant is that of the request', async () => {
  const tenants: (string | undefined)[] = [];
  const action: ResourceAction = {
    type: 'User',
    name: 'tenant',
    method: 'GET',
    operation: 'get',
    run: ({ context }: { context: ScimContext }) => {
      tenants.push(context.tenant);
      return { status: 204 };
    },
  };
  const store = new MemoryStore();
  const service = await openService(async () => ({ store, close: async () => undefined }), { actions: [action], tenant: (request) => String(request.headers['x-tenant']) });
  const { body } = await service.send('post', '/Users', userBody('ada'), { 'X-Tenant': 'a' });
  await service.send('get', `/Users/${body.id}/tenant`, undefined, { 'X-Tenant': 'a' }).expect(204);
  await service.send('get', `/Users/${body.id}/tenant`, undefined, { 'X-Tenant': 'b' }).expect(404);
  expect(tenants).toEqual(['a']);
});
