import type { Change, DerivedInput, ResourceOf, ScimHooks } from 'scim-router';
import { ForbiddenError, defineResourceType, defineSchema } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { openService, patchBody, userBody } from '../support/service';

const Badge = defineResourceType({
  name: 'Badge',
  endpoint: '/Badges',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Badge',
    title: 'Badge',
    type: 'object',
    required: ['number'],
    properties: {
      number: { type: 'integer' },
      colour: { type: 'string' },
      label: { type: 'string', mutability: 'readOnly' },
      age: { type: 'integer', mutability: 'readOnly' },
      key: { type: 'string', mutability: 'readOnly' },
      token: { type: 'string', mutability: 'readOnly' },
      older: { type: 'integer', mutability: 'readOnly' },
    },
  }),
  derived: {
    label: { on: 'write', compute: (badges) => badges.map(({ number, colour = 'grey' }) => `${colour} ${number}`) },
    age: { on: 'read', compute: (badges) => badges.map(({ number }) => number * 10) },
    key: { on: 'read', compute: (badges, { resources }: DerivedInput) => badges.map((_, index) => `key of ${resources[index]?.id}`) },
    older: { on: 'write', compute: countOthers },
  },
});
type BadgeResource = ResourceOf<typeof Badge>;

/** How many badges there are beside the one that is written. */
async function countOthers(_: unknown, { resources: [resource], store, context }: DerivedInput): Promise<readonly unknown[]> {
  const page = { startIndex: 1, count: 0 };
  const { totalResults } = await store.query({ type: Badge, page, projection: { kind: 'none', includes: () => false } }, context);
  return [resource?.id === '' ? totalResults : totalResults - 1];
}

describe.each(backends)('hooks and derived attributes on %s', (_name, open) => {
  let service: TestService;
  let hooks: { -readonly [K in keyof ScimHooks]: ScimHooks[K] };
  const events: string[] = [];
  const errors: unknown[] = [];

  beforeAll(async () => {
    hooks = {};
    const delegate: ScimHooks = {
      beforeWrite: (change, context, store) => hooks.beforeWrite?.(change, context, store),
      afterWrite: (change, result, context, store) => hooks.afterWrite?.(change, result, context, store),
      onCommitted: (change, result, context) => hooks.onCommitted?.(change, result, context),
    };
    const { User, Group } = await import('scim-router');
    service = await openService(open, { resourceTypes: [User, Group, Badge], hooks: delegate, onError: (error) => errors.push(error) });
  });
  beforeEach(() => {
    for (const name of Object.keys(hooks)) delete hooks[name as keyof ScimHooks];
    events.length = 0;
    errors.length = 0;
  });
  afterAll(() => service.close());

  test('hooks see each write in order, with what was there before', async () => {
    const note = (step: string) => (change: Change) => void events.push(`${step} ${change.operation}`);
    Object.assign(hooks, { beforeWrite: note('before'), afterWrite: note('after'), onCommitted: note('committed') });
    const user = await service.create('/Users', userBody('hooked'));
    await service.send('put', `/Users/${user['id']}`, userBody('hooked', { title: 'T' }));
    await service.send('patch', `/Users/${user['id']}`, patchBody({ op: 'remove', path: 'title' }));
    await service.send('patch', `/Users/${user['id']}`, patchBody({ op: 'remove', path: 'title' }));
    await service.send('delete', `/Users/${user['id']}`);
    const steps = (operation: string) => ['before', 'after', 'committed'].map((step) => `${step} ${operation}`);
    expect(events).toEqual(['create', 'replace', 'patch', 'delete'].flatMap(steps));
  });

  test('what a hook shows once is in the answer to the creation, and nowhere else', async () => {
    const committed: unknown[] = [];
    hooks.afterWrite = (change, result) => {
      if (change.operation === 'create') change.shownOnce = { token: `secret of ${result?.id}` };
    };
    hooks.onCommitted = (_change, result) => void committed.push(result?.attributes['token']);
    const badge = await service.create('/Badges', { schemas: [Badge.schema.$id], number: 99 });
    expect(badge).toMatchObject({ number: 99, token: `secret of ${badge['id']}` });
    const { body } = await service.send('get', `/Badges/${badge['id']}`);
    expect(JSON.stringify(body)).not.toContain('secret of');
    expect(committed).toEqual([undefined]);
  });

  test('beforeWrite may change the attributes; they are validated afterwards', async () => {
    hooks.beforeWrite = (change) => {
      if (change.operation === 'create') change.attributes = { ...change.attributes, nickName: 'set by hook' };
    };
    expect(await service.create('/Users', userBody('changed-by-hook'))).toMatchObject({ nickName: 'set by hook' });
    hooks.beforeWrite = (change) => {
      if (change.operation === 'create') change.attributes = { ...change.attributes, active: 'yes' };
    };
    expect((await service.send('post', '/Users', userBody('broken-by-hook'))).status).toBe(400);
  });

  test('a hook that throws before or after the store undoes the write', async () => {
    hooks.beforeWrite = () => {
      throw new ForbiddenError('Not on a Sunday');
    };
    const refused = await service.send('post', '/Users', userBody('refused'));
    expect([refused.status, refused.body.detail]).toEqual([403, 'Not on a Sunday']);
    delete hooks.beforeWrite;
    hooks.afterWrite = () => {
      throw new Error('outbox full');
    };
    expect((await service.send('post', '/Users', userBody('undone'))).status).toBe(500);
    delete hooks.afterWrite;
    expect((await service.send('get', '/Users?filter=userName eq "undone" or userName eq "refused"')).body.totalResults).toBe(0);
  });

  test('what onCommitted throws cannot fail the request', async () => {
    hooks.onCommitted = () => Promise.reject(new Error('metrics down'));
    expect((await service.send('post', '/Users', userBody('committed'))).status).toBe(201);
    expect(errors).toEqual([new Error('metrics down')]);
  });

  test('an attribute derived on write is stored, follows every change and can be filtered', async () => {
    const badge = (await service.create('/Badges', { schemas: [Badge.schema.$id], number: 7, label: 'mine' })) as unknown as BadgeResource;
    expect(badge.label).toBe('grey 7');
    const patched = await service.send('patch', `/Badges/${badge.id}`, patchBody({ op: 'add', path: 'colour', value: 'red' }));
    expect(patched.body.label).toBe('red 7');
    expect((await service.send('get', '/Badges?filter=label eq "red 7"')).body.totalResults).toBe(1);
    expect((await service.send('patch', `/Badges/${badge.id}`, patchBody({ op: 'replace', path: 'label', value: 'x' }))).body.scimType).toBe('mutability');
  });

  test('an attribute derived on read is computed for answers and refused in filters', async () => {
    const badge = await service.create('/Badges', { schemas: [Badge.schema.$id], number: 3 });
    expect(badge['age']).toBe(30);
    expect((await service.send('get', `/Badges/${badge['id']}`)).body.age).toBe(30);
    expect((await service.send('get', `/Badges/${badge['id']}?excludedAttributes=age`)).body).not.toHaveProperty('age');
    expect((await service.send('get', '/Badges?attributes=age')).body.Resources.every(({ age }: { age: number }) => age > 0)).toBe(true);
    expect((await service.send('get', '/Badges?filter=age gt 1')).body.scimType).toBe('invalidFilter');
    expect((await service.send('get', '/Badges?sortBy=age')).body.scimType).toBe('invalidValue');
  });

  test('what is derived can be told from the resource itself, and from the store of the transaction', async () => {
    const [first, second] = [await service.create('/Badges', badgeBody(40)), await service.create('/Badges', badgeBody(41))];
    expect(second).toMatchObject({ key: `key of ${second['id']}`, older: Number(first['older']) + 1 });
    const put = await service.send('put', `/Badges/${first['id']}`, badgeBody(42));
    expect(put.body).toMatchObject({ key: `key of ${first['id']}`, older: second['older'] });
    const listed = await service.send('get', `/Badges?filter=older eq ${second['older']}`);
    expect(listed.body.Resources.map(({ id, key }: { id: string; key: string }) => key === `key of ${id}`)).toEqual([true, true]);
  });
});

function badgeBody(number: number): object {
  return { schemas: [Badge.schema.$id], number };
}
