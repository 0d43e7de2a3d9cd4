import { Group, User, bearerAuth, defineResourceType, defineSchema } from 'scim-router';
import type { Access, Authorizer, Grant } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { enterpriseUrn, groupBody, openService, userBody } from '../support/service';

const searchUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

const Device = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Device',
    title: 'Device',
    type: 'object',
    required: ['displayName'],
    properties: { displayName: { type: 'string' }, title: { type: 'integer' }, emails: { type: 'array', items: { type: 'string' } } },
  }),
});

const grants = new Map<string, (access: Access) => Grant | boolean>();
const granting: Authorizer = bearerAuth((given) => ({ id: given }), {
  authorize: (access: Access) => grants.get(access.context.principal.id)?.(access) ?? true,
});
const as = (principal: string) => ({ Authorization: `Bearer ${principal}` });

const idsOf = (body: any): string[] => body.Resources.map(({ id }: { id: string }) => id);
const typesOf = (body: any): string[] => body.Resources.map(({ meta }: { meta: { resourceType: string } }) => meta.resourceType);
const search = (members: object = {}): object => ({ schemas: [searchUrn], ...members });

describe.each(backends)('searches on %s', (_name, open) => {
  let service: TestService;
  const user: Record<string, any>[] = [];
  const group: Record<string, any>[] = [];
  const device: Record<string, any>[] = [];

  const root = async (query = ''): Promise<any> => {
    const response = await service.send('get', `/?${query}`);
    expect([response.status, response.body.detail]).toEqual([200, undefined]);
    return response.body;
  };

  beforeAll(async () => {
    service = await openService(open, { resourceTypes: [User, Group, Device], authorizer: granting });
    for (let index = 0; index < 12; index += 1) {
      const name = `n${String(index * 3).padStart(2, '0')}`;
      user.push(
        await service.create('/Users', userBody(`user-${index}`, {
          ...(index % 4 !== 3 && { displayName: index % 2 === 0 ? name : name.toUpperCase() }),
          title: `T${index % 3}`,
          emails: [{ value: `u${index}@example.com`, type: 'work' }],
          [enterpriseUrn]: { department: `D${index % 2}` },
        })),
      );
      group.push(await service.create('/Groups', groupBody(`n${String(index * 2).padStart(2, '0')}`)));
      if (index < 5) device.push(await service.create('/Devices', { schemas: [Device.schema.$id], displayName: `n${String(index * 5).padStart(2, '0')}`, title: index }));
    }
  });
  afterAll(() => service.close());

  describe('POST {endpoint}/.search (RFC 7644 §3.4.3)', () => {
    test.each([
      [{}, ''],
      [{ filter: 'title eq "T1"', count: 2 }, 'filter=title eq "T1"&count=2'],
      [{ sortBy: 'userName', sortOrder: 'descending', startIndex: 3, count: 4 }, 'sortBy=userName&sortOrder=descending&startIndex=3&count=4'],
      [{ attributes: ['userName', 'emails.value'] }, 'attributes=userName,emails.value'],
      [{ excludedAttributes: ['emails', enterpriseUrn] }, `excludedAttributes=emails,${enterpriseUrn}`],
      [{ startIndex: -3, count: -1 }, 'startIndex=-3&count=-1'],
      [{ filter: null, count: null, unknown: 1 }, ''],
      [{ FILTER: 'title eq "T1"' }, 'filter=title eq "T1"'],
    ])('%j answers what GET ?%s answers', async (members, query) => {
      const posted = await service.send('post', '/Users/.search', search(members));
      const got = await service.send('get', `/Users?${query}`);
      expect([posted.status, withoutPort(posted.body)]).toEqual([200, withoutPort(got.body)]);
      expect(posted.headers['location']).toBeUndefined();
    });

    test.each([
      ['no schemas', { filter: 'userName pr' }, 'invalidSyntax'],
      ['another message', { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] }, 'invalidSyntax'],
      ['schemas that are no array', { schemas: searchUrn }, 'invalidSyntax'],
      ['an array', [], 'invalidSyntax'],
      ['the same member twice', search({ count: 1, Count: 2 }), 'invalidSyntax'],
      ['a count that is text', search({ count: '10' }), 'invalidValue'],
      ['a count with a fraction', search({ count: 1.5 }), 'invalidValue'],
      ['attributes that are text', search({ attributes: 'userName' }), 'invalidValue'],
      ['attributes that are numbers', search({ attributes: [1] }), 'invalidValue'],
      ['a filter that is no text', search({ filter: 1 }), 'invalidValue'],
      ['both attributes and excludedAttributes', search({ attributes: ['userName'], excludedAttributes: ['title'] }), 'invalidValue'],
      ['a filter that cannot be read', search({ filter: 'userName eq' }), 'invalidFilter'],
    ])('%s is refused, at a resource type as at the root', async (_case, body, scimType) => {
      for (const path of ['/Users/.search', '/.search']) {
        const response = await service.send('post', path, body);
        expect([path, response.status, response.body.scimType]).toEqual([path, 400, scimType]);
      }
    });

    test('.search is never an id and never creates', async () => {
      for (const [method, body] of [['get'], ['put', userBody('x')], ['patch', {}], ['delete']] as const) {
        for (const path of ['/Users/.search', '/.search']) {
          const response = await service.send(method, path, body);
          expect([method, path, response.status, response.headers['allow']]).toEqual([method, path, 405, 'POST']);
        }
      }
      expect((await service.send('post', '/Users/.search', userBody('ghost'))).status).toBe(400);
      expect((await service.send('get', '/Users?filter=userName eq "ghost"')).body.totalResults).toBe(0);
    });
  });

  describe('GET / (RFC 7644 §3.4.2.1)', () => {
    test('all types are in it, with the sum of their totals, and POST /.search answers the same', async () => {
      const body = await root();
      expect([body.totalResults, body.itemsPerPage, body.startIndex]).toEqual([29, 29, 1]);
      expect(typesOf(body)).toEqual([...user.map(() => 'User'), ...group.map(() => 'Group'), ...device.map(() => 'Device')]);
      expect(withoutPort((await service.send('post', '/.search', search())).body)).toEqual(withoutPort(body));
      expect((await service.send('post', '/', {})).headers['allow']).toBe('GET, HEAD');
    });

    test.each([
      ['meta.resourceType eq "Group"', 12],
      ['meta.resourceType eq "Group" or meta.resourceType eq "User"', 24],
      ['not (meta.resourceType eq "User")', 17],
      ['displayName eq "N06"', 2],
      ['displayName eq "n00"', 3],
      ['userName pr', 12],
      ['not (userName pr)', 17],
      ['userName eq "user-1"', 1],
      ['userName eq null', 17],
      ['userName ne null', 12],
      ['userName ne "user-1"', 28],
      ['userName eq "user-1" or displayName eq "n20"', 3],
      ['emails[type eq "work"]', 12],
      ['emails.type eq "work" and displayName pr', 9],
      ['not (emails[type eq "work" and primary eq true])', 29],
      ['members pr', 0],
      [`${enterpriseUrn}:department eq "D1"`, 6],
      ['nothing pr', 0],
      ['not (nothing eq 1)', 29],
    ])('%s finds %i: what a type does not have has no value there', async (filter, total) => {
      const body = await root(`filter=${encodeURIComponent(filter)}`);
      expect([body.totalResults, body.Resources.length]).toEqual([total, total]);
    });

    test.each(['meta.resourceType eq User', 'userName lt null', 'password pr', 'displayName regex "a"'])('%s is refused', async (filter) => {
      const response = await service.send('get', `/?filter=${encodeURIComponent(filter)}`);
      expect([response.status, response.body.scimType]).toEqual([400, 'invalidFilter']);
    });

    test('attributes are resolved for each type', async () => {
      const body = await root('attributes=userName,members,displayName&count=100');
      const keys = new Set<string>(body.Resources.flatMap(Object.keys));
      expect([...keys].toSorted()).toEqual(['displayName', 'id', 'schemas', 'userName']);
    });

    test('sorting goes across the types, ties stay in their order', async () => {
      const names = (body: any): (string | undefined)[] => body.Resources.map(({ displayName }: { displayName?: string }) => displayName?.toLowerCase());
      const ascending = await root('sortBy=displayName&count=100');
      const present = names(ascending).filter((name) => name !== undefined);
      expect(present).toEqual(present.toSorted());
      expect(names(ascending).slice(present.length)).toEqual([undefined, undefined, undefined]);
      expect(typesOf(ascending).slice(0, 3)).toEqual(['User', 'Group', 'Device']);
      const descending = await root('sortBy=displayName&sortOrder=descending&count=100&attributes=displayName');
      expect(names(descending)).toEqual([undefined, undefined, undefined, ...present.toReversed()]);
    });

    test('the attribute that sorts need not be one that is returned', async () => {
      const body = await root('sortBy=displayName&attributes=userName&count=100');
      expect(body.Resources[0]).not.toHaveProperty('displayName');
      expect(idsOf(body)).toEqual(idsOf(await root('sortBy=displayName&count=100')));
    });

    test('an attribute of some types sorts these, the others have no value', async () => {
      const body = await root('sortBy=userName&count=100');
      expect(typesOf(body)).toEqual([...user.map(() => 'User'), ...group.map(() => 'Group'), ...device.map(() => 'Device')]);
      const descending = await root('sortBy=userName&sortOrder=descending&count=100');
      expect(typesOf(descending).slice(0, 17)).toEqual([...group.map(() => 'Group'), ...device.map(() => 'Device')]);
      const refused = await service.send('get', '/?sortBy=nothing');
      expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
    });

    test.each(['', 'sortBy=displayName', 'sortBy=displayName&sortOrder=descending', 'sortBy=emails', 'sortBy=meta.created', 'sortBy=id', 'sortBy=title', 'filter=displayName gt "n05"&sortBy=displayName'])(
      'RFC 7644 §3.4.2.4: the pages of "%s" put together are the whole list, by position and by cursor',
      async (query) => {
        const whole = await root(`${query}&count=100`);
        for (const count of [1, 4, 7, 30]) {
          const pages: string[] = [];
          for (let start = 1; start <= whole.totalResults; start += count) {
            const page = await root(`${query}&startIndex=${start}&count=${count}`);
            expect([page.totalResults, page.startIndex]).toEqual([whole.totalResults, start]);
            pages.push(...idsOf(page));
          }
          expect(pages).toEqual(idsOf(whole));

          const walked: string[] = [];
          for (let cursor: unknown = '', turns = 0; typeof cursor === 'string'; turns += 1) {
            const page: any = await root(`${query}&cursor=${cursor}&count=${count}`);
            expect([page.totalResults, page.startIndex, turns < 40]).toEqual([whole.totalResults, undefined, true]);
            walked.push(...idsOf(page));
            cursor = page.nextCursor;
            expect(typeof cursor === 'string').toBe(walked.length < whole.totalResults);
          }
          expect(walked.toSorted()).toEqual(idsOf(whole).toSorted());
          // Ties may be ordered otherwise, by what is left when resources come and go.
          const keys = (ids: readonly string[]): unknown[] => ids.map((id) => resourceIn(whole, id).displayName?.toLowerCase());
          if (query.includes('sortBy=displayName')) expect(keys(walked)).toEqual(keys(idsOf(whole)));
          if (!query.includes('sortBy=')) expect(walked.map((id) => resourceIn(whole, id).meta.resourceType)).toEqual(typesOf(whole));
        }
      },
    );

    test('count=0 asks for the total alone, a page behind the end is empty', async () => {
      expect(await root('count=0')).toMatchObject({ totalResults: 29, itemsPerPage: 0, Resources: [] });
      expect(await root('startIndex=30')).toMatchObject({ totalResults: 29, itemsPerPage: 0, startIndex: 30 });
      expect(await root('startIndex=30&sortBy=displayName')).toMatchObject({ totalResults: 29, itemsPerPage: 0 });
      expect(await root('cursor=&count=0')).toMatchObject({ totalResults: 29, itemsPerPage: 0 });
    });

    test('RFC 9865 §2: a cursor of the root is for this query only', async () => {
      const { nextCursor } = await root('cursor=&count=3');
      for (const path of [`/?cursor=${nextCursor}&count=3&filter=id pr`, `/Users?cursor=${nextCursor}&count=3`, `/?cursor=${nextCursor}&count=3&sortBy=id`]) {
        const response = await service.send('get', path);
        expect([path, response.status, response.body.scimType]).toEqual([path, 400, 'invalidCursor']);
      }
    });
  });

  describe('authorization of GET /', () => {
    beforeAll(() => {
      grants.set('groups-only', ({ type }) => type.name === 'Group');
      grants.set('nothing', () => false);
      grants.set('two-users', ({ type }) => (type.name === 'User' ? { where: 'userName eq "user-1" or userName eq "user-2"' } : true));
      grants.set('no-title', ({ type }) => (type.name === 'User' ? { readable: { except: ['title'] } } : true));
    });

    test('types that the principal may not query are left out; none is 403', async () => {
      const body = (await service.send('get', '/', undefined, as('groups-only'))).body;
      expect([body.totalResults, new Set(typesOf(body))]).toEqual([12, new Set(['Group'])]);
      expect((await service.send('get', '/', undefined, as('nothing'))).status).toBe(403);
      expect((await service.send('post', '/.search', search(), as('nothing'))).status).toBe(403);
    });

    test('the limits of a grant hold for its type', async () => {
      expect((await service.send('get', '/', undefined, as('two-users'))).body.totalResults).toBe(19);
      expect((await service.send('get', '/?filter=title pr', undefined, as('no-title'))).status).toBe(400);
      expect((await service.send('get', '/?sortBy=title', undefined, as('no-title'))).status).toBe(400);
      expect(JSON.stringify((await service.send('get', '/?filter=userName pr', undefined, as('no-title'))).body)).not.toContain('"title"');
    });
  });
});

/** Pages far behind the start, on which no list is read from its beginning. */
test('a page deep in a sorted list of several types is the one that a full sort gives', async () => {
  const [[, open]] = backends as readonly [(typeof backends)[0], ...typeof backends];
  const service = await openService(open, { pagination: { maxCount: 5000 }, requestTimeout: 60_000, concurrency: false });
  const jobs: object[] = [];
  for (let index = 0; index < 2400; index += 1) {
    const name = `n${String((index * 7919) % 1500).padStart(4, '0')}`;
    const data = index % 3 === 0 ? groupBody(name) : userBody(`deep-${index}`, index % 7 === 0 ? {} : { displayName: name });
    jobs.push({ method: 'POST', path: index % 3 === 0 ? '/Groups' : '/Users', bulkId: String(index), data });
  }
  for (let start = 0; start < jobs.length; start += 800) {
    await service.send('post', '/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: jobs.slice(start, start + 800) });
  }
  for (const order of ['ascending', 'descending']) {
    const whole = idsOf((await service.send('get', `/?sortBy=displayName&sortOrder=${order}&count=5000`)).body);
    expect(whole).toHaveLength(2400);
    for (const start of [1, 900, 1002, 1500, 2101, 2399, 2500]) {
      const page = (await service.send('get', `/?sortBy=displayName&sortOrder=${order}&startIndex=${start}&count=10`)).body;
      expect([start, idsOf(page)]).toEqual([start, whole.slice(start - 1, start + 9)]);
    }
  }
  await service.close();
});

function resourceIn(list: any, id: string): any {
  return list.Resources.find((resource: { id: string }) => resource.id === id);
}

/** The service listens on a new port for each request of a test. */
function withoutPort(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://host'));
}
