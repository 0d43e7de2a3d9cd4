import { backends } from '../support/backends';
import { openSoffid, soffidPath } from './support/open-soffid';
import type { SoffidService } from './support/open-soffid';

/** What a link leads to: the resource that has it, its name, and the ids behind it; of effective grants, the roles. */
const leadsTo: readonly (readonly [place: string, link: string, found: readonly (number | string)[]])[] = [
  ['/User/1057751', 'accounts', [1057754]],
  ['/User/1057751', 'groupUsers', [1974296]],
  ['/User/100', 'accounts', [103]],
  ['/User/100', 'roleAccounts', [110, 1059370]],
  ['/User/3941', 'issues', [44656, 169336]],
  ['/User/568327', 'issues', []],
  ['/User/1039857', 'effectiveGrants', ['AD role', 'SOFFID_ADMIN', 'accounting_mgr', 'g100']],
  ['/User/1002599', 'effectiveGrants', []],
  ['/Group/88', 'members', [1057751]],
  ['/Group/91', 'members', [100]],
  ['/Group/89', 'administrators', [2236442]],
  ['/Group/87', 'administrators', [2236447]],
  ['/Group/83', 'administrators', []],
  ['/Account/103', 'users', [100]],
  ['/Account/103', 'roleAccounts', [110, 1059370]],
  ['/Account/1587766', 'users', [100, 2001, 2002]],
  ['/Account/5366314', 'briefAudit', [5366315, 5366320, 5366331]],
  ['/Account/5366314', 'roleAccounts', []],
  ['/Application/39', 'children', [41, 1836136]],
  ['/Application/391459', 'roles', [391480, 391535, 392727, 393103, 393195]],
];

describe.each(backends)('the links of Soffid, on %s', (_name, open) => {
  let service: SoffidService;
  beforeAll(async () => (service = await openSoffid(open)), 60_000);
  afterAll(() => service.close());

  const follow = async (link: string) => service.send('GET', link.slice(link.indexOf(soffidPath) + soffidPath.length));

  test.each(['User', 'Group', 'Account', 'Application'])('every link of every %s can be followed', async (type) => {
    const { body } = await service.send('GET', `/${type}`);
    const links = body.Resources.flatMap(({ meta }: { meta: { links: Record<string, string> } }) => Object.values(meta.links));
    expect(links.length).toBeGreaterThan(body.Resources.length);
    for (const link of links as string[]) {
      const { status } = await follow(link);
      expect([link, status]).toEqual([link, 200]);
    }
  }, 60_000);

  test.each(leadsTo)('%s: %s', async (place, name, found) => {
    const { body } = await service.send('GET', place);
    const answer = await follow(body.meta.links[name]);
    const shown = answer.body.Resources.map(({ id, roleName }: { id: number; roleName: string }) => (name === 'effectiveGrants' ? roleName : id));
    expect(shown.sort()).toEqual([...found].sort());
  });

  test('a name with quotes and other characters of filters stays one name', async () => {
    const name = `O'Brien "x" \\ (a) & b=c+d%20/é`;
    await service.import({ type: 'Application', attributes: { name, relativeName: name, description: 'd' } });
    await service.import({ type: 'Application', attributes: { name: `${name}/child`, relativeName: 'child', parent: name, description: 'd' } });
    const { body } = await service.send('GET', `/Application?filter=description eq d&attributes=name,meta`);
    const parent = body.Resources.find((each: { name: string }) => each.name === name);
    const children = await follow(parent.meta.links.children);
    expect(children.body.Resources.map((child: { name: string }) => child.name)).toEqual([`${name}/child`]);
  });
});
