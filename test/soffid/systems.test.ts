import { backends } from '../support/backends';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const patch = (path: string, value: unknown): object => ({ Operations: [{ op: 'replace', path, value }] });
const system = { className: '-', usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT' };

describe.each(backends)('Systems, hosts, networks, folders and other objects on %s (seed 001)', (_name, open) => {
  let service: DirectoryService;
  beforeEach(async () => {
    service = await openDirectory(open);
  }, 30_000);
  afterEach(() => service.close());

  test('a system shows what it has for its default, and its groups as a list (seed 001, System)', async () => {
    const { body } = await service.send('POST System', { name: 'SQL', userTypes: 'I,E', groups: 'world', ...system }, 201);
    expect(body).toMatchObject({
      groupsList: ['world'],
      userTypes: 'I,E',
      threads: 1,
      tenant: 'master',
      accessControl: false,
      rolebased: false,
      passwordsDomainId: expect.any(Number),
      timeStamp: '2026-03-06 09:08:42',
    });
    service.at('2026-03-06T10:00:00Z');
    const changed = await service.send(`PATCH System/${body.id}`, patch('param0', 'user'), 200);
    expect(changed.body).toMatchObject({ param0: 'user', timeStamp: '2026-03-06 10:00:00', passwordsDomainId: body.passwordsDomainId });
    const { body: other } = await service.send('POST System', { name: 'LDAP', ...system, passwordsDomain: 'OTHER' }, 201);
    expect(other.passwordsDomainId).not.toBe(body.passwordsDomainId);
    expect(other).toMatchObject({ groups: '', groupsList: [] });
  });

  test.each([
    [{ className: undefined }, 'className is required'],
    [{ usersDomain: undefined }, 'usersDomain is required'],
    [{ passwordsDomain: undefined }, 'passwordsDomain is required'],
    [{ name: 'a@b' }, 'name must not contain "@"'],
    [{ groups: 'world,nowhere' }, 'groups names the Group "nowhere", which does not exist'],
  ])('a system with %j is refused', async (wrong, says) => {
    const { body } = await service.send('POST System', { name: 'SQL', ...system, ...wrong }, 400);
    expect(body).toMatchObject({ scimType: 'invalidValue', detail: says });
  });

  test('what a new host does not say is false, and what a PUT does not say is unknown (seed 001, Host)', async () => {
    await service.add('Network', { name: 'lab1', ip: '10.0.0.0' });
    const { body } = await service.send('POST Host', { name: 'h', os: 'LIN', networkCode: 'LAB1', mail: true }, 201);
    expect(body).toMatchObject({ mail: true, office: false, printersServer: false, dynamicIp: false, networkCode: 'lab1', hostAlias: [] });
    const replaced = await service.send(`PUT Host/${body.id}`, { id: body.id, name: 'h' }, 200);
    expect(replaced.body).not.toHaveProperty('office');
    expect(replaced.body).toMatchObject({ created: '2026-03-06 09:08:42' });
  });

  test('a network is not deleted while hosts use it: 409 (seed 001, Network)', async () => {
    const network = await service.add('Network', { name: 'lab1', ip: '10.0.0.0' });
    const host = await service.add('Host', { name: 'h', networkCode: 'lab1' });
    await service.send(`DELETE Network/${network}`, undefined, 409);
    await service.send(`DELETE Host/${host}`, undefined, 204);
    await service.send(`DELETE Network/${network}`, undefined, 204);
    await service.send('POST Host', { name: 'h', networkCode: 'nowhere' }, 400);
  });

  test('a folder in another is as personal as that one, and shows its name and the level of the caller (seed 001, VaultFolder)', async () => {
    const vault = await service.add('VaultFolder', { name: 'vault', description: 'Vault', personal: true, ownerUsers: ['admin'] });
    const sent = { name: 'in it', description: 'x', parentId: String(vault), parentFolder: 'x', personal: false, accessLevel: 'O', navigateUsers: ['admin'] };
    const { body } = await service.send('POST VaultFolder/', sent, 201);
    expect(body).toMatchObject({ parentId: vault, parentFolder: 'vault', personal: true, accessLevel: 'N' });
    expect(await service.get(`VaultFolder/${vault}`)).toMatchObject({ accessLevel: 'O' });
    expect((await service.send(`PATCH VaultFolder/${vault}`, patch('parentId', body.id), 400)).body.detail).toBe('parentId must not be the folder itself or one in it');
    expect((await service.send(`PATCH VaultFolder/${vault}`, patch('parentId', 999999), 400)).body.detail).toBe('parentId names the VaultFolder "999999", which does not exist');
    expect((await service.send(`DELETE VaultFolder/${vault}`, undefined, 409)).body.detail).toBe('There are 1 folders and 0 accounts in the folder');
    await service.send(`DELETE VaultFolder/${body.id}`, undefined, 204);
    await service.send(`DELETE VaultFolder/${vault}`, undefined, 204);
  });

  test('values of domains and custom objects are told apart by all that names them (seed 001, DomainValue, CustomObject)', async () => {
    for (const name of ['A', 'B']) await service.add('Application', { name, description: name });
    const value = { value: '10', domainName: 'Zone', externalCodeDomain: 'A' };
    for (const more of [{}, { value: '20' }, { domainName: 'Area' }, { externalCodeDomain: 'B' }]) await service.add('DomainValue', { ...value, ...more });
    expect((await service.send('POST DomainValue', value, 409)).body.scimType).toBe('uniqueness');
    await service.send('POST DomainValue', { ...value, externalCodeDomain: 'C' }, 400);
    await service.add('CustomObject', { type: 'country', name: 'ES', description: 'Spain' });
    await service.add('CustomObject', { type: 'language', name: 'ES', description: 'Spanish', attributes: { iso: 'spa' } });
    await service.send('POST CustomObject', { type: 'Country', name: 'es', description: 'Spain' }, 409);
  });
});
