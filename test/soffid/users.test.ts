import { backends } from '../support/backends';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const person = { userName: 'ckelp', firstName: 'Cas', lastName: 'Kelp', userType: 'I', primaryGroup: 'world', active: true };

describe.each(backends)('Users on %s (seed 001, User)', (_name, open) => {
  let service: DirectoryService;
  beforeEach(async () => {
    service = await openDirectory(open);
  });
  afterEach(() => service.close());

  const patch = (path: string, value: unknown): object => ({ Operations: [{ op: 'replace', path, value }] });

  test('the full name follows from its parts (seed 001, Create, Update partial, Update all)', async () => {
    const { body } = await service.send('POST User', person, 201);
    expect(body.fullName).toBe('Cas Kelp');
    const changed = await service.send(`PATCH User/${body.id}`, {
      Operations: [{ op: 'replace', path: 'lastName', value: 'Casey' }, { op: 'replace', path: 'middleName', value: 'XX' }, { op: 'replace', path: 'fullName', value: 'Nobody' }],
    });
    expect(changed.body).toMatchObject({ firstName: 'Cas', fullName: 'Cas Casey XX' });
    const replaced = await service.send(`PUT User/${body.id}`, { ...person, id: body.id, firstName: 'Casey' });
    expect(replaced.body.fullName).toBe('Casey Kelp');
    expect(replaced.body).not.toHaveProperty('middleName');
  });

  test('who created a user and who changed it last is noted, and nobody else can write it (behaviours 36)', async () => {
    const { body } = await service.send('POST User', { ...person, createdByUser: 'me', createdDate: '2001-01-01 00:00:00' }, 201);
    const creation = { createdByUser: 'admin', createdDate: '2026-03-06 09:08:42' };
    expect(body).toMatchObject({ ...creation, modifiedByUser: 'admin', modifiedDate: '2026-03-06 09:08:42' });
    service.at('2026-03-07T10:00:00.250Z');
    const replaced = await service.send(`PUT User/${body.id}`, { ...person, comments: 'x', modifiedByUser: 'me' }, 200);
    expect(replaced.body).toMatchObject({ ...creation, modifiedByUser: 'admin', modifiedDate: '2026-03-07 10:00:00.250' });
    service.at('2026-03-08T10:00:00Z');
    const same = await service.send(`PUT User/${body.id}`, { ...person, comments: 'x' }, 200);
    expect(same.body.modifiedDate).toBe('2026-03-07 10:00:00.250');
  });

  test.each(['userName', 'firstName', 'lastName', 'userType', 'primaryGroup'])('%s is required (seed 001, Create)', async (name) => {
    const { body } = await service.send('POST User', { ...person, [name]: undefined }, 400);
    expect(body).toMatchObject({ scimType: 'invalidValue', detail: expect.stringContaining(name) });
  });

  test.each([
    ['userType', 'X', 'UserType'],
    ['primaryGroup', 'nowhere', 'Group'],
    ['homeServer', 'host.example', 'Host'],
    ['mailDomain', 'mail.example', 'MailDomain'],
  ])('%s has to name what there is: 400 tells the attribute and the name', async (name, value, type) => {
    const { body } = await service.send('POST User', { ...person, [name]: value }, 400);
    expect(body).toMatchObject({ scimType: 'invalidValue', detail: `${name} names the ${type} "${value}", which does not exist` });
    const id = await service.add('User', person);
    await service.send(`PATCH User/${id}`, patch(name, value), 400);
  });

  test('hosts may be the text null, as old data has them, and names are kept as they are written where they are defined', async () => {
    const { body } = await service.send('POST User', { ...person, primaryGroup: 'WORLD', userType: 'i', homeServer: 'null' }, 201);
    expect(body).toMatchObject({ primaryGroup: 'world', userType: 'I', homeServer: 'null' });
  });

  test('a user name is given once, whatever its letter case: 409 (behaviours 25)', async () => {
    await service.add('User', person);
    expect((await service.send('POST User', { ...person, userName: 'CKelp' }, 409)).body.scimType).toBe('uniqueness');
  });

  test('a new password replaces that of its domain and leaves the others; none is returned (behaviours 37)', async () => {
    const id = await service.add('User', { ...person, password: [{ value: 'First-Pass1' }, { domain: 'LAB', value: 'Lab-Pass1', passwordExpired: false }] });
    const first = (await service.stored('User', id))['password'] as readonly any[];
    expect(first).toMatchObject([{ domain: 'DEFAULT' }, { domain: 'LAB', passwordExpired: false }]);
    const { body } = await service.send(`PATCH User/${id}`, patch('password', [{ domain: 'DEFAULT', value: 'NewPass1234', passwordExpired: false }]), 200);
    expect(JSON.stringify(body)).not.toContain('assword');
    const second = (await service.stored('User', id))['password'] as readonly any[];
    expect(second).toMatchObject([{ domain: 'DEFAULT', passwordExpired: false }, first[1]]);
    expect(second[0].value).not.toBe(first[0].value);
    expect(JSON.stringify(second)).not.toContain('NewPass1234');
    await service.send(`PUT User/${id}`, { ...person, comments: 'kept' }, 200);
    expect((await service.stored('User', id))['password']).toEqual(second);
    await service.send(`PATCH User/${id}`, { Operations: [{ op: 'remove', path: 'password' }] }, 200);
    expect(await service.stored('User', id)).not.toHaveProperty('password');
  });

  test('a user who is deleted is gone, with memberships, personal accounts and their roles; others no longer name the user', async () => {
    const id = await service.add('User', person);
    await service.add('Group', { name: 'it', description: 'IT', parentGroup: 'world' });
    const membership = await service.add('UserGroup', { user: 'ckelp', group: 'it' });
    const own = await service.add('Account', { name: 'ckelp', system: 'soffid', type: 'U', passwordPolicy: 'I', ownerUsers: ['ckelp'] });
    const shared = await service.add('Account', { name: 'root', system: 'soffid', type: 'S', passwordPolicy: 'I', ownerUsers: ['ckelp'], managerUsers: ['admin', 'ckelp'] });
    await service.send(`DELETE User/${id}`, undefined, 204);
    for (const path of [`User/${id}`, `UserGroup/${membership}`, `Account/${own}`]) await service.send(`GET ${path}`, undefined, 404);
    expect(await service.get(`Account/${shared}`)).toMatchObject({ ownerUsers: [], managerUsers: ['admin'] });
    await service.add('User', person);
  });

  test('a user who is called something else is so everywhere', async () => {
    const id = await service.add('User', person);
    await service.add('Group', { name: 'it', description: 'IT', parentGroup: 'world' });
    const membership = await service.add('UserGroup', { user: 'ckelp', group: 'it' });
    const own = await service.add('Account', { name: 'ckelp', system: 'soffid', type: 'U', passwordPolicy: 'I', ownerUsers: ['ckelp'] });
    await service.add('MailDomain', { name: 'lab.example', description: 'Lab' });
    const list = await service.add('MailList', { name: 'all', domainName: 'lab.example', usersList: ['admin', 'ckelp'] });
    await service.send(`PATCH User/${id}`, patch('userName', 'cas.kelp'), 200);
    expect(await service.get(`UserGroup/${membership}`)).toMatchObject({ user: 'cas.kelp' });
    expect(await service.get(`Account/${own}`)).toMatchObject({ ownerUsers: ['cas.kelp'] });
    expect(await service.get(`MailList/${list}`)).toMatchObject({ usersList: ['admin', 'cas.kelp'] });
    await service.send(`PATCH User/${id}`, patch('userName', 'Cas.Kelp'), 200);
    expect(await service.get(`UserGroup/${membership}`)).toMatchObject({ user: 'Cas.Kelp' });
  });

  test('the mail alias has the addresses of the lists that a user is on (seed 001, Create)', async () => {
    const id = await service.add('User', person);
    expect(await service.get(`User/${id}`)).toMatchObject({ mailAlias: '' });
    await service.add('MailDomain', { name: 'lab.example', description: 'Lab' });
    for (const name of ['staff', 'all']) await service.add('MailList', { name, domainName: 'lab.example', usersList: ['admin', 'ckelp'] });
    await service.add('MailList', { name: 'other', domainName: 'lab.example', usersList: ['admin'] });
    expect(await service.get(`User/${id}`)).toMatchObject({ mailAlias: 'all@lab.example, staff@lab.example' });
  });

  test('the kind of a user is the password policy of the personal accounts', async () => {
    const id = await service.add('User', person);
    const own = await service.add('Account', { name: 'ckelp', system: 'soffid', type: 'U', passwordPolicy: 'E', ownerUsers: ['ckelp'] });
    expect(await service.get(`Account/${own}`)).toMatchObject({ passwordPolicy: 'I' });
    await service.send(`PATCH User/${id}`, patch('userType', 'E'), 200);
    expect(await service.get(`Account/${own}`)).toMatchObject({ passwordPolicy: 'E' });
  });

  test('a kind of user that is in use is not deleted: 409', async () => {
    const { body } = await service.send('GET UserType?filter=name%20eq%20%22I%22', undefined, 200);
    const refused = await service.send(`DELETE UserType/${body.Resources[0].id}`, undefined, 409);
    expect(refused.body.detail).toBe('The UserType is the userType of 1 resources of the type User');
  });
});
