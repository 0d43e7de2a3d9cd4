import { backends } from '../support/backends';
import { addPeopleAndSystems, addRole } from './support/add-roles';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const patch = (path: string, value: unknown): object => ({ Operations: [{ op: 'replace', path, value }] });
const grant = (more: object = {}): object => ({ accountName: 'ckelp', accountSystem: 'soffid', roleName: 'reader', system: 'soffid', ...more });

describe.each(backends)('Roles of accounts on %s (seed 001, RoleAccount)', (_name, open) => {
  let service: DirectoryService;
  let accounts: ReadonlyMap<string, number>;
  const openWith = async (options: Parameters<typeof openDirectory>[1] = {}): Promise<void> => {
    service = await openDirectory(open, options);
    await addPeopleAndSystems(service);
    const { Resources } = await service.get('Account');
    accounts = new Map((Resources as { name: string; system: string; id: number }[]).map(({ name, system, id }) => [`${name}@${system}`, id]));
  };
  beforeEach(() => openWith(), 30_000);
  afterEach(() => service.close());

  test('account and role are found, and what is computed is not taken from the client (behaviours 36)', async () => {
    const role = await addRole(service, 'reader', { bpmEnabled: true, category: 'C' });
    const sent = grant({ userName: 'dgarcia', userFullName: 'X', informationSystemName: 'X', certificationDate: '2021-05-10 12:00:00', startDate: '2021-05-10 12:00:00' });
    const { body } = await service.send('POST RoleAccount', sent, 201);
    expect(body).toMatchObject({
      accountName: 'ckelp',
      accountSystem: 'soffid',
      accountId: accounts.get('ckelp@soffid'),
      roleName: 'reader',
      system: 'soffid',
      roleId: role,
      roleDescription: 'reader',
      roleCategory: 'C',
      informationSystemName: 'IT',
      userName: 'ckelp',
      userCode: 'ckelp',
      userFullName: 'Cas ckelp',
      userGroupCode: 'world',
      groupDescription: 'World',
      enabled: true,
      approvalPending: false,
      removalPending: false,
      bpmEnabled: 'S',
      bpmEnforced: 'S',
      startDate: '2021-05-10 12:00:00',
      certificationDate: '2026-03-06 09:08:42',
      createdBy: 'admin',
    });
    expect((await service.send('POST RoleAccount', grant({ accountName: 'dgarcia', bpmEnabled: 'N' }), 201)).body).toMatchObject({
      bpmEnabled: 'N',
      startDate: '2026-03-06 09:08:42',
    });
  });

  test.each([
    ['its system left out', { accountName: 'ckelp', roleName: 'reader', system: 'ad' }],
    ['the user alone', { userName: 'ckelp', roleName: 'reader', system: 'ad' }],
    ['its id, and the id of the role', { accountId: 'ckelp@ad', roleId: 'reader' }],
    ['another letter case', { accountName: 'CKELP', accountSystem: 'AD', roleName: 'Reader', system: 'Ad' }],
  ])('an account is found by %s', async (_how, sent) => {
    const role = await addRole(service, 'reader', { system: 'ad' });
    const ids = { ...('accountId' in sent && { accountId: accounts.get('ckelp@ad'), roleId: role }) };
    const { body } = await service.send('POST RoleAccount', { ...sent, ...ids }, 201);
    expect(body).toMatchObject({ accountId: accounts.get('ckelp@ad'), accountName: 'ckelp', accountSystem: 'ad', roleId: role, roleName: 'reader', system: 'ad' });
  });

  test('a role of one system can be granted to an account of another', async () => {
    await addRole(service, 'reader', { system: 'ad' });
    const { body } = await service.send('POST RoleAccount', grant({ system: 'ad' }), 201);
    expect(body).toMatchObject({ accountId: accounts.get('ckelp@soffid'), accountSystem: 'soffid', system: 'ad' });
  });

  test.each([
    [{ accountName: 'nobody' }, 'accountName names the account "nobody@soffid", which does not exist'],
    [{ accountId: 999999 }, 'accountId names the account 999999, which does not exist'],
    [{ roleName: 'nothing' }, 'roleName names the role "nothing@soffid", which does not exist'],
    [{ roleId: 999999 }, 'roleId names the role 999999, which does not exist'],
    [{ accountName: undefined, userName: 'admin' }, 'The user "admin" has no account on the system "soffid"'],
    [{ accountName: undefined }, 'The account is missing: accountName and accountSystem, accountId, or userName'],
    [{ roleName: undefined }, 'The role is missing: roleName and system, or roleId'],
    [{ domainValue: 'world' }, 'domainValue is "world", but the role "reader" has no domain'],
  ])('%j is refused', async (wrong, says) => {
    await addRole(service, 'reader');
    const { body } = await service.send('POST RoleAccount', grant(wrong), 400);
    expect(body).toMatchObject({ scimType: 'invalidValue', detail: says });
  });

  test('one role is granted once to an account, and once for each domain value (behaviours 53)', async () => {
    await addRole(service, 'reader');
    await service.add('RoleAccount', grant());
    expect((await service.send('POST RoleAccount', grant(), 409)).body).toMatchObject({ scimType: 'uniqueness' });
    await addRole(service, 'manager', { domain: 'GROUP' });
    await service.add('Group', { name: 'it', description: 'IT', parentGroup: 'world' });
    for (const domainValue of ['world', 'it']) await service.add('RoleAccount', grant({ roleName: 'manager', domainValue }));
    await service.send('POST RoleAccount', grant({ roleName: 'manager', domainValue: { value: 'IT' } }), 409);
  });

  test('a domain value is taken as text or object, shown as text, and found by what it is (seed 001, use of roles with domain values)', async () => {
    await service.add('Group', { name: 'D2', description: 'Department 2', parentGroup: 'world' });
    await service.add('DomainValue', { value: 'D2', domainName: 'Zone', externalCodeDomain: 'IT', description: 'Zone 2' });
    await service.add('Application', { name: 'D2', description: 'An application' });
    const grants: Record<string, number> = {};
    for (const domain of ['GROUP', 'APPLICATION', 'Zone']) {
      await addRole(service, domain, { domain });
      const { body } = await service.send('POST RoleAccount', grant({ roleName: domain, domainValue: { value: 'd2', domainName: 'X' } }), 201);
      expect(body.domainValue).toBe('D2');
      expect(body).not.toHaveProperty('group');
      grants[domain] = body.id;
    }
    const found = async (filter: string): Promise<readonly number[]> =>
      (await service.get(`RoleAccount?filter=${encodeURIComponent(filter)}`)).Resources.map(({ id }: { id: number }) => id);
    expect(await found("group.name eq 'D2'")).toEqual([grants['GROUP']]);
    expect(await found('informationSystem.name eq D2')).toEqual([grants['APPLICATION']]);
    expect((await found('domainValue eq D2')).length).toBe(3);
    const missing = await service.send('POST RoleAccount', grant({ roleName: 'GROUP', accountName: 'dgarcia' }), 400);
    expect(missing.body.detail).toBe('domainValue is missing: the role "GROUP" has the domain GROUP');
    const unknown = await service.send('POST RoleAccount', grant({ roleName: 'Zone', domainValue: 'D3' }), 400);
    expect(unknown.body.detail).toBe('domainValue is "D3", which the domain Zone of the role does not have');

    const [group] = (await service.get('Group?filter=name%20eq%20D2')).Resources;
    await service.send(`PATCH Group/${group.id}`, patch('name', 'D20'), 200);
    expect(await service.get(`RoleAccount/${grants['GROUP']}`)).toMatchObject({ domainValue: 'D20' });
    expect(await service.get(`RoleAccount/${grants['Zone']}`)).toMatchObject({ domainValue: 'D2' });
    expect(await found("group.name eq 'D20'")).toEqual([grants['GROUP']]);
  });

  test('a grant is not changed: 405 with what can be done instead (behaviours 21)', async () => {
    await addRole(service, 'reader');
    const id = await service.add('RoleAccount', grant());
    for (const method of ['PUT', 'PATCH']) {
      const answer = await service.send(`${method} RoleAccount/${id}`, method === 'PUT' ? { id, ...grant() } : patch('enabled', false), 405);
      expect(answer.headers['allow']).toBe('GET, HEAD, DELETE');
    }
  });

  test('a grant that is deleted is gone, and can be made again (behaviours 40)', async () => {
    await addRole(service, 'reader');
    const id = await service.add('RoleAccount', grant());
    await service.send(`DELETE RoleAccount/${id}`, undefined, 204);
    await service.send(`GET RoleAccount/${id}`, undefined, 404);
    await service.add('RoleAccount', grant());
  });

  test('with history a grant that is deleted stays, disabled, and can be made again (behaviours 22)', async () => {
    await service.close();
    await openWith({ history: true });
    await addRole(service, 'reader');
    for (const [hour, count] of [['10', 1], ['11', 2]] as const) {
      const id = await service.add('RoleAccount', grant());
      service.at(`2026-03-06T${hour}:00:00Z`);
      await service.send(`DELETE RoleAccount/${id}`, undefined, 204);
      expect(await service.get(`RoleAccount/${id}`)).toMatchObject({ enabled: false, endDate: `2026-03-06 ${hour}:00:00` });
      service.at('2026-03-06T12:00:00Z');
      await service.send(`DELETE RoleAccount/${id}`, undefined, 204);
      expect(await service.get(`RoleAccount/${id}`)).toMatchObject({ endDate: `2026-03-06 ${hour}:00:00` });
      expect((await service.get('RoleAccount')).totalResults).toBe(count);
    }
  });
});
