import type { Change, ScimHooks, StoredResource } from 'scim-router';
import { Group, InvalidValueError, User, defineResourceType, defineSchema } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { groupBody, openService, patchBody, userBody } from '../support/service';

const everything = { kind: 'all', includes: () => true } as const;

const Line = defineResourceType({
  name: 'Line',
  endpoint: '/Lines',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Line',
    title: 'Line',
    type: 'object',
    required: ['what'],
    properties: { what: { type: 'string' }, about: { type: 'string' }, seen: { type: 'integer' } },
  }),
});

const Process = defineResourceType({
  name: 'Process',
  endpoint: '/Processes',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Process',
    title: 'Process',
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      state: { type: 'string', enum: ['running', 'ended'] },
      label: { type: 'string', mutability: 'readOnly' },
    },
  }),
  derived: { label: { on: 'write', compute: (processes) => processes.map(({ name, state }) => `${name}: ${state}`) } },
});
const processBody = (name: string) => ({ schemas: [Process.schema.$id], name, state: 'running' });

describe.each(backends)('hooks and the store of their transaction on %s', (_name, open) => {
  let service: TestService;
  let hooks: { -readonly [K in keyof ScimHooks]: ScimHooks[K] } = {};

  beforeAll(async () => {
    const delegate: ScimHooks = {
      beforeWrite: (change, context, store) => hooks.beforeWrite?.(change, context, store),
      afterWrite: (change, result, context, store) => hooks.afterWrite?.(change, result, context, store),
      onCommitted: (change, result, context) => hooks.onCommitted?.(change, result, context),
    };
    service = await openService(open, { resourceTypes: [User, Group, Line, Process], hooks: delegate, onError: () => undefined });
  });
  beforeEach(() => {
    hooks = {};
  });
  afterAll(() => service.close());

  const lines = async (about: string): Promise<unknown[]> => {
    const { body } = await service.send('get', `/Lines?filter=${encodeURIComponent(`about eq "${about}"`)}`);
    return body.Resources.map(({ what }: { what: string }) => what);
  };
  /** Keeps a line for every write of a user; one that is asked for `boom` fails afterwards. */
  const journal: ScimHooks['afterWrite'] = async (change, _result, context, store) => {
    if (change.type !== User) return;
    const about = change.operation === 'delete' ? change.before.attributes['userName'] : change.attributes['userName'];
    await store.create({ type: Line, attributes: { what: change.operation, about }, projection: everything }, context);
    if (change.operation !== 'delete' && change.attributes['nickName'] === 'boom') throw new Error('boom');
  };

  test('what a hook writes there is committed together with the write', async () => {
    hooks.afterWrite = journal;
    const { id } = await service.create('/Users', userBody('written'));
    await service.send('patch', `/Users/${id}`, patchBody({ op: 'add', path: 'title', value: 'T' })).expect(200);
    await service.send('put', `/Users/${id}`, userBody('written', { title: 'U' })).expect(200);
    await service.send('delete', `/Users/${id}`).expect(204);
    expect((await lines('written')).sort()).toEqual(['create', 'delete', 'patch', 'replace']);
  });

  test('and undone together with it', async () => {
    hooks.afterWrite = journal;
    await service.send('post', '/Users', userBody('undone', { nickName: 'boom' })).expect(500);
    expect(await lines('undone')).toEqual([]);
    const { id } = await service.create('/Users', userBody('half'));
    await service.send('patch', `/Users/${id}`, patchBody({ op: 'add', path: 'nickName', value: 'boom' })).expect(500);
    expect(await lines('half')).toEqual(['create']);
    expect((await service.send('get', `/Users/${id}`)).body).not.toHaveProperty('nickName');
  });

  test('what beforeWrite writes there is undone when the write is refused', async () => {
    hooks.beforeWrite = async (change, context, store) => {
      await store.create({ type: Line, attributes: { what: 'tried', about: 'taken' }, projection: everything }, context);
      if (change.operation === 'create') change.attributes = { ...change.attributes, userName: 'taken' };
    };
    await service.create('/Users', userBody('taken'));
    expect(await lines('taken')).toEqual(['tried']);
    await service.send('post', '/Users', userBody('other')).expect(409);
    expect(await lines('taken')).toEqual(['tried']);
  });

  test('a hook sees there what the write sees, with what it has written itself', async () => {
    const seen: unknown[] = [];
    hooks.beforeWrite = async (change, context, store) => {
      if (change.type !== Line || change.operation !== 'create') return;
      const { totalResults } = await store.query({ type: User, page: { startIndex: 1, count: 0 }, projection: everything }, context);
      change.attributes = { ...change.attributes, seen: totalResults };
    };
    hooks.afterWrite = async (change, result, context, store) => {
      if (change.type !== Line || result === undefined) return;
      const stored = await store.get({ type: Line, id: result.id, projection: everything }, context);
      seen.push(stored?.attributes['seen']);
    };
    const { body: users } = await service.send('get', '/Users?count=0');
    const line = await service.create('/Lines', { schemas: [Line.schema.$id], what: 'count' });
    expect(line['seen']).toBe(users.totalResults);
    expect(seen).toEqual([users.totalResults]);
  });

  test('others write at the same time, each in a transaction of its own', async () => {
    hooks.afterWrite = journal;
    await Promise.all(Array.from({ length: 12 }, (_, index) => service.create('/Users', userBody(`many-${index}`))));
    const counts = await Promise.all(Array.from({ length: 12 }, (_, index) => lines(`many-${index}`)));
    expect(counts).toEqual(counts.map(() => ['create']));
  });

  describe('a delete that keeps the resource', () => {
    const committed: [Change, StoredResource | undefined][] = [];
    beforeEach(() => {
      committed.length = 0;
      hooks.beforeWrite = (change) => {
        if (change.operation !== 'delete' || change.type !== Process) return;
        change.instead = { ...change.before.attributes, state: 'ended' };
      };
      hooks.onCommitted = (change, result) => void committed.push([change, result]);
    });

    test('is answered with 204; the resource has what the hook said, and what is derived of it', async () => {
      const { id, meta } = await service.create('/Processes', processBody('kept'));
      const answer = await service.send('delete', `/Processes/${id}`);
      expect([answer.status, answer.text]).toEqual([204, '']);
      const { body } = await service.send('get', `/Processes/${id}`);
      expect(body).toMatchObject({ id, name: 'kept', state: 'ended', label: 'kept: ended' });
      expect(body.meta.version).not.toBe(meta.version);
      expect((await service.send('get', '/Processes?filter=label eq "kept: ended"')).body.totalResults).toBe(1);
    });

    test('is a delete to the hooks that follow, with the kept resource', async () => {
      const after: unknown[] = [];
      hooks.afterWrite = (change, result) => void after.push([change.operation, result?.attributes['state']]);
      const { id } = await service.create('/Processes', processBody('told'));
      after.length = 0;
      committed.length = 0;
      await service.send('delete', `/Processes/${id}`).expect(204);
      expect(after).toEqual([['delete', 'ended']]);
      expect(committed.map(([change, result]) => [change.operation, result?.id, result?.attributes['state']])).toEqual([['delete', id, 'ended']]);
    });

    test('changes nothing the second time', async () => {
      const { id } = await service.create('/Processes', processBody('twice'));
      await service.send('delete', `/Processes/${id}`).expect(204);
      const { body: first } = await service.send('get', `/Processes/${id}`);
      await service.send('delete', `/Processes/${id}`).expect(204);
      expect((await service.send('get', `/Processes/${id}`)).body.meta.version).toBe(first.meta.version);
    });

    test('is validated as any write, and then nothing has happened', async () => {
      const { id } = await service.create('/Processes', processBody('invalid'));
      hooks.beforeWrite = (change) => {
        if (change.operation === 'delete') change.instead = { name: 'invalid', state: 'gone' };
      };
      const answer = await service.send('delete', `/Processes/${id}`);
      expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
      expect((await service.send('get', `/Processes/${id}`)).body.state).toBe('running');
    });

    test('heeds If-Match, and knows no resource that is not there', async () => {
      const { id, meta } = await service.create('/Processes', processBody('matched'));
      await service.send('delete', `/Processes/${id}`, undefined, { 'If-Match': 'W/"other"' }).expect(412);
      await service.send('delete', `/Processes/${id}`, undefined, { 'If-Match': meta.version }).expect(204);
      await service.send('delete', `/Processes/${id}`, undefined, { 'If-Match': meta.version }).expect(412);
      await service.send('delete', '/Processes/none').expect(404);
    });

    test('is one of several at the same time: each is answered with 204, and the version is the last one', async () => {
      const { id } = await service.create('/Processes', processBody('raced'));
      const answers = await Promise.all(Array.from({ length: 6 }, () => service.send('delete', `/Processes/${id}`)));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
      expect((await service.send('get', `/Processes/${id}`)).body.state).toBe('ended');
    });

    test('may be refused by the hook instead', async () => {
      const { id } = await service.create('/Processes', processBody('refused'));
      hooks.beforeWrite = () => {
        throw new InvalidValueError('It has not ended');
      };
      expect((await service.send('delete', `/Processes/${id}`)).body.detail).toBe('It has not ended');
    });
  });

  test('a group that stays keeps its members, and only what is deleted leaves its groups', async () => {
    hooks.beforeWrite = (change) => {
      if (change.operation === 'delete' && change.type === User) change.instead = { ...change.before.attributes, active: false };
    };
    const user = await service.create('/Users', userBody('member'));
    const group = await service.create('/Groups', groupBody('Kept', [user['id']]));
    await service.send('delete', `/Users/${user['id']}`).expect(204);
    expect((await service.send('get', `/Groups/${group['id']}`)).body.members).toHaveLength(1);
    const { body } = await service.send('get', `/Users/${user['id']}`);
    expect([body.active, body.groups.length]).toEqual([false, 1]);
  });
});
