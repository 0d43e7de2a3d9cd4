import { backends } from '../support/backends';
import { addPeopleAndSystems, addRole } from './support/add-roles';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const patch = (op: string, path: string, value?: unknown): object => ({ Operations: [{ op, path, ...(value !== undefined && { value }) }] });

describe.each(backends)('Mail lists on %s (seed 001, MailList)', (_name, open) => {
  let service: DirectoryService;
  const addList = (name: string, more: object = {}): Promise<number> => service.add('MailList', { name, domainName: 'soffid.com', ...more });
  const usersOf = async (id: number): Promise<readonly string[]> => [...(await service.get(`MailList/${id}`)).explodedUsersList].sort();

  beforeEach(async () => {
    service = await openDirectory(open);
    await addPeopleAndSystems(service);
    for (const [name, obsolete] of [['soffid.com', false], ['old.com', true]] as const) await service.add('MailDomain', { name, obsolete });
  }, 30_000);
  afterEach(() => service.close());

  test('a list shows everything, also what is empty, and one address is one list', async () => {
    const id = await addList('test', { usersList: ['admin', 'ckelp'] });
    expect(await service.get(`MailList/${id}`)).toMatchObject({
      usersList: ['admin', 'ckelp'],
      explodedUsersList: ['admin', 'ckelp'],
      groupMembers: [],
      roleMembers: [],
      lists: [],
      externalList: [],
      listsBelong: '',
      attributes: {},
    });
    await service.send('POST MailList', { name: 'TEST', domainName: 'soffid.com' }, 409);
    const { body } = await service.send(`PATCH MailList/${id}`, patch('remove', 'usersList', ['admin', 'ckelp']), 200);
    expect(body).toMatchObject({ usersList: [], explodedUsersList: [] });
  });

  test('users who are not active are on no list', async () => {
    const id = await addList('test', { usersList: ['ckelp', 'dgarcia'] });
    const [{ id: user }] = (await service.get('User?filter=userName%20eq%20ckelp')).Resources;
    await service.send(`PATCH User/${user}`, patch('replace', 'active', false), 200);
    expect(await usersOf(id)).toEqual(['dgarcia']);
  });

  test('groups bring the users whose primary group, or another one, they are', async () => {
    await service.add('Group', { name: 'it', description: 'IT', parentGroup: 'world' });
    await service.add('Group', { name: 'support', description: 'Support', parentGroup: 'it' });
    await service.add('User', { userName: 'tina', firstName: 'T', lastName: 'T', userType: 'I', primaryGroup: 'it', active: true });
    await service.add('User', { userName: 'ted', firstName: 'T', lastName: 'T', userType: 'I', primaryGroup: 'support', active: true });
    await service.add('UserGroup', { user: 'dgarcia', group: 'it' });
    expect(await usersOf(await addList('it', { groupMembers: ['it'] }))).toEqual(['dgarcia', 'tina']);
  });

  test('roles bring those who have them through accounts, groups and other roles, and a scope asks for a domain value', async () => {
    await service.add('Group', { name: 'it', description: 'IT', parentGroup: 'world' });
    await service.add('Group', { name: 'support', description: 'Support', parentGroup: 'it' });
    await service.add('User', { userName: 'ted', firstName: 'T', lastName: 'T', userType: 'I', primaryGroup: 'support', active: true });
    await addRole(service, 'reader', { granteeGroups: [{ ownerGroup: 'it' }] });
    await addRole(service, 'admin', { ownedRoles: [{ roleName: 'reader' }] });
    await addRole(service, 'manager', { domain: 'GROUP' });
    await service.add('RoleAccount', { userName: 'ckelp', roleName: 'admin', system: 'soffid' });
    await service.add('RoleAccount', { userName: 'dgarcia', roleName: 'manager', system: 'soffid', domainValue: 'it' });
    await service.add('RoleAccount', { userName: 'ckelp', roleName: 'manager', system: 'soffid', domainValue: 'world' });
    expect(await usersOf(await addList('readers', { roleMembers: ['reader@soffid'] }))).toEqual(['ckelp', 'ted']);
    expect(await usersOf(await addList('managers', { roleMembers: ['manager@soffid'] }))).toEqual(['ckelp', 'dgarcia']);
    expect(await usersOf(await addList('it-managers', { roleMembers: ['manager@soffid/it'] }))).toEqual(['dgarcia']);
  });

  test('lists bring those who are on them, also in circles, and tell which lists they are on', async () => {
    const inner = await addList('inner', { usersList: ['ckelp'] });
    const outer = await addList('outer', { usersList: ['dgarcia'], lists: ['inner@soffid.com'] });
    expect(await usersOf(outer)).toEqual(['ckelp', 'dgarcia']);
    await service.send(`PATCH MailList/${inner}`, patch('add', 'lists', ['outer@soffid.com', 'inner@soffid.com']), 200);
    expect(await usersOf(inner)).toEqual(['ckelp', 'dgarcia']);
    expect(await service.get(`MailList/${inner}`)).toMatchObject({ listsBelong: 'inner@soffid.com, outer@soffid.com' });
    expect((await service.get('MailList?attributes=listsBelong,explodedUsersList&sortBy=name')).Resources).toMatchObject([
      { id: inner, explodedUsersList: expect.arrayContaining(['ckelp', 'dgarcia']) },
      { id: outer, listsBelong: 'inner@soffid.com' },
    ]);
  });

  test.each([
    [{ usersList: ['nobody'] }, 'usersList names the User "nobody", which does not exist'],
    [{ groupMembers: ['nowhere'] }, 'groupMembers names the Group "nowhere", which does not exist'],
    [{ roleMembers: ['nothing@soffid'] }, 'roleMembers names the Role "nothing@soffid", which does not exist'],
    [{ lists: ['nothing@soffid.com'] }, 'lists names the MailList "nothing@soffid.com", which does not exist'],
    [{ lists: ['test'] }, 'lists names the MailList "test", which does not exist'],
    [{ domainName: 'nowhere.com' }, 'domainName names the MailDomain "nowhere.com", which does not exist'],
    [{ domainName: 'OLD.com' }, 'domainName is "old.com", which is obsolete'],
  ])('%j is refused', async (wrong, says) => {
    const { body } = await service.send('POST MailList', { name: 'test', domainName: 'soffid.com', ...wrong }, 400);
    expect(body).toMatchObject({ scimType: 'invalidValue', detail: says });
  });

  test('a list keeps a domain that has become obsolete, and no other list is moved there', async () => {
    const [kept, other] = [await addList('kept'), await addList('other', { domainName: 'soffid.com' })];
    const [{ id }] = (await service.get('MailDomain?filter=name%20eq%20soffid.com')).Resources;
    await service.add('MailDomain', { name: 'new.com' });
    await service.send(`PATCH MailList/${other}`, patch('replace', 'domainName', 'new.com'), 200);
    await service.send(`PATCH MailDomain/${id}`, patch('replace', 'obsolete', 'true'), 200);
    await service.send(`PATCH MailList/${kept}`, patch('replace', 'description', 'Kept'), 200);
    await service.send(`PATCH MailList/${other}`, patch('replace', 'domainName', 'soffid.com'), 400);
  });
});
