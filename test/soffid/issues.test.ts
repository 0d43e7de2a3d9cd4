import { backends } from '../support/backends';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const patch = (path: string, value: unknown): object => ({ Operations: [{ op: 'replace', path, value }] });
const person = { firstName: 'Bob', lastName: 'Marley', userType: 'I', primaryGroup: 'world', active: true };
const duplicated = (...users: readonly object[]): object => ({ type: 'duplicated-user', users });

describe.each(backends)('Issues on %s (seed 001, Issue)', (_name, open) => {
  let service: DirectoryService;
  let bob: number;
  let bobm: number;
  beforeEach(async () => {
    service = await openDirectory(open);
    bob = await service.add('User', { ...person, userName: 'bob' });
    bobm = await service.add('User', { ...person, userName: 'bobm' });
  }, 30_000);
  afterEach(() => service.close());

  const report = (): Promise<number> => service.add('Issue', duplicated({ userName: 'bob' }, { userName: 'bobm' }));

  test('a reported issue is new, whatever the client says of it (seed 001, Create)', async () => {
    service.at('2026-03-06T13:26:17.013Z');
    const sent = { ...duplicated({ userName: 'BOB' }, { userId: bobm, action: 'M' }), status: 'S', created: '2023-06-19 15:30:00', number: 9, requester: 'bob', ip: '10.0.0.1', times: 7 };
    const { body } = await service.send('POST Issue', sent, 201);
    const schemas = ['urn:soffid:com.soffid.iam.rc.api.IssueUser'];
    expect(body).toMatchObject({
      number: 1,
      status: 'N',
      description: 'Duplicated user bob bobm',
      created: '2026-03-06 13:26:17.013',
      performedActions: '2026-03-06 13:26:17 admin Created\n',
      requester: 'admin@soffid',
      actor: 'SOFFID_ADMIN@soffid',
      ip: '127.0.0.1',
      times: 1,
      updatedBy: 'admin',
      users: [{ schemas, userId: bob, userName: 'bob', action: 'K' }, { schemas, userId: bobm, userName: 'bobm', action: 'K' }],
      hosts: [],
    });
    expect(body).not.toHaveProperty('acknowledged');
  });

  test('issues are numbered in the order in which they are reported, also at the same time (seed 001, number)', async () => {
    await report();
    await Promise.all(Array.from({ length: 6 }, report));
    const { Resources } = await service.get('Issue?sortBy=id');
    expect(Resources.map(({ number }: { readonly number: number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('only duplicated users are reported, of two users or more that are there: else 400 (behaviours 21, Issue)', async () => {
    const reason = async (body: object): Promise<unknown> => (await service.send('POST Issue', body, 400)).body.detail;
    expect(await reason({ type: 'ANOMALY', users: [{ userName: 'bob' }, { userName: 'bobm' }] })).toBe('type must be duplicated-user: issues of other types cannot be reported');
    expect(await reason(duplicated())).toBe('users must name two different users or more, and names 0');
    expect(await reason(duplicated({ userName: 'bob' }, { userName: 'Bob' }, { userId: bob }))).toBe('users must name two different users or more, and names 1');
    expect(await reason(duplicated({ userName: 'bob' }, { userName: 'nobody' }))).toBe('users.userName names the User "nobody", which does not exist');
    expect(await reason(duplicated({ userName: 'bob' }, { userId: 999_999 }))).toBe('users names the User "999999", which does not exist');
    expect(await reason(duplicated({ userName: 'bob' }, { action: 'M' }))).toBe('Each of users needs a userId or a userName');
    expect((await service.get('Issue')).totalResults).toBe(0);
  });

  test('it is acknowledged and solved, and each step is in its log (seed 001, Update partial)', async () => {
    const issue = await report();
    service.at('2026-03-07T10:00:00.605Z');
    const acknowledged = await service.send(`PATCH Issue/${issue}`, patch('status', 'A'), 200);
    const log = '2026-03-06 09:08:42 admin Created\n2026-03-07 10:00:00 admin Acknowledged\n';
    expect(acknowledged.body).toMatchObject({ status: 'A', acknowledged: '2026-03-07 10:00:00.605', performedActions: log, updatedOn: '2026-03-07 10:00:00.605' });
    await service.send(`PATCH Issue/${issue}`, patch(`users[userName eq "bob"].action`, 'M'), 200);
    await service.send(`PATCH Issue/${issue}`, patch(`users[userName eq "bobm"].action`, 'D'), 200);
    service.at('2026-03-08T10:00:00Z');
    const solved = await service.send(`PATCH Issue/${issue}`, patch('status', 'S'), 200);
    expect(solved.body).toMatchObject({
      status: 'S',
      acknowledged: '2026-03-07 10:00:00.605',
      solved: '2026-03-08 10:00:00',
      performedActions: `${log}2026-03-08 10:00:00 admin Solved\n`,
      users: [{ userName: 'bob', action: 'M' }, { userName: 'bobm', action: 'D' }],
    });
  });

  test('users that were solved and none was a duplicate were different ones: D (seed 001, status)', async () => {
    const issue = await report();
    const { body } = await service.send(`PATCH Issue/${issue}`, patch('status', 'S'), 200);
    expect(body).toMatchObject({ status: 'D', solved: '2026-03-06 09:08:42' });
    for (const status of ['N', 'A', 'S']) {
      const refused = await service.send(`PATCH Issue/${issue}`, patch('status', status), 400);
      expect(refused.body).toMatchObject({ scimType: 'invalidValue', detail: 'status goes from N to A and to S or D, and never back' });
    }
  });

  test('a PUT without id changes the status and the actions of users, and nothing else (seed 001, Update all)', async () => {
    const issue = await report();
    const before = await service.get(`Issue/${issue}`);
    const ignored = { type: 'ANOMALY', description: 'x', requester: 'ckelp', country: 'ES', account: 'ckelp', loginName: 'ckelp', htmlDescription: '<p>x</p>', actor: 'ckelp', hosts: [] };
    const body = {
      ...ignored,
      schemas: ['urn:soffid:com.soffid.iam.bpm.api.rc.Issue'],
      status: 'A',
      users: [{ userId: bobm, action: 'U' }, { userName: 'admin', action: 'L' }],
    };
    const { body: after } = await service.send(`PUT Issue/${issue}`, body, 200);
    expect(after).toEqual({
      ...before,
      meta: expect.anything(),
      status: 'A',
      acknowledged: '2026-03-06 09:08:42',
      performedActions: `${before['performedActions']}2026-03-06 09:08:42 admin Acknowledged\n`,
      users: [before['users'][0], { ...before['users'][1], action: 'U' }],
    });
    const { body: kept } = await service.send(`PUT Issue/${issue}`, { type: 'duplicated-user' }, 200);
    expect(kept).toEqual({ ...after, meta: expect.anything() });
  });

  test('the account that an issue is about is shown as it is, and found by (seed 001, List all)', async () => {
    const account = await service.add('Account', { name: 'bobby', system: 'soffid', type: 'S', passwordPolicy: 'I', description: 'Bob' });
    const issue = await service.put('Issue', { type: 'locked-account', status: 'N', description: 'Account bobby@soffid has been locked', accountId: account, users: [] });
    const meta = { resourceType: 'Account', location: expect.stringMatching(new RegExp(`^http.*/soffid/Account/${account}$`)) };
    const { body } = await service.send(`PATCH Issue/${issue}`, patch('status', 'S'), 200);
    expect(body).toMatchObject({ status: 'S', account: { id: account, name: 'bobby', system: 'soffid', meta } });
    expect((await service.get("Issue?filter=account.name%20eq%20'bobby'")).Resources).toMatchObject([{ id: issue }]);
    const other = await service.put('Issue', { type: 'locked-account', status: 'N' });
    expect((await service.send(`PATCH Issue/${other}`, patch('status', 'D'), 400)).body.detail).toBe('status D is for issues of the type duplicated-user');
  });

  test('an unknown status or action is 400', async () => {
    const issue = await report();
    await service.send(`PATCH Issue/${issue}`, patch('status', 'X'), 400);
    await service.send(`PATCH Issue/${issue}`, patch('users[userName eq "bob"].action', 'X'), 400);
  });

  test('an issue is not deleted: 405 (seed 001, Delete; behaviours 21)', async () => {
    const issue = await report();
    const { headers, body } = await service.send(`DELETE Issue/${issue}`, undefined, 405);
    expect(headers['allow']).toBe('GET, HEAD, PUT, PATCH');
    expect(body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error']);
  });

  test('the issues of a user are found by user.userName and users.userName (seed 001, User, links)', async () => {
    const issue = await report();
    for (const path of ['user.userName', 'users.userName']) {
      expect((await service.get(`Issue?filter=${path}%20eq%20'bob'`)).Resources).toMatchObject([{ id: issue }]);
      expect((await service.get(`Issue?filter=${path}%20eq%20'admin'`)).totalResults).toBe(0);
    }
  });

  test('the actor is who the service provider says', async () => {
    await service.close();
    service = await openDirectory(open, { issueActor: 'HELPDESK@soffid' });
    await service.add('User', { ...person, userName: 'bob' });
    const { body } = await service.send('POST Issue', duplicated({ userName: 'bob' }, { userName: 'admin' }), 201);
    expect(body.actor).toBe('HELPDESK@soffid');
  });
});
