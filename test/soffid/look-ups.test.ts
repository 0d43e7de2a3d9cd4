import type { ResourceStore } from 'scim-router';
import { MemoryStore } from 'scim-router';

import { addPeopleAndSystems, addRole } from './support/add-roles';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

/** A store that counts the questions it is asked. */
class CountingStore extends MemoryStore {
  questions = 0;

  override query(...call: Parameters<ResourceStore['query']>): ReturnType<ResourceStore['query']> {
    this.questions += 1;
    return super.query(...call);
  }

  override get(...call: Parameters<ResourceStore['get']>): ReturnType<ResourceStore['get']> {
    this.questions += 1;
    return super.get(...call);
  }
}

describe('A page of resources asks the store as often as one resource does', () => {
  let store: CountingStore;
  let service: DirectoryService;
  beforeAll(async () => {
    store = new CountingStore();
    service = await openDirectory(async () => ({ store, close: async () => undefined }));
    await addPeopleAndSystems(service);
    await service.add('MailDomain', { name: 'soffid.com' });
    await service.add('VaultFolder', { name: 'vault', description: 'Vault', ownerGroups: ['world'] });
  }, 30_000);

  const addOne = async (number: number): Promise<void> => {
    const role = await addRole(service, `role${number}`, { granteeGroups: [{ ownerGroup: 'world' }] });
    await addRole(service, `owner${number}`, { ownedRoles: [{ roleId: role }] });
    await service.add('RoleAccount', { userName: 'ckelp', roleId: role });
    await service.add('MailList', { name: `list${number}`, domainName: 'soffid.com', roleMembers: [`role${number}@soffid`], groupMembers: ['world'] });
    await service.add('VaultFolder', { name: `folder${number}`, description: 'x', ownerRoles: [`role${number}@soffid`] });
  };
  const questionsFor = async (path: string): Promise<number> => {
    store.questions = 0;
    await service.get(path);
    return store.questions;
  };

  const paths = ['Role', 'RoleGrant', 'RoleAccount', 'MailList', 'VaultFolder', 'Role?filter=ownerRoles.name%20sw%20owner'];

  test('roles, grants, mail lists and folders', async () => {
    await addOne(0);
    const first = new Map<string, number>();
    for (const path of paths) first.set(path, await questionsFor(path));
    for (let number = 1; number <= 10; number += 1) await addOne(number);
    for (const path of paths) expect([path, await questionsFor(path)]).toEqual([path, first.get(path)]);
    expect(Math.max(...first.values())).toBeLessThan(25);
    process.stdout.write(`${[...first].map(([path, count]) => `${path}: ${count} look-ups`).join('\n')}\n`);
  }, 60_000);
});
