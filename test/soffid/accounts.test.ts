import { backends } from '../support/backends';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const personal = { name: 'ckelp', system: 'soffid', type: 'U', passwordPolicy: 'I', ownerUsers: ['admin'] };
const shared = { name: 'root', system: 'soffid', type: 'S', passwordPolicy: 'I' };
const patch = (path: string, value: unknown): object => ({ Operations: [{ op: 'replace', path, value }] });

describe.each(backends)('Accounts on %s (seed 001, Account)', (_name, open) => {
  let service: DirectoryService;
  beforeEach(async () => {
    service = await openDirectory(open, { passwordTerm: 90 });
  });
  afterEach(() => service.close());

  test('a new account has a name to log in with, a state and its dates; what is cleared by a PUT has its default again', async () => {
    const { body } = await service.send('POST Account', shared, 201);
    const defaults = { loginName: 'root', disabled: false, status: 'a', created: '2026-03-06 09:08:42', ownerUsers: [], grantedRoles: [], attributes: {} };
    expect(body).toMatchObject({ ...defaults, lastChange: '2026-03-06 09:08:42' });
    await service.send(`PATCH Account/${body.id}`, { Operations: [{ op: 'replace', path: 'loginName', value: 'r' }, { op: 'replace', path: 'ownerUsers', value: ['admin'] }] }, 200);
    service.at('2026-03-07T00:00:00Z');
    const replaced = await service.send(`PUT Account/${body.id}`, { ...shared, id: body.id }, 200);
    expect(replaced.body).toMatchObject({ ...defaults, lastChange: '2026-03-07 00:00:00' });
  });

  test('a personal account has one owner, whose kind and name it has, and nobody else: 400', async () => {
    const { body } = await service.send('POST Account', { ...personal, passwordPolicy: 'E' }, 201);
    expect(body).toMatchObject({ description: 'Soffid Administrator', passwordPolicy: 'I' });
    for (const ownerUsers of [undefined, [], ['admin', 'other']]) {
      await service.send('POST Account', { ...personal, name: 'x', ownerUsers }, 400);
    }
    const refused = await service.send(`PATCH Account/${body.id}`, patch('managerGroups', ['world']), 400);
    expect(refused.body).toMatchObject({ scimType: 'invalidValue', detail: 'managerGroups must be empty for an account of type U' });
    await service.send(`PATCH Account/${body.id}`, { Operations: [{ op: 'replace', path: 'type', value: 'S' }, { op: 'replace', path: 'managerGroups', value: ['world'] }] }, 200);
    expect((await service.send(`PATCH Account/${body.id}`, patch('type', { value: 'U' }), 400)).body.detail).toContain('managerGroups');
  });

  test('a system has an account of a name once: 409 (behaviours 25)', async () => {
    await service.add('Account', shared);
    expect((await service.send('POST Account', { ...personal, name: 'ROOT' }, 409)).body.scimType).toBe('uniqueness');
    await service.add('System', { name: 'lab', className: '-', usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT' });
    await service.add('Account', { ...shared, system: 'lab' });
  });

  test('a description that is given stays, also when it is the old form of an account', async () => {
    const { body } = await service.send('POST Account', { ...personal, type: { value: 'U' }, description: 'Mine' }, 201);
    expect(body).toMatchObject({ type: 'U', description: 'Mine' });
  });

  test.each([
    [{ disabled: true }, { disabled: true, status: 'd' }],
    [{ status: 'l' }, { disabled: true, status: 'l' }],
    [{ status: 'FA' }, { disabled: false, status: 'FA' }],
    [{ status: 'FA', disabled: true }, { disabled: false, status: 'FA' }],
  ])('status and disabled go together: %j is created as %j', async (given, shown) => {
    const { body } = await service.send('POST Account', { ...shared, ...given }, 201);
    expect(body).toMatchObject(shown);
  });

  test('whichever of status and disabled changes is followed by the other', async () => {
    const id = await service.add('Account', shared);
    const after = async (path: string, value: unknown): Promise<unknown> => {
      const { body } = await service.send(`PATCH Account/${id}`, patch(path, value), 200);
      return [body.status, body.disabled];
    };
    expect(await after('disabled', true)).toEqual(['d', true]);
    expect(await after('status', 'FD')).toEqual(['FD', true]);
    expect(await after('disabled', 'false')).toEqual(['a', false]);
    expect(await after('status', 'l')).toEqual(['l', true]);
    expect((await service.send(`PUT Account/${id}`, shared, 200)).body).toMatchObject({ status: 'a', disabled: false });
  });

  test.each([
    ['the parts one by one', [{ op: 'replace', path: 'password.value', value: 'Lab-Pass1' }, { op: 'replace', path: 'password.expired', value: false }]],
    ['the whole', [{ op: 'replace', path: 'password', value: { value: 'Lab-Pass1', expired: false } }]],
    ['the whole, with the other name', [{ op: 'replace', path: 'password', value: { value: 'Lab-Pass1', passwordExpired: false } }]],
  ])('a password is set by %s; it lasts for the term of the policy (seed 001, Options 1 and 2)', async (_form, operations) => {
    const id = await service.add('Account', shared);
    service.at('2026-04-01T08:00:00Z');
    const { body } = await service.send(`PATCH Account/${id}`, { Operations: operations }, 200);
    expect(body).toMatchObject({ lastPasswordSet: '2026-04-01 08:00:00', passwordExpiration: '2026-06-30 08:00:00' });
    expect(JSON.stringify(body)).not.toMatch(/"password"|Lab-Pass1/);
    const { password } = (await service.stored('Account', id)) as { password: any };
    expect(password).toMatchObject({ expired: false, value: expect.stringMatching(/^\$scrypt\$/) });
    service.at('2026-04-02T08:00:00Z');
    const other = await service.send(`PATCH Account/${id}`, patch('description', 'Other'), 200);
    expect(other.body).toMatchObject({ lastPasswordSet: '2026-04-01 08:00:00' });
  });

  test('a password that is a text alone is temporary, and has expired at once', async () => {
    const { body } = await service.send('POST Account', { ...shared, password: 'Lab-Pass1' }, 201);
    expect(body).toMatchObject({ lastPasswordSet: '2026-03-06 09:08:42', passwordExpiration: '2026-03-06 09:08:42' });
    expect(await service.stored('Account', body.id)).not.toMatchObject({ password: { expired: false } });
  });

  test('the password of a user is that of the personal accounts on the systems of its domain', async () => {
    const own = await service.add('Account', personal);
    const users = await service.get('User?filter=userName%20eq%20admin');
    await service.send(`PATCH User/${users.Resources[0].id}`, patch('password', [{ domain: 'OTHER', value: 'Lab-Pass1', passwordExpired: false }]), 200);
    expect(await service.get(`Account/${own}`)).not.toHaveProperty('lastPasswordSet');
    service.at('2026-04-01T08:00:00Z');
    await service.send(`PATCH User/${users.Resources[0].id}`, patch('password', [{ value: 'Lab-Pass1', passwordExpired: false }]), 200);
    expect(await service.get(`Account/${own}`)).toMatchObject({ lastPasswordSet: '2026-04-01 08:00:00', passwordExpiration: '2026-06-30 08:00:00' });
  });

  test('an account that is called something else keeps its old name, and the name to log in with follows it', async () => {
    const id = await service.add('Account', shared);
    const { body } = await service.send(`PATCH Account/${id}`, patch('name', 'super'), 200);
    expect(body).toMatchObject({ name: 'super', loginName: 'super', oldName: 'root' });
  });

  test('the access level is the highest that the caller has, directly, by a group also above, or by a role', async () => {
    await service.add('Group', { name: 'it', description: 'IT', parentGroup: 'world' });
    await service.add('UserGroup', { user: 'admin', group: 'it' });
    await service.add('Application', { name: 'App', description: 'App' });
    await service.add('Role', { name: 'OTHER', description: 'Other', system: 'soffid', informationSystemName: 'App' });
    await service.add('Role', { name: 'OPERATOR', description: 'Operator', system: 'soffid', informationSystemName: 'App' });
    await service.add('Account', personal);
    await service.add('RoleAccount', { accountName: 'ckelp', accountSystem: 'soffid', roleName: 'OPERATOR', system: 'soffid' });
    const lists = { nothing: {}, group: { managerGroups: ['it'] }, above: { grantedGroups: ['world'] }, role: { ownerRoles: ['OPERATOR@soffid'] }, other: { ownerRoles: ['OTHER@soffid'] }, both: { grantedUsers: ['admin'], ownerUsers: ['admin'] } };
    for (const [name, given] of Object.entries(lists)) await service.add('Account', { ...shared, name, ...given });
    const { Resources } = await service.get('Account?sortBy=name');
    const shown = Object.fromEntries(Resources.map((account: any) => [account.name, account.accessLevel]));
    expect(shown).toEqual({ ckelp: 'O', nothing: '-', group: 'M', above: 'U', role: 'O', other: '-', both: 'O' });
  });

  test('a vault folder is given by id or by name, kept with both, and its name follows', async () => {
    const folder = await service.add('VaultFolder', { name: 'Keys', description: 'Keys', ownerUsers: ['admin'] });
    const both = { vaultFolder: 'Keys', vaultFolderId: folder };
    const id = await service.add('Account', { ...shared, vaultFolder: 'keys' });
    expect(await service.get(`Account/${id}`)).toMatchObject(both);
    const other = await service.send('POST Account', { ...shared, name: 'other', vaultFolderId: folder }, 201);
    expect(other.body).toMatchObject(both);
    expect((await service.send(`PATCH Account/${id}`, patch('vaultFolderId', 99999), 400)).body.detail).toContain('vaultFolderId names the VaultFolder "99999"');
    await service.send(`PATCH Account/${id}`, patch('vaultFolder', 'Nowhere'), 400);
    await service.send(`PATCH VaultFolder/${folder}`, patch('name', 'Locks'), 200);
    expect(await service.get(`Account/${id}`)).toMatchObject({ vaultFolder: 'Locks', vaultFolderId: folder });
  });

  test('roles are named with their system, and a system that is called something else is so there, too', async () => {
    await service.add('Application', { name: 'App', description: 'App' });
    const role = await service.add('Role', { name: 'OPERATOR', description: 'Operator', system: 'soffid', informationSystemName: 'App' });
    const id = await service.add('Account', { ...shared, ownerRoles: ['operator@SOFFID'], grantedUsers: ['admin'] });
    expect(await service.get(`Account/${id}`)).toMatchObject({ ownerRoles: ['OPERATOR@soffid'] });
    const refused = await service.send('POST Account', { ...shared, name: 'x', ownerRoles: ['OPERATOR@other'] }, 400);
    expect(refused.body.detail).toBe('ownerRoles names the Role "OPERATOR@other", which does not exist');
    await service.send('POST Account', { ...shared, name: 'x', ownerRoles: ['OPERATOR'] }, 400);
    const systems = await service.get('System?filter=name%20eq%20soffid');
    await service.send(`PATCH System/${systems.Resources[0].id}`, patch('name', 'lab'), 200);
    expect(await service.get(`Account/${id}`)).toMatchObject({ system: 'lab', ownerRoles: ['OPERATOR@lab'] });
    expect(await service.get(`Role/${role}`)).toMatchObject({ system: 'lab' });
    await service.send(`PATCH Role/${role}`, patch('name', 'RUNNER'), 200);
    expect(await service.get(`Account/${id}`)).toMatchObject({ ownerRoles: ['RUNNER@lab'] });
    await service.send(`DELETE Role/${role}`, undefined, 204);
    expect(await service.get(`Account/${id}`)).toMatchObject({ ownerRoles: [], grantedUsers: ['admin'] });
    expect((await service.send(`DELETE System/${systems.Resources[0].id}`, undefined, 409)).body.detail).toContain('of the type Account');
  });
});
