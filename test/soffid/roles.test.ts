import { backends } from '../support/backends';
import { addPeopleAndSystems, addRole } from './support/add-roles';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const patch = (op: string, path: string, value?: unknown): object => ({ Operations: [{ op, path, ...(value !== undefined && { value }) }] });
const idsOf = (elements: readonly { readonly id: number }[]): readonly number[] => elements.map(({ id }) => id);

/** Every request of these tests goes to another port. */
const withoutHost = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(/127\.0\.0\.1:\d+/g, 'host'));

describe.each(backends)('Roles on %s (seed 001, Role)', (_name, open) => {
  let service: DirectoryService;
  beforeEach(async () => {
    service = await openDirectory(open);
    await addPeopleAndSystems(service);
  }, 30_000);
  afterEach(() => service.close());

  test('name and system are unique together, and what a role refers to has to be there', async () => {
    await addRole(service, 'reader');
    await addRole(service, 'reader', { system: 'ad' });
    const taken = await service.send('POST Role', { name: 'READER', description: 'x', system: 'soffid', informationSystemName: 'IT' }, 409);
    expect(taken.body).toMatchObject({ scimType: 'uniqueness', detail: 'Another Role has the same name and system' });
    const { body } = await service.send('POST Role', { name: 'x', description: 'x', system: 'nowhere', informationSystemName: 'IT' }, 400);
    expect(body.detail).toBe('system names the System "nowhere", which does not exist');
  });

  test('a grant that one role is written with shows on the other side as the same record (behaviours 55)', async () => {
    const owned = await addRole(service, 'reader', { system: 'ad' });
    const owner = await addRole(service, 'SOFFID_ADMIN', { ownedRoles: [{ roleName: 'reader', system: 'ad' }], granteeGroups: [{ ownerGroup: 'world' }] });
    const { ownedRoles, ownerGroups, granteeGroups } = await service.get(`Role/${owner}`);
    const { ownerRoles, ownedRoles: none } = await service.get(`Role/${owned}`);
    expect(withoutHost(ownedRoles)).toEqual(withoutHost(ownerRoles));
    expect(none).toEqual([]);
    expect(ownedRoles).toEqual([
      {
        schemas: ['urn:soffid:com.soffid.iam.api.RoleGrant'],
        id: expect.any(Number),
        roleId: owned,
        roleName: 'reader',
        roleDescription: 'reader',
        system: 'ad',
        informationSystem: 'IT',
        hasDomain: false,
        ownerRole: owner,
        ownerRoleName: 'SOFFID_ADMIN',
        ownerRoleDescription: 'SOFFID_ADMIN',
        ownerSystem: 'soffid',
        ownerInformationSystem: 'IT',
        enabled: true,
        mandatory: true,
        status: 'A',
        meta: { resourceType: 'RoleGrant', location: expect.stringMatching(`/RoleGrant/${ownedRoles[0].id}$`) },
      },
    ]);
    expect(granteeGroups).toMatchObject([{ roleId: owner, ownerGroup: 'world', enabled: true, mandatory: true }]);
    expect(ownerGroups).toMatchObject([{ schemas: ['urn:soffid:com.soffid.iam.api.Group'], name: 'world', description: 'World', attributes: {} }]);
    expect(await service.get(`RoleGrant/${ownedRoles[0].id}`)).toMatchObject({ roleName: 'reader', ownerRoleName: 'SOFFID_ADMIN', ownerSystem: 'soffid' });
  });

  test('grants are found by the names of roles and groups (seed 001, List by filter)', async () => {
    const owner = await addRole(service, 'SOFFID_ADMIN');
    const owned = await addRole(service, 'reader', { ownerRoles: [{ ownerRole: owner, mandatory: false }], granteeGroups: [{ ownerGroup: 'world' }] });
    const found = async (filter: string): Promise<readonly number[]> => idsOf((await service.get(`Role?filter=${encodeURIComponent(filter)}`)).Resources);
    expect(await found('ownerRoles.name eq SOFFID_ADMIN')).toEqual([owned]);
    expect(await found('ownerRoles.mandatory eq false')).toEqual([owned]);
    expect(await found('ownedRoles.name eq reader')).toEqual([owner]);
    expect(await found('granteeGroups.name eq world')).toEqual([owned]);
    expect(await found('ownerGroups.name eq nobody')).toEqual([]);
  });

  test('PATCH adds and takes away grants, and what stays is the record that it was', async () => {
    const [first, second] = [await addRole(service, 'first'), await addRole(service, 'second')];
    const owner = await addRole(service, 'owner', { ownedRoles: [{ roleId: first }] });
    const [kept] = (await service.get(`Role/${owner}`)).ownedRoles;
    const added = await service.send(`PATCH Role/${owner}`, patch('add', 'ownedRoles', [{ roleId: second }, { roleName: 'first' }]), 200);
    expect(added.body.ownedRoles).toMatchObject([{ id: kept.id, roleId: first }, { roleId: second }]);
    await service.send(`PATCH Role/${second}`, patch('remove', 'ownerRoles'), 200);
    expect(idsOf((await service.get(`Role/${owner}`)).ownedRoles)).toEqual([kept.id]);
    const changed = await service.send(`PATCH Role/${owner}`, patch('replace', `ownedRoles[id eq ${kept.id}].mandatory`, false), 200);
    expect(changed.body.ownedRoles).toMatchObject([{ id: kept.id, mandatory: false }]);
    expect((await service.get(`Role/${first}`)).ownerRoles).toMatchObject([{ id: kept.id, mandatory: false }]);
    await service.send(`PATCH Role/${owner}`, patch('replace', 'description', 'The owner'), 200);
    expect((await service.get(`Role/${owner}`)).ownedRoles).toMatchObject([{ id: kept.id, ownerRoleDescription: 'The owner' }]);
  });

  test('PATCH takes away the grants that it lists, by any of their parts', async () => {
    const roles = [await addRole(service, 'first'), await addRole(service, 'second'), await addRole(service, 'third')];
    const owner = await addRole(service, 'owner', { ownedRoles: roles.map((roleId) => ({ roleId })) });
    const [{ id }] = (await service.get(`Role/${owner}`)).ownedRoles;
    const { body } = await service.send(`PATCH Role/${owner}`, patch('remove', 'ownedRoles', [{ id, meta: {} }, { roleName: 'SECOND', system: 'soffid' }]), 200);
    expect(body.ownedRoles).toMatchObject([{ roleId: roles[2] }]);
    await service.send(`PATCH Role/${owner}`, patch('remove', 'ownedRoles', [{ schemas: [] }]), 400);
    expect((await service.get('RoleGrant')).totalResults).toBe(1);
  });

  test('PUT takes away what it leaves out, and a grant that was read can be sent back (behaviours 33)', async () => {
    const owned = await addRole(service, 'owned');
    const owner = await addRole(service, 'owner', { ownedRoles: [{ roleId: owned }] });
    const read = await service.get(`Role/${owner}`);
    expect((await service.send(`PUT Role/${owner}`, read, 200)).body.ownedRoles.map(withoutHost)).toEqual(read['ownedRoles'].map(withoutHost));
    const { ownedRoles: _grants, ...rest } = read;
    expect((await service.send(`PUT Role/${owner}`, rest, 200)).body.ownedRoles).toEqual([]);
    expect((await service.get(`Role/${owned}`)).ownerRoles).toEqual([]);
    expect((await service.get('RoleGrant')).totalResults).toBe(0);
  });

  test.each([
    [{ ownedRoles: [{ roleId: 999999 }] }, 'ownedRoles[0] names the role 999999, which does not exist'],
    [{ ownerRoles: [{ ownerRoleName: 'nobody' }] }, 'ownerRoles[0] names the role "nobody@soffid", which does not exist'],
    [{ ownedRoles: [{ mandatory: true }] }, 'ownedRoles[0] must have roleId or roleName'],
    [{ granteeGroups: [{ ownerGroup: 'nowhere' }] }, 'granteeGroups[0] names the Group "nowhere", which does not exist'],
    [{ granteeGroups: [{ mandatory: false }] }, 'granteeGroups[0] must have ownerGroup'],
    [{ ownedRoles: [{ id: 5, roleId: 5 }] }, 'ownedRoles[0] has the id 5, and the role has no such grant'],
    [{ granteeGroups: [{ ownerGroup: 'world', domainValue: 'x' }] }, 'granteeGroups[0].domainValue is "x", but the role "bad" has no domain'],
  ])('%j is refused, and nothing is left behind', async (grants, says) => {
    const { body } = await service.send('POST Role', { name: 'bad', description: 'x', system: 'soffid', informationSystemName: 'IT', ...grants }, 400);
    expect(body).toMatchObject({ scimType: 'invalidValue', detail: says });
    expect((await service.get('Role')).totalResults).toBe(0);
  });

  test('a role does not own itself', async () => {
    const role = await addRole(service, 'role');
    const { body } = await service.send(`PATCH Role/${role}`, patch('add', 'ownedRoles', [{ roleName: 'ROLE' }]), 400);
    expect(body.detail).toBe('ownedRoles[0] is the role itself');
  });

  test('a deleted role takes its grants along, and nobody holds it any more', async () => {
    const owned = await addRole(service, 'owned');
    const role = await addRole(service, 'role', { ownedRoles: [{ roleId: owned }], granteeGroups: [{ ownerGroup: 'world' }] });
    const grant = await service.add('RoleAccount', { accountName: 'ckelp', roleName: 'role', system: 'soffid' });
    await service.send(`DELETE Role/${role}`, undefined, 204);
    expect((await service.get(`Role/${owned}`)).ownerRoles).toEqual([]);
    expect((await service.get('RoleGrant')).totalResults).toBe(0);
    await service.send(`GET RoleAccount/${grant}`, undefined, 404);
  });

  test.each([
    ['GROUPS', 'GROUP'],
    ['group', 'GROUP'],
    ['APLICATION', 'APPLICATION'],
    ['APPLICATIONS', 'APPLICATION'],
    ['SENSE_DOMINI', 'SENSE_DOMAIN'],
    ['Zone', 'Zone'],
  ])('the domain %s is the domain %s (behaviours 52)', async (sent, shown) => {
    const role = await addRole(service, 'role', { domain: sent });
    expect((await service.get(`Role/${role}`)).domain).toEqual({ name: shown });
    const { body } = await service.send(`PATCH Role/${role}`, patch('replace', 'domain', { name: sent, description: 'Scope' }), 200);
    expect(body.domain).toEqual({ name: shown, description: 'Scope' });
  });
});
