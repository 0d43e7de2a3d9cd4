import type { Attributes, DerivedInput, ResourceStore, ScimContext, ScimHooks } from 'scim-router';
import { defineResourceType, defineSchema } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { openService, patchBody } from '../support/service';

const all = { kind: 'all', includes: () => true } as const;

/** A seat in a team, as a resource of its own. */
const Seat = defineResourceType({
  name: 'Seat',
  endpoint: '/Seats',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Seat',
    title: 'Seat',
    type: 'object',
    required: ['team', 'person'],
    properties: { team: { type: 'string', caseExact: true }, person: { type: 'string' } },
  }),
});

let reads = 0;

/** A team whose seats are written through it. */
const Team = defineResourceType({
  name: 'Team',
  endpoint: '/Teams',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Team',
    title: 'Team',
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      seats: { type: 'array', items: { type: 'string', maxLength: 8 } },
      size: { type: 'integer', mutability: 'readOnly' },
    },
  }),
  derived: {
    seats: { on: 'read', writable: true, compute: async (_, input: DerivedInput) => (await seatsOf(input)).map((people) => (people.length > 0 ? people : undefined)) },
    size: { on: 'read', compute: async (_, input: DerivedInput) => (await seatsOf(input)).map((people) => people.length) },
  },
});

function seatsOf(input: DerivedInput): Promise<readonly (readonly string[])[]> {
  return input.once('seats', async () => {
    reads += 1;
    const seats = await allSeats(input.store, input.context);
    return input.resources.map(({ id }) => seats.filter(({ attributes }) => attributes['team'] === id).map(({ attributes }) => String(attributes['person'])));
  });
}

async function allSeats(store: ResourceStore, context: ScimContext) {
  const page = { startIndex: 1, count: 1000 };
  return (await store.query({ type: Seat, page, projection: all }, context)).resources;
}

const peopleIn = (attributes: Attributes): readonly string[] => (attributes['seats'] ?? []) as readonly string[];

/** Makes the seats what the team says, and notes what it was told of those before. */
function hooksNoting(seen: string[]): ScimHooks {
  return {
    async afterWrite(change, result, context, store) {
      if (change.type !== Team || change.operation === 'delete' || result === undefined) return;
      const before = change.operation === 'create' ? [] : peopleIn(change.before.attributes);
      const after = peopleIn(change.attributes);
      seen.push(`${before.join()} > ${after.join()}`);
      for (const person of after.filter((each) => !before.includes(each))) {
        await store.create({ type: Seat, attributes: { team: result.id, person }, projection: all }, context);
      }
      for (const { id, attributes } of await allSeats(store, context)) {
        if (attributes['team'] === result.id && !after.includes(String(attributes['person']))) await store.delete({ type: Seat, id }, context);
      }
    },
  };
}

describe.each(backends)('attributes that are written and kept elsewhere, on %s', (_name, open) => {
  let service: TestService;
  const seen: string[] = [];
  const bodyOf = (name: string, more: object = {}): object => ({ schemas: [Team.schema.$id], name, ...more });

  beforeAll(async () => {
    service = await openService(open, { resourceTypes: [Team, Seat], hooks: hooksNoting(seen) });
  });
  beforeEach(() => void (seen.length = 0));
  afterAll(() => service.close());

  test('POST hands them to hooks, and the answer has them from where they are kept', async () => {
    const team = await service.create('/Teams', bodyOf('red', { seats: ['ann', 'bob'] }));
    expect(team).toMatchObject({ seats: ['ann', 'bob'], size: 2 });
    expect(seen).toEqual([' > ann,bob']);
    const stored = await service.send('get', `/Seats?filter=team eq "${team['id']}"`);
    expect(stored.body.totalResults).toBe(2);
  });

  test('PATCH starts from what there is', async () => {
    const { id } = await service.create('/Teams', bodyOf('green', { seats: ['ann', 'bob'] }));
    const added = await service.send('patch', `/Teams/${id}`, patchBody({ op: 'add', path: 'seats', value: ['cid'] }));
    expect(added.body).toMatchObject({ seats: ['ann', 'bob', 'cid'], size: 3 });
    const removed = await service.send('patch', `/Teams/${id}`, patchBody({ op: 'remove', path: 'seats[value eq "ann"]' }));
    expect(removed.body).toMatchObject({ seats: ['bob', 'cid'], size: 2 });
    expect(seen.slice(1)).toEqual(['ann,bob > ann,bob,cid', 'ann,bob,cid > bob,cid']);
  });

  test('PUT replaces them, and takes them away when they are left out', async () => {
    const { id } = await service.create('/Teams', bodyOf('blue', { seats: ['ann'] }));
    expect((await service.send('put', `/Teams/${id}`, bodyOf('blue', { seats: ['bob'] }))).body).toMatchObject({ seats: ['bob'] });
    const { body } = await service.send('put', `/Teams/${id}`, bodyOf('blue'));
    expect(body).toMatchObject({ size: 0 });
    expect(body).not.toHaveProperty('seats');
  });

  test('what is kept elsewhere is seen at once, whoever has changed it', async () => {
    const { id } = await service.create('/Teams', bodyOf('white', { seats: ['ann'] }));
    await service.create('/Seats', { schemas: [Seat.schema.$id], team: id, person: 'bob' });
    expect((await service.send('get', `/Teams/${id}`)).body).toMatchObject({ seats: ['ann', 'bob'], size: 2 });
  });

  test('they are validated as all attributes are, and a refused write changes nothing elsewhere', async () => {
    const { id } = await service.create('/Teams', bodyOf('black', { seats: ['ann'] }));
    const refused = await service.send('patch', `/Teams/${id}`, patchBody({ op: 'add', path: 'seats', value: ['much too long'] }));
    expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
    expect((await service.send('get', `/Teams/${id}`)).body.seats).toEqual(['ann']);
  });

  test('attributes computed for one page share what they have in common', async () => {
    reads = 0;
    await service.send('get', '/Teams');
    expect(reads).toBe(1);
  });

  test('they are not filterable', async () => {
    const { status, body } = await service.send('get', '/Teams?filter=seats eq "ann"');
    expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  });
});
