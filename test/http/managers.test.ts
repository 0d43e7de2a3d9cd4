import type { QueryRequest, ResourceStore } from 'scim-router';

import type { OpenBackend } from '../support/backends';
import { backends } from '../support/backends';
import { enterpriseUrn, openService, patchBody, userBody, userUrn } from '../support/service';
import type { TestService } from '../support/service';

type Resource = Record<string, any>;

/** The store, and a note of every query it gets. */
function counted(open: OpenBackend, queries: QueryRequest[]): OpenBackend {
  return async (types) => {
    const { store, close } = await open(types);
    const query: ResourceStore['query'] = (request, context) => {
      queries.push(request);
      return store.query(request, context);
    };
    return { store: new Proxy(store, { get: (target, name) => (name === 'query' ? query : bound(target, name)) }), close };
  };
}

function bound(target: ResourceStore, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name);
  return typeof member === 'function' ? member.bind(target) : member;
}

describe.each(backends)('RFC 7643 §4.3: the manager of a user on %s', (_name, open) => {
  const queries: QueryRequest[] = [];
  let service: TestService;
  let [boss, nameless]: readonly string[] = [];
  beforeAll(async () => {
    service = await openService(counted(open, queries));
    boss = (await service.create('/Users', userBody('boss', { displayName: 'The "Boss"' })))['id'] as string;
    nameless = (await service.create('/Users', userBody('nameless')))['id'] as string;
  });
  beforeEach(() => queries.splice(0));
  afterAll(() => service.close());

  const managed = (userName: string, manager: unknown): object => userBody(userName, { [enterpriseUrn]: { manager } });
  const urlOf = (id = ''): unknown => expect.stringMatching(`^http://.*/scim/v2/Users/${id}$`);
  const managerIn = (resource: Resource): unknown => resource[enterpriseUrn]?.manager;

  test('S-117: every answer has its $ref and its displayName, whatever the client says of them', async () => {
    const expected = { value: boss, $ref: urlOf(boss), displayName: 'The "Boss"' };
    const created = await service.create('/Users', managed('a', { value: boss, displayName: 'x', $ref: 'https://evil.example/' }));
    const at = `/Users/${created['id']}`;
    const answers = [
      created,
      (await service.send('get', at)).body,
      (await service.send('get', `/Users?filter=${encodeURIComponent('userName eq "a"')}`)).body.Resources[0],
      (await service.send('get', `?filter=${encodeURIComponent('userName eq "a"')}`)).body.Resources[0],
      (await service.send('put', at, { ...created, title: 'T' })).body,
      (await service.send('patch', at, patchBody({ op: 'replace', path: 'title', value: 'U' }))).body,
      (await service.send('get', `${at}?attributes=${enterpriseUrn}:manager`)).body,
    ];
    for (const answer of answers) expect(managerIn(answer)).toEqual(expected);
    expect(answers.at(-2).schemas).toEqual([userUrn, enterpriseUrn]);
  });

  test('parts that are not asked for cost nothing', async () => {
    const { id } = await service.create('/Users', managed('parts', { value: boss }));
    const get = async (query: string): Promise<unknown> => managerIn((await service.send('get', `/Users/${id}${query}`)).body as Resource);
    expect(await get(`?attributes=${enterpriseUrn}:manager.displayName`)).toEqual({ displayName: 'The "Boss"' });
    expect(await get(`?excludedAttributes=${enterpriseUrn}:manager.displayName`)).toEqual({ value: boss, $ref: urlOf(boss) });
    queries.splice(0);
    expect(await get(`?attributes=${enterpriseUrn}:manager.value`)).toEqual({ value: boss });
    expect(await get('?excludedAttributes=title')).toEqual({ value: boss, $ref: urlOf(boss), displayName: 'The "Boss"' });
    expect(queries).toHaveLength(1);
  });

  test('one query tells of all managers of a page, and none is asked where there are none', async () => {
    const filter = (text: string): string => `/Users?filter=${encodeURIComponent(text)}`;
    for (const [index, value] of [boss, nameless, boss, 'nobody'].entries()) await service.create('/Users', managed(`page${index}`, { value }));
    queries.splice(0);
    const { body } = await service.send('get', filter('userName sw "page"'));
    expect(body.Resources.map(managerIn)).toEqual([
      { value: boss, $ref: urlOf(boss), displayName: 'The "Boss"' },
      { value: nameless, $ref: urlOf(nameless) },
      { value: boss, $ref: urlOf(boss), displayName: 'The "Boss"' },
      { value: 'nobody' },
    ]);
    expect(queries).toHaveLength(2);
    await service.send('get', filter('userName eq "boss"')).expect(200);
    expect(queries).toHaveLength(3);
  });

  test('what it says follows the manager, who may go', async () => {
    const gone = await service.create('/Users', userBody('gone', { displayName: 'Before' }));
    const { id, meta } = await service.create('/Users', managed('left', { value: gone['id'] }));
    await service.send('patch', `/Users/${gone['id']}`, patchBody({ op: 'replace', path: 'displayName', value: 'After' })).expect(200);
    const renamed = (await service.send('get', `/Users/${id}`)).body;
    expect([managerIn(renamed), renamed.meta.version]).toEqual([{ value: gone['id'], $ref: urlOf(gone['id']), displayName: 'After' }, meta.version]);
    await service.send('delete', `/Users/${gone['id']}`).expect(204);
    expect(managerIn((await service.send('get', `/Users/${id}`)).body)).toEqual({ value: gone['id'] });
    await service.send('put', `/Users/${id}`, userBody('left')).expect(200);
    expect((await service.send('get', `/Users/${id}`)).body).not.toHaveProperty(enterpriseUrn);
  });
});
