import type { DirectoryService } from './open-directory';

/** A second system, an application, and people with accounts on both systems. */
export async function addPeopleAndSystems(service: DirectoryService): Promise<void> {
  await service.add('System', { name: 'ad', description: 'Directory', className: '-', usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT' });
  await service.add('Application', { name: 'IT', description: 'Information technology' });
  for (const userName of ['ckelp', 'dgarcia']) {
    await service.add('User', { userName, firstName: 'Cas', lastName: userName, userType: 'I', primaryGroup: 'world', active: true });
    for (const system of ['soffid', 'ad']) {
      await service.add('Account', { name: userName, system, type: 'U', ownerUsers: [userName], passwordPolicy: 'I', description: userName });
    }
  }
}

/** Adds a role of the application. */
export function addRole(service: DirectoryService, name: string, more: object = {}): Promise<number> {
  return service.add('Role', { name, description: name, system: 'soffid', informationSystemName: 'IT', ...more });
}
