import { Group, User, bearerAuth, defineResourceType, defineSchema } from 'scim-router';
import type { Access, Authorizer, Change } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { enterpriseUrn, groupBody, openService, patchBody, token, userBody, userUrn } from '../support/service';
import cases from './cases/bulk-operations.json';

interface OperationCase {
  readonly name: string;
  readonly operation: object;
  readonly status: string;
  readonly scimType?: string;
}

const requestUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const responseUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';
const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** A type whose reference cannot be left out for a while. */
const Team = defineResourceType({
  name: 'Team',
  endpoint: '/Teams',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Team',
    title: 'Team',
    type: 'object',
    required: ['displayName', 'lead'],
    properties: {
      displayName: { type: 'string' },
      lead: { type: 'object', required: ['value'], properties: { value: { type: 'string', caseExact: true } } },
      deputy: { type: 'object', properties: { value: { type: 'string', caseExact: true } } },
    },
  }),
});
const team = (displayName: string, lead: string, deputy?: string): object => ({
  schemas: [Team.schema.$id],
  displayName,
  lead: { value: lead },
  ...(deputy !== undefined && { deputy: { value: deputy } }),
});

const post = (path: string, bulkId: string, data: object): object => ({ method: 'POST', path, bulkId, data });
const ref = (bulkId: string): string => `bulkId:${bulkId}`;
const denied = new Map<string, (access: Access) => boolean>();
const asking: Authorizer = bearerAuth((given) => ({ id: given }), {
  authorize: (access: Access) => denied.get(access.context.principal.id)?.(access) !== true,
});

describe.each(backends)('bulk jobs on %s (RFC 7644 §3.7)', (_name, open) => {
  let service: TestService;
  let unique = 0;
  const name = (): string => `u${(unique += 1)}`;

  const send = (operations: readonly object[], more: object = {}, headers: Record<string, string> = {}) =>
    service.send('post', '/Bulk', { schemas: [requestUrn], ...more, Operations: operations }, headers);
  const run = async (operations: readonly object[], more: object = {}, headers: Record<string, string> = {}): Promise<any[]> => {
    const { status, body } = await send(operations, more, headers);
    expect([status, body.schemas, Object.keys(body)]).toEqual([200, [responseUrn], ['schemas', 'Operations']]);
    for (const each of body.Operations) expect([typeof each.status, each.response === undefined]).toEqual(['string', Number(each.status) < 300]);
    return body.Operations;
  };
  const statuses = (results: readonly any[]): string[] => results.map(({ status }) => status);
  const idOf = ({ location }: { location: string }): string => decodeURIComponent(location.split('/').at(-1)!);
  const get = async (path: string): Promise<any> => (await service.send('get', path)).body;
  const members = async (id: string): Promise<string[]> => ((await get(`/Groups/${id}`)).members ?? []).map(({ value }: { value: string }) => value);
  const count = async (path: string, filter: string): Promise<number> => (await get(`${path}?filter=${encodeURIComponent(filter)}`)).totalResults;

  beforeAll(async () => {
    service = await openService(open, { resourceTypes: [User, Group, Team], authorizer: asking, requestTimeout: 60_000 });
  });
  afterAll(() => service.close());

  test('create, replace, change and delete: each with its location, status as a string and new version', async () => {
    const [first, second] = [await service.create('/Users', userBody(name())), await service.create('/Users', userBody(name()))];
    const results = await run([
      post('/Users', 'a', userBody('created')),
      { method: 'PUT', path: `/Users/${first['id']}`, data: userBody('replaced') },
      { method: 'PATCH', path: `/Users/${first['id']}`, data: patchBody({ op: 'add', path: 'title', value: 'T' }) },
      { method: 'delete', path: `/Users/${second['id']}` },
    ]);
    expect(results).toEqual([
      { location: expect.stringMatching(/\/scim\/v2\/Users\/[^/]+$/), method: 'POST', bulkId: 'a', version: expect.stringMatching(/^W\//), status: '201' },
      { location: expect.stringContaining(`/Users/${first['id']}`), method: 'PUT', version: expect.any(String), status: '200' },
      { location: expect.stringContaining(`/Users/${first['id']}`), method: 'PATCH', version: expect.any(String), status: '200' },
      { location: expect.stringContaining(`/Users/${second['id']}`), method: 'DELETE', status: '204' },
    ]);
    expect(await get(`/Users/${first['id']}`)).toMatchObject({ userName: 'replaced', title: 'T', meta: { version: results[2].version } });
    expect((await get(`/Users/${idOf(results[0])}`)).meta.version).toBe(results[0].version);
    expect((await service.send('get', `/Users/${second['id']}`)).status).toBe(404);
  });

  describe('bulkId references (RFC 7644 §3.7.2)', () => {
    test('backwards: the user first, then the group with it', async () => {
      const results = await run([post('/Users', 'qwerty', userBody(name())), post('/Groups', 'ytrewq', groupBody('Tour Guides', [ref('qwerty')]))]);
      expect(statuses(results)).toEqual(['201', '201']);
      expect(await members(idOf(results[1]))).toEqual([idOf(results[0])]);
    });

    test('forwards: the group first, results in the order of the request', async () => {
      const results = await run([post('/Groups', 'g', groupBody('Early', [ref('a'), ref('b')])), post('/Users', 'a', userBody(name())), post('/Users', 'b', userBody(name()))]);
      expect(results.map(({ bulkId, status }) => [bulkId, status])).toEqual([['g', '201'], ['a', '201'], ['b', '201']]);
      expect((await members(idOf(results[0]))).toSorted()).toEqual([idOf(results[1]), idOf(results[2])].toSorted());
      expect((await get(`/Groups/${idOf(results[0])}`)).meta.version).toBe(results[0].version);
    });

    test('in an extension, forwards and backwards', async () => {
      const managed = (manager: string): object => userBody(name(), { schemas: [userUrn, enterpriseUrn], [enterpriseUrn]: { employeeNumber: '1', manager: { value: manager } } });
      const [boss, first, last] = await run([post('/Users', 'boss', userBody(name())), post('/Users', 'first', managed(ref('boss'))), post('/Users', 'last', managed(ref('first')))]);
      expect((await get(`/Users/${idOf(first)}`))[enterpriseUrn].manager.value).toBe(idOf(boss));
      expect((await get(`/Users/${idOf(last)}`))[enterpriseUrn].manager.value).toBe(idOf(first));
    });

    test('in a path and in the data of PUT and PATCH', async () => {
      const group = await service.create('/Groups', groupBody('Given'));
      const results = await run([
        { method: 'PATCH', path: `/Groups/${group['id']}`, data: patchBody({ op: 'add', path: 'members', value: [{ value: ref('later') }] }) },
        post('/Users', 'later', userBody(name())),
        post('/Groups', 'new', groupBody('New')),
        { method: 'PUT', path: '/Groups/bulkId:new', data: groupBody('Renamed', [ref('later')]) },
        { method: 'DELETE', path: '/Users/bulkId%3Alater' },
      ]);
      expect(statuses(results)).toEqual(['204', '201', '201', '200', '204']);
      expect(results[3].location).toBe(results[2].location);
      expect(await get(`/Groups/${idOf(results[2])}`)).toMatchObject({ displayName: 'Renamed' });
      expect([await members(group['id']), await members(idOf(results[2]))]).toEqual([[], []]);
    });

    test('only whole values are references', async () => {
      const [, user] = await run([post('/Users', 'x', userBody(name())), post('/Users', 'y', userBody(name(), { title: 'see bulkId:x', nickName: 'bulkId:' }))]);
      expect(await get(`/Users/${idOf(user)}`)).toMatchObject({ title: 'see bulkId:x', nickName: 'bulkId:' });
    });

    test('an unknown bulkId fails its operation with 400, one whose POST failed with 409', async () => {
      const results = await run([
        post('/Groups', 'g1', groupBody('No such', [ref('none')])),
        post('/Groups', 'g2', groupBody('Failed', [ref('bad')])),
        post('/Users', 'bad', { schemas: [userUrn] }),
        { method: 'PATCH', path: '/Users/bulkId:bad', data: patchBody({ op: 'remove', path: 'title' }) },
        { method: 'DELETE', path: '/Users/bulkId:none' },
        post('/Users', 'good', userBody(name())),
      ]);
      expect(results.map(({ status, response }) => [status, response?.scimType])).toEqual([
        ['400', 'invalidValue'], ['409', undefined], ['400', 'invalidValue'], ['409', undefined], ['400', 'invalidValue'], ['201', undefined],
      ]);
      expect(await count('/Groups', 'displayName eq "No such" or displayName eq "Failed"')).toBe(0);
    });
  });

  describe('circular references (RFC 7644 §3.7.1)', () => {
    test('the example of the RFC: two groups that contain each other', async () => {
      const group = (displayName: string, other: string): object => ({ ...groupBody(displayName), members: [{ type: 'Group', value: ref(other) }] });
      const results = await run([post('/Groups', 'qwerty', group('Group A', 'ytrewq')), post('/Groups', 'ytrewq', group('Group B', 'qwerty'))]);
      expect(statuses(results)).toEqual(['201', '201']);
      const [a, b] = results.map(idOf) as [string, string];
      expect([await members(a), await members(b)]).toEqual([[b], [a]]);
      for (const each of results) expect((await get(`/Groups/${idOf(each)}`)).meta.version).toBe(each.version);
    });

    test('a ring of many, with members beside', async () => {
      const size = 30;
      const ring = Array.from({ length: size }, (_, index) => post('/Groups', `r${index}`, groupBody(`Ring ${index}`, [ref(`r${(index + 1) % size}`), ref('u')])));
      const results = await run([...ring, post('/Users', 'u', userBody(name()))]);
      expect(new Set(statuses(results))).toEqual(new Set(['201']));
      for (const [index, each] of results.slice(0, size).entries()) {
        expect((await members(idOf(each))).toSorted()).toEqual([idOf(results[(index + 1) % size]), idOf(results[size])].toSorted());
      }
    });

    test('a user who is its own manager, two who manage each other', async () => {
      const managed = (manager: string): object => userBody(name(), { [enterpriseUrn]: { manager: { value: ref(manager) } } });
      const results = await run([post('/Users', 'self', managed('self')), post('/Users', 'a', managed('b')), post('/Users', 'b', managed('a'))]);
      expect(statuses(results)).toEqual(['201', '201', '201']);
      const managers = await Promise.all(results.map(async (each) => (await get(`/Users/${idOf(each)}`))[enterpriseUrn].manager.value));
      expect(managers).toEqual([idOf(results[0]), idOf(results[2]), idOf(results[1])]);
    });

    test('what is required is there first, whatever the order of the request', async () => {
      for (const order of [[0, 1], [1, 0]] as const) {
        const jobs = [post('/Teams', 'needs', team('Needs', ref('has'))), post('/Teams', 'has', team('Has', 'somebody', ref('needs')))];
        const results = await run(order.map((index) => jobs[index]!));
        expect(statuses(results)).toEqual(['201', '201']);
        const [needs, has] = ['needs', 'has'].map((bulkId) => idOf(results.find((each) => each.bulkId === bulkId)));
        expect([(await get(`/Teams/${needs}`)).lead.value, (await get(`/Teams/${has}`)).deputy.value]).toEqual([has, needs]);
      }
    });

    test('what requires each other, or itself, is 409', async () => {
      const results = await run([post('/Teams', 'a', team('Chicken', ref('b'))), post('/Teams', 'b', team('Egg', ref('a'))), post('/Teams', 'c', team('Self', ref('c'))), post('/Users', 'd', userBody(name()))]);
      expect(statuses(results)).toEqual(['409', '409', '409', '201']);
      for (const each of results.slice(0, 3)) expect(each).not.toHaveProperty('location');
    });

    test('when one of a circle fails, none of it stays', async () => {
      const results = await run([
        post('/Groups', 'a', groupBody('Circle A', [ref('b')])),
        post('/Groups', 'b', groupBody('Circle B', [ref('c')])),
        post('/Groups', 'c', { ...groupBody('Circle C', [ref('a')]), displayName: 5 }),
        post('/Users', 'd', userBody(name())),
      ]);
      expect(statuses(results)).toEqual(['409', '409', '400', '201']);
      expect(await count('/Groups', 'displayName sw "Circle"')).toBe(0);
    });

    test('when the second step fails, the first is undone, with what refers to it', async () => {
      // The second half of A fails: a Team cannot be a member of a Group.
      const results = await run([
        post('/Groups', 'a', { ...groupBody('Undone A'), members: [{ value: ref('t') }, { value: ref('b') }] }),
        post('/Groups', 'b', groupBody('Undone B', [ref('a')])),
        post('/Teams', 't', team('Undone T', 'x', ref('a'))),
      ]);
      expect(statuses(results)).toEqual(['400', '409', '409']);
      expect(await count('/Groups', 'displayName sw "Undone"')).toBe(0);
      expect(await count('/Teams', 'displayName sw "Undone"')).toBe(0);
    });
  });

  describe('errors', () => {
    test.each(cases as readonly OperationCase[])('$name fails alone', async ({ operation, status, scimType }) => {
      const [failed, next] = await run([operation, post('/Users', 'next', userBody(name()))]);
      expect([failed.status, failed.response.scimType, failed.response.status, failed.response.schemas]).toEqual([status, scimType, status, [errorUrn]]);
      expect(failed.response.detail).toEqual(expect.any(String));
      expect(next.status).toBe('201');
    });

    test('a failed PUT, PATCH or DELETE has its location, a failed POST its bulkId', async () => {
      const results = await run([
        { method: 'PUT', path: '/Users/none', data: userBody('x') },
        { method: 'PATCH', path: '/Users/none' },
        { method: 'DELETE', path: '/Users/none', version: 5 },
        post('/Users', 'bad', {}),
      ]);
      for (const each of results.slice(0, 3)) expect(each.location).toMatch(/\/Users\/none$/);
      expect(results[3]).toMatchObject({ method: 'POST', bulkId: 'bad' });
      expect(results[3]).not.toHaveProperty('location');
    });

    test('version is If-Match: a stale one is 412, a current one passes, for PUT, PATCH and DELETE', async () => {
      const user = await service.create('/Users', userBody('versioned'));
      const path = `/Users/${user['id']}`;
      const current = user['meta'].version;
      const results = await run([
        { method: 'PUT', path, version: 'W/"stale"', data: userBody('versioned', { title: '1' }) },
        { method: 'PUT', path, version: current, data: userBody('versioned', { title: '2' }) },
        { method: 'PATCH', path, version: current, data: patchBody({ op: 'remove', path: 'title' }) },
        { method: 'DELETE', path, version: current },
      ]);
      expect(statuses(results)).toEqual(['412', '200', '412', '412']);
      expect((await get(path)).title).toBe('2');
      expect(statuses(await run([{ method: 'DELETE', path, version: results[1].version }]))).toEqual(['204']);
    });

    test('a conflict is 409 uniqueness in its operation only', async () => {
      const [first, second, third] = await run([post('/Users', 'a', userBody('same')), post('/Users', 'b', userBody('SAME')), post('/Users', 'c', userBody(name()))]);
      expect([first.status, second.status, second.response.scimType, third.status]).toEqual(['201', '409', 'uniqueness', '201']);
    });

    test.each([
      [undefined, ['400', '201', '400', '201', '400']],
      [1, ['400']],
      [2, ['400', '201', '400']],
      [4, ['400', '201', '400', '201', '400']],
    ])('failOnErrors %p ends the job after so many; what was done stays', async (failOnErrors, expected) => {
      const good = [name(), name()];
      const results = await run(
        [post('/Users', 'a', {}), post('/Users', 'b', userBody(good[0]!)), post('/Users', 'c', {}), post('/Users', 'd', userBody(good[1]!)), post('/Users', 'e', {})],
        { failOnErrors },
      );
      expect(statuses(results)).toEqual(expected);
      expect(await count('/Users', good.map((each) => `userName eq "${each}"`).join(' or '))).toBe(expected.filter((status) => status === '201').length);
    });

    test('when the job ends in the middle of a circle, nothing half made stays', async () => {
      const results = await run(
        [post('/Groups', 'a', groupBody('Half A', [ref('b'), ref('x')])), post('/Groups', 'b', groupBody('Half B', [ref('a')])), post('/Users', 'x', {})],
        { failOnErrors: 1 },
      );
      expect(results.every(({ status }) => status.startsWith('4'))).toBe(true);
      expect(await count('/Groups', 'displayName sw "Half"')).toBe(0);
    });
  });

  describe('jobs that are refused as a whole', () => {
    test.each([
      ['no schemas', { Operations: [{ method: 'DELETE', path: '/Users/1' }] }, 'invalidSyntax'],
      ['another message', { schemas: [responseUrn], Operations: [] }, 'invalidSyntax'],
      ['no Operations', { schemas: [requestUrn] }, 'invalidSyntax'],
      ['empty Operations', { schemas: [requestUrn], Operations: [] }, 'invalidSyntax'],
      ['Operations that are no array', { schemas: [requestUrn], Operations: {} }, 'invalidSyntax'],
      ['an operation that is text', { schemas: [requestUrn], Operations: ['POST'] }, 'invalidSyntax'],
      ['failOnErrors 0', { schemas: [requestUrn], failOnErrors: 0, Operations: [{ method: 'DELETE', path: '/Users/1' }] }, 'invalidValue'],
      ['failOnErrors as text', { schemas: [requestUrn], failOnErrors: '1', Operations: [{ method: 'DELETE', path: '/Users/1' }] }, 'invalidValue'],
      ['a bulkId twice', { schemas: [requestUrn], Operations: [post('/Users', 'a', userBody('twice-1')), post('/Users', 'a', userBody('twice-2'))] }, 'invalidValue'],
    ])('%s', async (_case, body, scimType) => {
      const response = await service.send('post', '/Bulk', body);
      expect([response.status, response.body.scimType]).toEqual([400, scimType]);
      expect(await count('/Users', 'userName sw "twice"')).toBe(0);
    });

    test('RFC 7644 §3.7.4: too many operations and too large a job are 413 that names the limit, and nothing is done', async () => {
      const small = await openService(async () => ({ store: service.backend.store, close: async () => undefined }), { bulk: { maxOperations: 2, maxPayloadSize: 900 } });
      const job = (operations: readonly object[]): object => ({ schemas: [requestUrn], Operations: operations });
      const many = await small.send('post', '/Bulk', job(['a', 'b', 'c'].map((bulkId) => post('/Users', bulkId, userBody(`limit-${bulkId}`)))));
      expect([many.status, many.body.status, many.body.detail]).toEqual([413, '413', expect.stringContaining('(2)')]);
      const large = await small.send('post', '/Bulk', job([post('/Users', 'a', userBody('limit-a', { title: 'x'.repeat(1000) }))]));
      expect([large.status, large.body.detail]).toEqual([413, expect.stringContaining('900')]);
      expect(await count('/Users', 'userName sw "limit-"')).toBe(0);
      expect((await small.send('post', '/Bulk', job([post('/Users', 'a', userBody('limit-a'))]))).status).toBe(200);
      expect((await small.send('get', '/ServiceProviderConfig')).body.bulk).toEqual({ supported: true, maxOperations: 2, maxPayloadSize: 900 });
    });

    test('/Bulk takes POST only', async () => {
      for (const method of ['get', 'put', 'patch', 'delete'] as const) {
        const response = await service.send(method, '/Bulk', method === 'get' ? undefined : {});
        expect([method, response.status, response.headers['allow']]).toEqual([method, 405, 'POST']);
      }
    });
  });

  describe('authorization', () => {
    const as = (principal: string): Record<string, string> => ({ Authorization: `Bearer ${principal}` });

    test('is asked for every operation by itself', async () => {
      denied.set('no-delete', ({ operation, type }) => operation === 'delete' || (operation === 'create' && type.name === 'Group'));
      const user = await service.create('/Users', userBody(name()));
      const results = await run(
        [
          { method: 'PATCH', path: `/Users/${user['id']}`, data: patchBody({ op: 'add', path: 'title', value: 'T' }) },
          { method: 'DELETE', path: `/Users/${user['id']}` },
          post('/Groups', 'g', groupBody('Denied')),
          post('/Users', 'u', userBody(name())),
        ],
        {},
        as('no-delete'),
      );
      expect(statuses(results)).toEqual(['200', '403', '403', '201']);
      expect((await service.send('get', `/Users/${user['id']}`)).status).toBe(200);
    });

    test('who may create may create circles, and needs no other permission for it', async () => {
      denied.set('create-only', ({ operation }) => operation !== 'create');
      const circle = [post('/Groups', 'a', groupBody('Only A', [ref('b')])), post('/Groups', 'b', groupBody('Only B', [ref('a')]))];
      expect(statuses(await run(circle, {}, as('create-only')))).toEqual(['201', '201']);
      expect(await count('/Groups', 'displayName sw "Only" and members pr')).toBe(2);
      const patched = await run([...circle, { method: 'PATCH', path: '/Groups/bulkId:a', data: patchBody({ op: 'remove', path: 'members' }) }], {}, as('create-only'));
      expect(statuses(patched)).toEqual(['201', '201', '403']);
    });
  });

  test('hooks see every operation as they see single requests, those of a circle as two', async () => {
    const seen: string[] = [];
    const hooked = await openService(async () => ({ store: service.backend.store, close: async () => undefined }), {
      hooks: { afterWrite: ({ operation, type }: Change) => void seen.push(`${operation} ${type.name}`) },
    });
    const operations = [post('/Users', 'u', userBody(name())), post('/Groups', 'a', groupBody('Hook A', [ref('b'), ref('u')])), post('/Groups', 'b', groupBody('Hook B', [ref('a')]))];
    const { body } = await hooked.send('post', '/Bulk', { schemas: [requestUrn], Operations: operations });
    expect(statuses(body.Operations)).toEqual(['201', '201', '201']);
    expect(seen).toEqual(['create User', 'create Group', 'create Group', 'patch Group']);
  });

  test('1,000 operations are one request: a group and its 999 members', async () => {
    const users = Array.from({ length: 999 }, (_, index) => post('/Users', `m${index}`, userBody(`bulk-${index}`)));
    const started = performance.now();
    const results = await run([post('/Groups', 'all', groupBody('All', users.map((_, index) => ref(`m${index}`)))), ...users]);
    expect(new Set(statuses(results))).toEqual(new Set(['201']));
    expect(await members(idOf(results[0]))).toHaveLength(999);
    // Far above what it takes: a cost that grew with the square of the operations would be far above this.
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 30_000);

  test('a chain of 1,000 groups, each in the one before, needs no deep stack', async () => {
    const chain = Array.from({ length: 1000 }, (_, index) => post('/Groups', `c${index}`, groupBody(`Chain ${index}`, index < 999 ? [ref(`c${index + 1}`)] : [])));
    const results = await run(chain);
    expect(new Set(statuses(results))).toEqual(new Set(['201']));
    expect(await members(idOf(results[0]))).toEqual([idOf(results[1])]);
  }, 30_000);
});

test('a failure that nobody foresaw is 500 in its operation, tells nothing and reaches onError', async () => {
  const [[, open]] = backends as readonly [(typeof backends)[0], ...typeof backends];
  const faults: unknown[] = [];
  const backend = await open([User, Group]);
  const store = Object.assign(backend.store, { delete: () => Promise.reject(new Error('disk secret')) });
  const service = await openService(async () => ({ ...backend, store }), { onError: (error) => faults.push(error) });
  const operations = [{ method: 'DELETE', path: '/Users/1' }, post('/Users', 'a', userBody('after'))];
  const { body, text } = await service.send('post', '/Bulk', { schemas: [requestUrn], Operations: operations }, { Authorization: `Bearer ${token}` });
  expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['500', '201']);
  expect(text).not.toContain('secret');
  expect(faults).toEqual([expect.objectContaining({ message: 'disk secret' })]);
});
