import { defineResourceType, defineSchema } from 'scim-router';

import { backends } from '../support/backends';
import { openService, patchBody } from '../support/service';
import type { TestService } from '../support/service';

const urn = 'urn:example:params:scim:schemas:Locker';
const extensionUrn = 'urn:example:params:scim:schemas:extension:Keys';

const Locker = defineResourceType({
  name: 'Locker',
  endpoint: '/Lockers',
  schema: defineSchema({
    $id: urn,
    title: 'Locker',
    type: 'object',
    required: ['number'],
    properties: {
      number: { type: 'string' },
      owners: { type: 'array', shownWhenEmpty: true, items: { type: 'string' } },
      place: { type: 'object', shownWhenEmpty: true, properties: { floor: { type: 'integer' } } },
      note: { type: 'string', shownWhenEmpty: true },
      log: { type: 'array', shownWhenEmpty: true, returned: 'request', items: { type: 'string' } },
      colours: { type: 'array', items: { type: 'string' } },
    },
  }),
  extensions: [
    {
      schema: defineSchema({
        $id: extensionUrn,
        title: 'Keys',
        type: 'object',
        properties: { lost: { type: 'array', shownWhenEmpty: true, items: { type: 'string' } }, total: { type: 'integer' } },
      }),
    },
  ],
});

const locker = (more: object = {}): object => ({ schemas: [urn], number: '7', ...more });
const empty = { owners: [], place: {}, note: '' };

describe.each(backends)('RFC 7643 §2.5: unassigned attributes that are shown, on %s', (_name, open) => {
  let service: TestService;
  beforeAll(async () => (service = await openService(open, { resourceTypes: [Locker], unknownAttributes: 'reject' })));
  afterAll(() => service.close());

  test('every answer with the resource shows them, in their empty form', async () => {
    const created = await service.create('/Lockers', locker());
    expect(created).toMatchObject(empty);
    expect(created).not.toHaveProperty('log');
    expect(created).not.toHaveProperty('colours');
    const path = `/Lockers/${created['id']}`;
    const answers = [
      await service.send('get', path),
      await service.send('put', path, locker({ owners: [], place: null })),
      await service.send('patch', path, patchBody({ op: 'add', path: 'note', value: 'n' }, { op: 'remove', path: 'note' })),
    ];
    expect(answers.map(({ body }) => body)).toMatchObject([empty, empty, empty]);
    const list = await service.send('get', `/Lockers?filter=id eq "${created['id']}"`);
    expect(list.body.Resources).toMatchObject([empty]);
  });

  test('values are shown as ever, and the last one to go leaves the empty form', async () => {
    const values = { owners: ['ann'], place: { floor: 1 }, note: 'n' };
    const created = await service.create('/Lockers', locker(values));
    expect(created).toMatchObject(values);
    const removals = [{ path: 'owners[value eq "ann"]' }, { path: 'place.floor' }, { path: 'note' }];
    const patched = await service.send('patch', `/Lockers/${created['id']}`, patchBody(...removals.map((each) => ({ op: 'remove', ...each }))));
    expect(patched.body).toMatchObject(empty);
  });

  test('RFC 7644 §3.9: a selection leaves them out, or asks for them', async () => {
    const { id } = await service.create('/Lockers', locker());
    const only = await service.send('get', `/Lockers/${id}?attributes=owners,log`);
    expect(only.body).toEqual({ schemas: [urn], id, owners: [], log: [] });
    const without = await service.send('get', `/Lockers/${id}?excludedAttributes=owners,note`);
    expect(without.body).toMatchObject({ place: {} });
    expect(Object.keys(without.body)).not.toEqual(expect.arrayContaining(['owners']));
    expect(Object.keys(without.body)).not.toEqual(expect.arrayContaining(['note']));
  });

  test('to filters they are unassigned', async () => {
    const { id } = await service.create('/Lockers', locker());
    const found = await service.send('get', `/Lockers?filter=id eq "${id}" and (owners pr or place pr or note pr or note eq "")`);
    expect(found.body.totalResults).toBe(0);
  });

  test('§3.3: those of an extension come with other attributes of it', async () => {
    const without = await service.create('/Lockers', locker());
    expect(without).not.toHaveProperty([extensionUrn]);
    const withKeys = await service.create('/Lockers', locker({ schemas: [urn, extensionUrn], [extensionUrn]: { total: 2 } }));
    expect(withKeys[extensionUrn]).toEqual({ total: 2, lost: [] });
  });

  test('§7: discovery does not mention the keyword', async () => {
    const schema = await service.send('get', `/Schemas/${urn}`);
    expect(schema.text).not.toContain('shownWhenEmpty');
  });
});
