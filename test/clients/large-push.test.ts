import type { GetRequest, PatchRequest, ReplaceRequest, ResourceStore } from 'scim-router';
import { clientProfiles } from 'scim-router';

import type { OpenBackend } from '../support/backends';
import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { groupBody, openService, patchBody, userBody } from '../support/service';

/** What the engine asks of a store when it writes. */
interface Calls {
  readonly get: GetRequest[];
  readonly patch: PatchRequest[];
  readonly replace: ReplaceRequest[];
}

function watched(open: OpenBackend, calls: Calls): OpenBackend {
  return async (types) => {
    const { store, close } = await open(types);
    const watching: ResourceStore = {
      resolvesInverse: store.resolvesInverse ?? false,
      keepsLinks: store.keepsLinks ?? false,
      create: (request, context) => store.create(request, context),
      query: (request, context) => store.query(request, context),
      delete: (request, context) => store.delete(request, context),
      get: (request, context) => store.get(request, (calls.get.push(request), context)),
      replace: (request, context) => store.replace(request, (calls.replace.push(request), context)),
      patch: (request, context) => store.patch!(request, (calls.patch.push(request), context)),
    };
    return { store: watching, close };
  };
}

describe.each(backends)('large groups on %s', (_name, open) => {
  const calls: Calls = { get: [], patch: [], replace: [] };
  let service: TestService;
  let ids: readonly string[];

  beforeAll(async () => {
    service = await openService(watched(open, calls), { clients: clientProfiles.okta });
    const created: string[] = [];
    while (created.length < 256) created.push((await service.create('/Users', userBody(`member-${created.length}`)))['id']);
    ids = created;
  });
  beforeEach(() => {
    for (const list of Object.values(calls) as unknown[][]) list.length = 0;
  });
  afterAll(() => service.close());

  const membersOf = async (id: string): Promise<unknown[]> => (await service.send('get', `/Groups/${id}`)).body.members ?? [];

  test('256 members come and go in one PATCH, as values and as operations', async () => {
    const { id } = await service.create('/Groups', groupBody('Large'));
    const add = (value: object[]): object => ({ op: 'add', path: 'members', value });
    expect((await service.send('patch', `/Groups/${id}`, patchBody(add(ids.map((value) => ({ value })))))).status).toBe(204);
    expect(await membersOf(id)).toHaveLength(256);

    const removals = ids.map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` }));
    expect((await service.send('patch', `/Groups/${id}`, patchBody(...removals))).status).toBe(204);
    expect(await membersOf(id)).toHaveLength(0);

    const additions = ids.map((value) => add([{ value }]));
    expect((await service.send('patch', `/Groups/${id}`, patchBody(...additions))).status).toBe(204);
    expect(await membersOf(id)).toHaveLength(256);
  });

  test('a PATCH of one member reads none of the members', async () => {
    const { id } = await service.create('/Groups', groupBody('Patched', ids));
    const removal = patchBody({ op: 'remove', path: 'members', value: [{ value: ids[0] }] });
    expect((await service.send('patch', `/Groups/${id}`, removal)).status).toBe(204);
    expect(calls.patch.map(({ projection }) => projection.kind)).toEqual(['none']);
    expect([calls.get, calls.replace]).toEqual([[], []]);
    expect(await membersOf(id)).toHaveLength(255);
  });

  test('a PUT that says nothing of the members reads none of them', async () => {
    const { id } = await service.create('/Groups', groupBody('Put', ids));
    const answer = await service.send('put', `/Groups/${id}?excludedAttributes=members`, groupBody('Renamed'));
    expect([answer.status, answer.body.displayName]).toEqual([200, 'Renamed']);
    const [members] = calls.replace[0]?.untouchedLinks ?? [];
    expect(members?.name).toBe('members');
    expect([...calls.get, ...calls.replace].map(({ projection }) => projection.includes(members!))).toEqual([false, false]);
    expect(await membersOf(id)).toHaveLength(256);
  });
});
