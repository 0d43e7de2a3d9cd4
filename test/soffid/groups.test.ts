import { backends } from '../support/backends';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const person = { userName: 'ckelp', firstName: 'Cas', lastName: 'Kelp', userType: 'I', primaryGroup: 'world', active: true };
const patch = (path: string, value: unknown): object => ({ Operations: [{ op: 'replace', path, value }] });

describe.each(backends)('Groups and memberships on %s (seed 001, Group, UserGroup)', (_name, open) => {
  let service: DirectoryService;
  beforeEach(async () => {
    service = await openDirectory(open);
  });
  afterEach(() => service.close());

  const addGroup = (name: string, parentGroup = 'world'): Promise<number> => service.add('Group', { name, description: name, parentGroup });

  test('defaults of a group, and what it refers to has to be there (seed 001, Create)', async () => {
    const { body } = await service.send('POST Group', { name: 'it', description: 'IT', parentGroup: 'world' }, 201);
    expect(body).toMatchObject({ organizational: false, quota: '0', obsolete: false, attributes: {} });
    const refused = await service.send('POST Group', { name: 'x', description: 'X', parentGroup: 'nowhere', type: 'CC' }, 400);
    expect(refused.body.detail).toBe('parentGroup names the Group "nowhere", which does not exist');
  });

  test('a group is not above itself, whatever is in between: 400', async () => {
    const upper = await addGroup('upper');
    await addGroup('middle', 'upper');
    await addGroup('lower', 'middle');
    for (const parent of ['upper', 'middle', 'lower', 'LOWER']) {
      const { body } = await service.send(`PATCH Group/${upper}`, patch('parentGroup', parent), 400);
      expect(body).toMatchObject({ scimType: 'invalidValue', detail: 'parentGroup must not be the group itself or one below it' });
    }
    await service.send(`PATCH Group/${upper}`, patch('name', 'top'), 200);
    expect((await service.get('Group?filter=name%20eq%20middle')).Resources[0]).toMatchObject({ parentGroup: 'top' });
  });

  test('with a group its memberships go, and its users and the groups below it move up', async () => {
    const upper = await addGroup('upper');
    const middle = await addGroup('middle', 'upper');
    const lower = await addGroup('lower', 'middle');
    const user = await service.add('User', { ...person, primaryGroup: 'middle' });
    const membership = await service.add('UserGroup', { user: 'admin', group: 'middle' });
    await service.send(`DELETE Group/${middle}`, undefined, 204);
    expect(await service.get(`User/${user}`)).toMatchObject({ primaryGroup: 'upper' });
    expect(await service.get(`Group/${lower}`)).toMatchObject({ parentGroup: 'upper' });
    await service.send(`GET UserGroup/${membership}`, undefined, 404);
    expect(await service.get(`Group/${upper}`)).toMatchObject({ parentGroup: 'world' });
  });

  test('a group without one above it is not deleted while users have it as primary group: 409', async () => {
    const root = await service.add('Group', { name: 'root', description: 'Root' });
    const below = await addGroup('below', 'root');
    const user = await service.add('User', { ...person, primaryGroup: 'root' });
    const { body } = await service.send(`DELETE Group/${root}`, undefined, 409);
    expect(body.detail).toBe('The group is the primary group of 1 users, and there is no group above it');
    await service.send(`PATCH User/${user}`, patch('primaryGroup', 'world'), 200);
    await service.send(`DELETE Group/${root}`, undefined, 204);
    expect(await service.get(`Group/${below}`)).not.toHaveProperty('parentGroup');
  });

  test('with history a deleted group is obsolete and stays, and an ended membership, too (behaviours 22)', async () => {
    await service.close();
    service = await openDirectory(open, { history: true });
    const group = await addGroup('it');
    const membership = await service.add('UserGroup', { user: 'admin', group: 'it' });
    service.at('2026-04-01T08:00:00Z');
    await service.send(`DELETE UserGroup/${membership}`, undefined, 204);
    expect(await service.get(`UserGroup/${membership}`)).toMatchObject({ disabled: true, start: '2026-03-06 09:08:42', end: '2026-04-01 08:00:00', updatedOn: '2026-04-01 08:00:00' });
    await service.send(`DELETE Group/${group}`, undefined, 204);
    expect(await service.get(`Group/${group}`)).toMatchObject({ obsolete: true, startDate: '2026-03-06 09:08:42', endDate: '2026-04-01 08:00:00' });
  });

  test('a group that is called something else is so everywhere', async () => {
    const group = await addGroup('it');
    const user = await service.add('User', { ...person, primaryGroup: 'it' });
    const membership = await service.add('UserGroup', { user: 'admin', group: 'it' });
    const account = await service.add('Account', { name: 'root', system: 'soffid', type: 'S', passwordPolicy: 'I', ownerGroups: ['it', 'world'] });
    const system = await service.add('System', { name: 'lab', className: '-', usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT', groups: 'world,it', userTypes: 'I' });
    await service.send(`PATCH Group/${group}`, patch('name', 'itd'), 200);
    expect(await service.get(`User/${user}`)).toMatchObject({ primaryGroup: 'itd' });
    expect(await service.get(`UserGroup/${membership}`)).toMatchObject({ group: 'itd' });
    expect(await service.get(`Account/${account}`)).toMatchObject({ ownerGroups: ['itd', 'world'] });
    expect(await service.get(`System/${system}`)).toMatchObject({ groups: 'world,itd' });
  });

  test('a membership begins when it is made, and names a user and a group that are there (seed 001, Create)', async () => {
    const { body } = await service.send('POST UserGroup', { user: 'admin', group: 'world', start: '2001-01-01 00:00:00' }, 201);
    expect(body).toMatchObject({ start: '2026-03-06 09:08:42', disabled: false, createdBy: 'admin', createdOn: '2026-03-06 09:08:42', updatedBy: 'admin' });
    service.at('2026-03-07T00:00:00Z');
    const replaced = await service.send(`PUT UserGroup/${body.id}`, { id: body.id, user: 'admin', group: 'world' }, 200);
    expect(replaced.body.start).toBe('2026-03-06 09:08:42');
    expect((await service.send('POST UserGroup', { user: 'nobody', group: 'world' }, 400)).body.detail).toContain('user names the User "nobody"');
    expect((await service.send('POST UserGroup', { user: 'admin', group: 'nowhere' }, 400)).body.detail).toContain('group names the Group "nowhere"');
  });

  test('a user is in a group once: 409; with history anew when the membership has ended (behaviours 25)', async () => {
    await service.close();
    service = await openDirectory(open, { history: true });
    const first = await service.add('UserGroup', { user: 'admin', group: 'world' });
    expect((await service.send('POST UserGroup', { user: 'ADMIN', group: 'world' }, 409)).body.scimType).toBe('uniqueness');
    await service.send(`DELETE UserGroup/${first}`, undefined, 204);
    await service.add('UserGroup', { user: 'admin', group: 'world' });
    await service.send('POST UserGroup', { user: 'admin', group: 'world' }, 409);
  });

  test('a primary membership makes its group that of the user, and no other one is primary', async () => {
    await addGroup('it');
    await addGroup('hr');
    const user = await service.add('User', person);
    const first = await service.add('UserGroup', { user: 'ckelp', group: 'it', primaryGroup: true });
    expect(await service.get(`User/${user}`)).toMatchObject({ primaryGroup: 'it', modifiedByUser: 'admin' });
    const second = await service.add('UserGroup', { user: 'ckelp', group: 'world' });
    await service.send(`PATCH UserGroup/${second}`, patch('primaryGroup', true), 200);
    expect(await service.get(`User/${user}`)).toMatchObject({ primaryGroup: 'world' });
    expect(await service.get(`UserGroup/${first}`)).toMatchObject({ primaryGroup: false });
    await service.send(`PATCH UserGroup/${second}`, patch('group', 'hr'), 200);
    expect(await service.get(`User/${user}`)).toMatchObject({ primaryGroup: 'hr' });
    await service.send(`PATCH User/${user}`, patch('primaryGroup', 'it'), 200);
    expect(await service.get(`UserGroup/${first}`)).toMatchObject({ primaryGroup: true });
    expect(await service.get(`UserGroup/${second}`)).toMatchObject({ primaryGroup: false });
  });

  test('of several memberships that are made primary at once one is, and its group is that of the user', async () => {
    const user = await service.add('User', person);
    const memberships: number[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      await addGroup(name);
      memberships.push(await service.add('UserGroup', { user: 'ckelp', group: name }));
    }
    const answers = await Promise.all(memberships.map((id) => service.send(`PATCH UserGroup/${id}`, patch('primaryGroup', true))));
    expect(answers.map(({ status }) => status).filter((status) => ![200, 503].includes(status))).toEqual([]);
    const { Resources } = await service.get('UserGroup');
    const primary = Resources.filter(({ primaryGroup }: any) => primaryGroup).map(({ group }: any) => group);
    expect([primary.length, primary[0]]).toEqual([1, (await service.get(`User/${user}`)).primaryGroup]);
  });
});
