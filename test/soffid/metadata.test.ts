import { MemoryStore } from 'scim-router';
import type { CustomMetadata } from 'scim-router/soffid';
import { soffid } from 'scim-router/soffid';

import { backends } from '../support/backends';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const metadata: CustomMetadata = {
  User: {
    PHONE: { type: 'string', description: 'Telephone', required: true },
    SECRET: { type: 'password' },
    age: { type: 'integer' },
    vip: { type: 'boolean' },
    birthDate: { type: 'date' },
    color: { type: 'string', values: ['red', 'green'] },
    languages: { type: 'string', multiValued: true },
    manager: { type: 'user' },
    groups: { type: 'group', multiValued: true },
  },
};
const person = { userName: 'ckelp', firstName: 'Cas', lastName: 'Kelp', userType: 'I', primaryGroup: 'world', active: true };
const patch = (path: string, value: unknown): object => ({ Operations: [{ op: 'replace', path, value }] });

test.each([
  [{ Users: {} }, 'there is no resource type Users'],
  [{ Network: { A: { type: 'string' } } }, 'Network has no custom attributes'],
  [{ User: { A: { type: 'text' } } }, 'User.A has the unknown type "text"'],
  [{ User: { A: { type: 'password', multiValued: true } } }, 'User.A is a password'],
  [{ User: { A: { type: 'integer', values: ['1'] } } }, 'User.A has values'],
])('metadata that cannot be is refused when the profile is made: %j', (wrong, reason) => {
  expect(() => soffid(new MemoryStore(), { metadata: wrong as CustomMetadata })).toThrow(reason);
});

describe.each(backends)('Custom attributes on %s (behaviours 38, 39)', (_name, open) => {
  let service: DirectoryService;
  beforeEach(async () => {
    service = await openDirectory(open, { metadata });
  });
  afterEach(() => service.close());

  const create = (attributes: object): Promise<number> => service.add('User', { ...person, attributes: { PHONE: '1', ...attributes } });
  const found = async (filter: string): Promise<number> => (await service.get(`User?filter=${encodeURIComponent(filter)}`)).totalResults;

  test('the schema shows them with their types (behaviours 45)', async () => {
    const { attributes } = await service.get('Schemas/urn:soffid:com.soffid.iam.api.User');
    const { subAttributes } = attributes.find(({ name }: any) => name === 'attributes');
    const shown = Object.fromEntries(subAttributes.map((attribute: any) => [attribute.name, attribute]));
    expect(shown['PHONE']).toMatchObject({ type: 'string', required: true, multiValued: false, description: 'Telephone' });
    expect(shown['birthDate']).toMatchObject({ type: 'dateTime' });
    expect(shown['languages']).toMatchObject({ type: 'string', multiValued: true });
    expect(shown['SECRET']).toMatchObject({ type: 'string', mutability: 'writeOnly' });
  });

  test('values have the type that they are declared with; others are kept as they are sent', async () => {
    const id = await create({ age: '42', vip: 'true', birthDate: '1970-05-26T00:00:00Z', languages: ['es'], other: [1] });
    const { attributes } = await service.get(`User/${id}`);
    expect(attributes).toEqual({ PHONE: '1', age: 42, vip: true, birthDate: '1970-05-26 00:00:00', languages: ['es'], other: [1] });
  });

  test.each([
    [{ age: 'old' }, 'attributes.age'],
    [{ vip: 'maybe' }, 'attributes.vip'],
    [{ birthDate: 'yesterday' }, 'attributes.birthDate'],
    [{ color: 'blue' }, 'attributes.color'],
    [{ manager: 'nobody' }, 'attributes.manager names the User "nobody", which does not exist'],
    [{ groups: ['world', 'nowhere'] }, 'attributes.groups names the Group "nowhere", which does not exist'],
  ])('a value that does not fit is 400 and names the attribute: %j', async (attributes, reason) => {
    const { body } = await service.send('POST User', { ...person, attributes: { PHONE: '1', ...attributes } }, 400);
    expect(body).toMatchObject({ scimType: 'invalidValue', detail: expect.stringContaining(reason) });
  });

  test('a required one has to be there after every write', async () => {
    for (const attributes of [undefined, {}, { PHONE: null, age: 1 }]) {
      const { body } = await service.send('POST User', { ...person, attributes }, 400);
      expect(body.detail).toContain('attributes.PHONE');
    }
    const id = await create({});
    await service.send(`PUT User/${id}`, { ...person, attributes: { age: 1 } }, 400);
    await service.send(`PATCH User/${id}`, { Operations: [{ op: 'remove', path: 'attributes.PHONE' }] }, 400);
    await service.send(`PATCH User/${id}`, patch('attributes.age', 5), 200);
  });

  test('filters compare them by their type', async () => {
    await create({ age: 9, vip: true, birthDate: '1970-05-26 00:00:00', languages: ['es', 'ca'] });
    expect(await found('attributes.age lt 10')).toBe(1);
    expect(await found('attributes.age gt 10')).toBe(0);
    expect(await found('attributes.vip eq true')).toBe(1);
    expect(await found('attributes.birthDate lt "1970-06-01"')).toBe(1);
    expect(await found('attributes.languages eq ca')).toBe(1);
  });

  test('a password is a hash in the store and ****** in answers; what was shown changes nothing when it is sent back', async () => {
    const id = await create({ SECRET: 'Lab-Pass1' });
    const { attributes: first } = (await service.stored('User', id)) as { attributes: any };
    expect(first.SECRET).toMatch(/^\$scrypt\$/);
    const masked = { attributes: { PHONE: '1', SECRET: '******' } };
    for (const path of [`User/${id}`, `User/${id}?attributes=attributes.SECRET`]) expect((await service.get(path)).attributes.SECRET).toBe('******');
    expect((await service.get('User?filter=userName%20eq%20ckelp')).Resources[0]).toMatchObject(masked);
    const answers = [
      await service.send(`PUT User/${id}`, { ...person, comments: '1', attributes: { PHONE: '1', SECRET: '******' } }, 200),
      await service.send(`PUT User/${id}`, { ...person, comments: '2', attributes: { PHONE: '1', SECRET: null } }, 200),
      await service.send(`PUT User/${id}`, { ...person, comments: '3', attributes: { PHONE: '1' } }, 200),
      await service.send(`PATCH User/${id}`, { Operations: [{ op: 'replace', path: 'attributes.SECRET', value: '******' }, { op: 'replace', path: 'comments', value: '4' }] }, 200),
      await service.send(`PATCH User/${id}`, patch('attributes', { PHONE: '1', SECRET: '******' }), 200),
    ];
    for (const { body } of answers) expect(body).toMatchObject(masked);
    expect((await service.stored('User', id))['attributes']).toMatchObject({ SECRET: first.SECRET });
    const { body } = await service.send(`PATCH User/${id}`, patch('attributes.SECRET', 'Lab-Pass2'), 200);
    expect(body).toMatchObject(masked);
    const { attributes: second } = (await service.stored('User', id)) as { attributes: any };
    expect(second.SECRET).toMatch(/^\$scrypt\$/);
    expect(second.SECRET).not.toBe(first.SECRET);
    for (const removal of [{ op: 'remove', path: 'attributes.SECRET' }, { op: 'replace', path: 'attributes.SECRET', value: null }]) {
      const removed = await service.send(`PATCH User/${id}`, { Operations: [removal] }, 200);
      expect(removed.body.attributes).toEqual({ PHONE: '1' });
      await service.send(`PATCH User/${id}`, patch('attributes.SECRET', 'Lab-Pass3'), 200);
    }
  });

  test.each(['attributes.SECRET sw "$"', 'attributes.secret pr', 'attributes[SECRET co "s"]'])('a password cannot be asked for: %s', async (filter) => {
    await create({ SECRET: 'Lab-Pass1' });
    await service.send(`GET User?filter=${encodeURIComponent(filter)}`, undefined, 400);
    await service.send('GET User?sortBy=attributes.SECRET', undefined, 400);
  });

  test('what follows from other writes leaves them as they are', async () => {
    const group = await service.add('Group', { name: 'it', description: 'IT', parentGroup: 'world' });
    const id = await service.add('User', { ...person, primaryGroup: 'it', attributes: { PHONE: '1', age: 9, birthDate: '1970-05-26 00:00:00', SECRET: 'Lab-Pass1' } });
    const before = await service.stored('User', id);
    await service.send(`PATCH Group/${group}`, patch('name', 'itd'), 200);
    expect(await service.stored('User', id)).toEqual({ ...before, primaryGroup: 'itd' });
    expect(await found('attributes.age lt 10 and attributes.birthDate gt "1970-05-25" and primaryGroup eq itd')).toBe(1);
  });

  test('names of resources follow when these are renamed and deleted', async () => {
    const boss = await service.add('User', { ...person, userName: 'boss', attributes: { PHONE: '2' } });
    const group = await service.add('Group', { name: 'it', description: 'IT', parentGroup: 'world' });
    const id = await create({ manager: 'BOSS', groups: ['world', 'it'] });
    await service.send(`PATCH User/${boss}`, patch('userName', 'chief'), 200);
    await service.send(`PATCH Group/${group}`, patch('name', 'itd'), 200);
    expect((await service.get(`User/${id}`)).attributes).toEqual({ PHONE: '1', manager: 'chief', groups: ['world', 'itd'] });
    await service.send(`DELETE User/${boss}`, undefined, 204);
    await service.send(`DELETE Group/${group}`, undefined, 204);
    expect((await service.get(`User/${id}`)).attributes).toEqual({ PHONE: '1', groups: ['world'] });
  });
});
