import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { groupBody, openService, patchBody, userBody } from '../support/service';

describe.each(backends)('writers at the same time on %s', (_name, open) => {
  let service: TestService;

  beforeAll(async () => {
    service = await openService(open);
  });
  afterAll(() => service.close());

  test('one name is given once, whatever its letter case', async () => {
    const spellings = Array.from({ length: 20 }, (_, index) => (index % 2 ? 'RACE' : 'race'));
    const answers = await Promise.all(spellings.map((name) => service.send('post', '/Users', userBody(name))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });

  test('members added to one group at the same time are all there, and each change has its version', async () => {
    const users = await Promise.all(Array.from({ length: 30 }, (_, index) => service.create('/Users', userBody(`hot-${index}`))));
    const group = await service.create('/Groups', groupBody('Hot'));
    const adds = users.map(({ id }) => service.send('patch', `/Groups/${group['id']}`, patchBody({ op: 'add', path: 'members', value: [{ value: id }] })));
    const answers = await Promise.all(adds);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(30);
    expect((await service.send('get', `/Groups/${group['id']}`)).body.members).toHaveLength(30);
  });

  test('changes of different attributes of one user do not undo each other', async () => {
    const user = await service.create('/Users', userBody('contended'));
    const paths = ['title', 'nickName', 'displayName', 'userType', 'locale', 'timezone', 'name.givenName', 'name.familyName', 'name.middleName', 'profileUrl'];
    const answers = await Promise.all(
      paths.map((path) => service.send('patch', `/Users/${user['id']}`, patchBody({ op: 'add', path, value: 'Europe/Madrid' }))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const { name, ...after } = (await service.send('get', `/Users/${user['id']}`)).body;
    expect(Object.keys({ ...after, ...name })).toEqual(expect.arrayContaining(paths.map((path) => path.split('.').at(-1))));
  });
});
