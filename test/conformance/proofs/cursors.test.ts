import type { Authorizer, Grant, PaginationOptions } from 'scim-router';
import { Group, User } from 'scim-router';

import type { Backend } from '../../support/backends';
import { backends } from '../../support/backends';
import type { TestService } from '../../support/service';
import { acceptToken, openService, userBody } from '../../support/service';

const secret = 'sixteen characters or more';
const names = ['a', 'b', 'c', 'd', 'e'];

describe.each(backends)('cursors on %s (RFC 9865)', (_name, open) => {
  let backend: Backend;
  let permission: boolean | Grant;
  const authorizer: Authorizer = { ...acceptToken, authenticate: (request) => acceptToken.authenticate(request), authorize: () => permission };

  /** A service provider on the one store of these tests. */
  const serve = (cursor: PaginationOptions['cursor'] = { secret }): Promise<TestService> => {
    const shared = async () => ({ store: backend.store, close: async () => undefined });
    return openService(shared, { authorizer, pagination: { defaultCount: 2, cursor } });
  };

  beforeAll(async () => {
    permission = true;
    backend = await open([User, Group]);
    const service = await serve();
    for (const name of names) await service.create('/Users', userBody(name));
  });
  beforeEach(() => {
    permission = true;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => backend.close());

  const first = async (service: TestService): Promise<string> => {
    const { body } = await service.send('get', '/Users?cursor=&sortBy=userName');
    expect(namesOf(body)).toEqual(['a', 'b']);
    return body.nextCursor;
  };
  const follow = (service: TestService, cursor: string) => service.send('get', `/Users?cursor=${cursor}&sortBy=userName`);
  const namesOf = ({ Resources }: { Resources: readonly { userName: string }[] }) => Resources.map(({ userName }) => userName);

  test('a cursor ends after its timeout, and not before (§2.1, §4)', async () => {
    const service = await serve({ secret, timeout: 60 });
    const { body: config } = await service.send('get', '/ServiceProviderConfig');
    expect(config.pagination.cursorTimeout).toBe(60);
    const issued = Date.now();
    const cursor = await first(service);
    const clock = jest.spyOn(Date, 'now');

    clock.mockReturnValue(issued + 59_000);
    const inTime = await follow(service, cursor);
    expect(namesOf(inTime.body)).toEqual(['c', 'd']);
    // Each page starts the time anew.
    clock.mockReturnValue(issued + 118_000);
    expect(namesOf((await follow(service, inTime.body.nextCursor)).body)).toEqual(['e']);

    const late = await follow(service, cursor);
    expect([late.status, late.body.scimType]).toEqual([400, 'expiredCursor']);
  });

  test('a permission that is taken away ends the pages (§5.2)', async () => {
    const service = await serve();
    const cursor = await first(service);
    permission = false;
    expect((await follow(service, cursor)).status).toBe(403);
    permission = true;
    expect(namesOf((await follow(service, cursor)).body)).toEqual(['c', 'd']);
  });

  test('another limit of a grant ends the cursors made with the old one, with the error of an unknown cursor (§5.2)', async () => {
    const service = await serve();
    const cursor = await first(service);
    permission = { where: 'userName lt "d"' };
    const refused = await follow(service, cursor);
    expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidCursor']);
    expect(refused.body).toEqual((await follow(service, 'unknown')).body);

    const narrow = await service.send('get', '/Users?cursor=&sortBy=userName');
    expect(narrow.body.totalResults).toBe(3);
    permission = true;
    expect((await follow(service, narrow.body.nextCursor)).body.scimType).toBe('invalidCursor');
  });

  test('another process with the same secret goes on with a cursor (§5.2)', async () => {
    const cursor = await first(await serve());
    expect(namesOf((await follow(await serve(), cursor)).body)).toEqual(['c', 'd']);
  });

  test('another secret ends every cursor at once; nothing is kept of any (§5.3)', async () => {
    const service = await serve();
    const cursors = new Set<string>();
    for (let round = 0; round < 100; round += 1) cursors.add(await first(service));
    expect(cursors.size).toBe(100);
    const other = await serve({ secret: `another ${secret}` });
    const random = await serve({});
    for (const cursor of [...cursors].slice(0, 10)) {
      expect((await follow(other, cursor)).body.scimType).toBe('invalidCursor');
      expect((await follow(random, cursor)).body.scimType).toBe('invalidCursor');
      expect((await follow(service, cursor)).status).toBe(200);
    }
  });

  test('every change of a cursor is found out, bit by bit (§5.2)', async () => {
    const service = await serve();
    const cursor = await first(service);
    expect(cursor).toMatch(/^[A-Za-z0-9._~-]+$/);
    const bytes = Buffer.from(cursor, 'base64url');
    for (let index = 0; index < bytes.length; index += 7) {
      const altered = Buffer.from(bytes);
      altered[index]! ^= 1 << index % 8;
      expect((await follow(service, altered.toString('base64url'))).body.scimType).toBe('invalidCursor');
    }
    const { body } = await service.send('get', '/Users?cursor=&sortBy=userName');
    for (const { id, userName } of body.Resources) {
      const text = Buffer.from(body.nextCursor, 'base64url').toString('latin1');
      expect(text).not.toContain(id);
      expect(text).not.toContain(`"${userName}"`);
    }
  });
});
