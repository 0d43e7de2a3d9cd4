import { backends } from '../support/backends';
import { addPeopleAndSystems, addRole } from './support/add-roles';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const patch = (changes: object): object => ({ Operations: Object.entries(changes).map(([path, value]) => ({ op: 'replace', path, value })) });
const body = (more: object): object => ({ description: 'Application', ...more });

describe.each(backends)('Applications on %s (seed 001, Application)', (_name, open) => {
  let service: DirectoryService;
  beforeEach(async () => {
    service = await openDirectory(open);
    for (const name of ['Operation', 'Operation/Business 2', 'Operation/Business process']) await service.add('Application', body({ name }));
  }, 30_000);
  afterEach(() => service.close());

  test.each([
    ['a name goes before a relative name', { name: 'Operation/Business 2/App Billing', parent: 'Operation/Business 2', relativeName: 'appBilling' }],
    ['a name tells the parent', { name: 'Operation/Business 2/App Billing' }],
    ['a slash in front does not count', { name: '/operation/business 2/App Billing' }],
    ['parent and relative name make the name', { parent: 'OPERATION/Business 2', relativeName: 'App Billing' }],
    ['a name without a path is a relative one', { name: 'App Billing', parent: 'Operation/Business 2' }],
  ])('%s', async (_rule, sent) => {
    const id = await service.add('Application', body(sent));
    expect(await service.get(`Application/${id}`)).toMatchObject({
      name: 'Operation/Business 2/App Billing',
      parent: 'Operation/Business 2',
      relativeName: 'App Billing',
      type: 'application',
      bpmEnabled: false,
      singleRole: false,
    });
  });

  test.each([
    [{ name: 'Nowhere/App' }, 'parent names the Application "Nowhere", which does not exist'],
    [{ name: 'App', parent: 'Nowhere' }, 'parent names the Application "Nowhere", which does not exist'],
    [{ name: 'Operation/App', parent: 'Operation/Business 2' }, 'name is "Operation/App", which is not below the parent "Operation/Business 2"'],
    [{ name: 'Operation/' }, 'name must end with a part that is not empty'],
    [{ parent: 'Operation', relativeName: 'a/b' }, 'relativeName must be one part of a path, without a slash'],
  ])('%j is refused', async (sent, says) => {
    expect((await service.send('POST Application', body(sent), 400)).body).toMatchObject({ scimType: 'invalidValue', detail: says });
  });

  test('an application that is renamed or moved takes along what is below and what names it', async () => {
    await addPeopleAndSystems(service);
    const app = await service.add('Application', body({ name: 'Operation/Business 2/App' }));
    const below = await service.add('Application', body({ name: 'Operation/Business 2/App/Part' }));
    const deep = await service.add('Application', body({ name: 'Operation/Business 2/App/Part/Detail' }));
    const role = await addRole(service, 'reader', { informationSystemName: 'Operation/Business 2/App/Part', domain: 'Zone' });
    const value = await service.add('DomainValue', { value: '10', domainName: 'Zone', externalCodeDomain: 'Operation/Business 2/App/Part' });
    const limited = await addRole(service, 'limited', { domain: 'APPLICATION' });
    const grant = await service.add('RoleAccount', { accountName: 'ckelp', roleId: limited, domainValue: 'Operation/Business 2/App/Part/Detail' });

    const moved = await service.send(`PATCH Application/${app}`, patch({ parent: 'Operation/Business process' }), 200);
    expect(moved.body).toMatchObject({ name: 'Operation/Business process/App', relativeName: 'App' });
    const renamed = await service.send(`PATCH Application/${app}`, patch({ relativeName: 'New' }), 200);
    expect(renamed.body).toMatchObject({ name: 'Operation/Business process/New', parent: 'Operation/Business process' });
    expect(await service.get(`Application/${below}`)).toMatchObject({ name: 'Operation/Business process/New/Part', parent: 'Operation/Business process/New' });
    expect(await service.get(`Application/${deep}`)).toMatchObject({
      name: 'Operation/Business process/New/Part/Detail',
      parent: 'Operation/Business process/New/Part',
    });
    expect(await service.get(`Role/${role}`)).toMatchObject({ informationSystemName: 'Operation/Business process/New/Part' });
    expect(await service.get(`DomainValue/${value}`)).toMatchObject({ externalCodeDomain: 'Operation/Business process/New/Part' });
    expect(await service.get(`RoleAccount/${grant}`)).toMatchObject({ domainValue: 'Operation/Business process/New/Part/Detail' });
    await service.send(`PATCH Application/${app}`, patch({ name: 'Operation/Business 2/Named' }), 200);
    expect(await service.get(`Application/${deep}`)).toMatchObject({ name: 'Operation/Business 2/Named/Part/Detail' });
    const children = await service.get(`Application?filter=${encodeURIComponent("parent.name eq 'Operation/Business 2/Named'")}`);
    expect(children['Resources']).toMatchObject([{ id: below }]);
  });

  test('an application is not above itself, whatever is in between: 400', async () => {
    const [{ id }] = (await service.get('Application?filter=name%20eq%20Operation')).Resources;
    for (const parent of ['Operation', 'operation/business 2']) {
      const { body: refused } = await service.send(`PATCH Application/${id}`, patch({ parent }), 400);
      expect(refused.detail).toBe('parent must not be the application itself or one below it');
    }
  });

  test('an application is not deleted while it has roles or applications below it: 409; its domain values go with it', async () => {
    await addPeopleAndSystems(service);
    const app = await service.add('Application', body({ name: 'App' }));
    const below = await service.add('Application', body({ name: 'App/Part' }));
    const role = await addRole(service, 'reader', { informationSystemName: 'App' });
    const value = await service.add('DomainValue', { value: '10', domainName: 'Zone', externalCodeDomain: 'App' });
    await service.send(`DELETE Application/${app}`, undefined, 409);
    await service.send(`DELETE Application/${below}`, undefined, 204);
    await service.send(`DELETE Application/${app}`, undefined, 409);
    await service.send(`DELETE Role/${role}`, undefined, 204);
    await service.send(`DELETE Application/${app}`, undefined, 204);
    await service.send(`GET DomainValue/${value}`, undefined, 404);
  });

  test('the name of an application is unique', async () => {
    await service.send('POST Application', body({ name: 'OPERATION' }), 409);
  });
});
