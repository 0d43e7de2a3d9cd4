import { Router } from 'express';
import type { Access, Authorizer, Grant as Permission, ResourceStore, ResourceType } from 'scim-router';
import { MemoryStore, createScimRouter, rfcDialect } from 'scim-router';

import { soffidDialect } from '../../src/soffid/soffid-dialect';
import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { acceptToken, openService, patchBody } from '../support/service';
import cases from './cases.json';
import { Account, labTypes, Membership, Person, Unit } from './lab-types';

/** A filter, and the names of the resources that it selects; or why it is refused. */
interface Case {
  readonly name: string;
  readonly type: string;
  readonly filter: string;
  /** Default that of Soffid. */
  readonly dialect?: 'rfc';
  readonly finds?: readonly string[];
  readonly refused?: string;
}

const wideRfc = { ...rfcDialect, maxNames: 8, nestedBrackets: true };
let permission: (access: Access) => boolean | Permission = () => true;
const authorizer: Authorizer = { ...acceptToken, authorize: (access) => permission(access) };

const resources: readonly (readonly [ResourceType, object])[] = [
  [Unit, { code: 'world', title: 'World', level: 1 }],
  [Unit, { code: 'it', title: 'Information Technology', level: 2, parent: 'WORLD' }],
  [Person, { userName: 'admin', lastName: 'Admin', home: 'World', active: true, born: '1990-01-02T03:04:05Z', level: 10, skills: ['sql', 'ssh'] }],
  [Person, { userName: 'ada', lastName: 'ADAMS', home: 'it', active: false, level: 103 }],
  [Person, { userName: 'bob', lastName: 'Builder', phones: [{ value: '1', type: 'work' }] }],
  [Account, { name: 'adm', system: 'soffid', type: 'U', owner: 'admin', number: 103, managers: [{ name: 'bob' }] }],
  [Account, { name: 'adm', system: 'ad', type: 'S', owners: ['ADA', 'bob'] }],
  [Account, { name: 'ada', system: 'ad', type: 'u', owner: 'Ada' }],
  [Membership, { person: 'admin', unit: 'it' }],
  [Membership, { person: 'ada', unit: 'world', disabled: true }],
];

function labelOf({ userName, code, name, system, person }: Record<string, string>): string {
  return userName ?? code ?? (name === undefined ? `member ${person}` : `${name}@${system}`);
}

describe.each(backends)('relations and lookups on %s', (_name, open) => {
  const services: Partial<Record<'soffid' | 'rfc', TestService>> = {};
  const ids = new Map<string, string>();

  beforeAll(async () => {
    services.soffid = await openService(open, { resourceTypes: labTypes, filterDialect: soffidDialect, authorizer });
    services.rfc = await openService(() => Promise.resolve(services.soffid!.backend), { resourceTypes: labTypes, filterDialect: wideRfc, authorizer });
    for (const [type, attributes] of resources) {
      const created = await services.soffid.create(type.endpoint, { schemas: [type.schema.$id], ...attributes });
      ids.set(labelOf(created), String(created['id']));
    }
  });
  beforeEach(() => void (permission = () => true));
  afterAll(() => services.soffid?.close());

  const find = async (endpoint: string, filter: string, dialect: 'soffid' | 'rfc' = 'soffid') =>
    services[dialect]!.send('get', `${endpoint}?filter=${encodeURIComponent(filter.replaceAll(/\{(.+?)\}/g, (_, label: string) => ids.get(label) ?? label))}`);
  const names = ({ body }: { readonly body: { readonly Resources: readonly Record<string, string>[] } }): readonly string[] =>
    body.Resources.map(labelOf);

  test.each(cases as readonly Case[])('$name: $filter', async ({ type, filter, dialect, finds, refused }) => {
    const response = await find(type, filter, dialect);
    if (refused === undefined) {
      expect(response.status).toBe(200);
      expect(names(response)).toEqual(finds);
      expect(response.body.totalResults).toBe(finds?.length);
    } else {
      expect(response.body).toMatchObject({ status: '400', scimType: 'invalidFilter', detail: expect.stringContaining(refused) });
    }
  });

  test('attributes are looked up in lists, single resources and answers to writes, also when only they are asked for', async () => {
    const listed = await services.soffid!.send('get', '/Memberships?attributes=unitTitle,unitId');
    expect(listed.body.Resources.map(({ unitTitle, unitId }: Record<string, string>) => [unitTitle, unitId])).toEqual([
      ['Information Technology', ids.get('it')],
      ['World', ids.get('world')],
    ]);
    const admin = `/People/${ids.get('admin')}`;
    expect((await services.soffid!.send('get', admin)).body).toMatchObject({ homeTitle: 'World', homeLevel: 1 });
    expect((await services.soffid!.send('get', `${admin}?excludedAttributes=homeTitle`)).body).not.toHaveProperty('homeTitle');
    const moved = await services.soffid!.send('patch', admin, patchBody({ op: 'replace', path: 'home', value: 'it' }));
    expect(moved.body).toMatchObject({ homeTitle: 'Information Technology', homeLevel: 2 });
    const homeless = await services.soffid!.send('patch', admin, patchBody({ op: 'remove', path: 'home' }));
    expect(homeless.body).not.toHaveProperty('homeTitle');
    expect((await services.soffid!.send('patch', admin, patchBody({ op: 'replace', path: 'home', value: 'World' }))).status).toBe(200);
  });

  test('what is looked up cannot be written, nor sorted by', async () => {
    const patched = await services.soffid!.send('patch', `/People/${ids.get('ada')}`, patchBody({ op: 'replace', path: 'homeTitle', value: 'x' }));
    expect(patched.body.scimType).toBe('mutability');
    const sorted = await services.soffid!.send('get', '/People?sortBy=homeTitle');
    expect(sorted.body).toMatchObject({ status: '400', scimType: 'invalidValue', detail: expect.stringContaining('cannot be sorted by') });
  });

  test('RFC 7644 §7.2: who may not search the other type may not search by it', async () => {
    permission = ({ type }) => type.name !== 'Account';
    expect((await find('/People', `accounts.account.system eq 'ad'`)).status).toBe(403);
    expect((await find('/People', `lastName eq 'Admin'`)).status).toBe(200);
    permission = ({ type, operation }) => (type.name === 'Account' && operation === 'query' ? { where: 'system eq "soffid"' } : true);
    expect(names(await find('/People', `accounts.account.name pr`))).toEqual(['admin']);
    expect(names(await find('/People', `not accounts.account.name pr`))).toEqual(['ada', 'bob']);
  });

  test('an attribute that the principal may not read is unknown at the end of a relation, and so is a relation by it', async () => {
    permission = ({ type }) => (type.name === 'Account' ? { readable: { except: ['system'] } } : true);
    expect((await find('/People', `accounts.account.system eq 'ad'`)).body.detail).toContain('Unknown attribute "system"');
    expect((await find('/People', `accounts.account.name eq 'ada'`)).body.totalResults).toBe(1);
    permission = ({ type }) => (type.name === 'Account' ? { readable: { except: ['owner'] } } : true);
    expect((await find('/People', `accounts.account.name eq 'ada'`)).body.detail).toContain('Unknown attribute');
  });

  test('RFC 7644 §3.4.2.1: relations are followed from the types that have them in a search of all types', async () => {
    const response = await services.soffid!.send('post', '/.search', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter: `accounts.account.system eq 'ad'`,
    });
    expect(names(response)).toEqual(['ada']);
  });
});

test('a store that cannot follow relations refuses filters that have to', async () => {
  const inner = new MemoryStore();
  const store: ResourceStore = {
    create: (request, context) => inner.create(request, context),
    get: (request, context) => inner.get(request, context),
    query: (request, context) => inner.query(request, context),
    replace: (request, context) => inner.replace(request, context),
    delete: (request, context) => inner.delete(request, context),
  };
  const service = await openService(async () => ({ store, close: async () => undefined }), { resourceTypes: labTypes, filterDialect: wideRfc });
  for (const filter of ['accounts.account.name eq "a"', 'homeTitle eq "World"']) {
    const { body } = await service.send('get', `/People?filter=${encodeURIComponent(filter)}`);
    expect(body).toMatchObject({ status: '400', scimType: 'invalidFilter', detail: expect.stringContaining('cannot search') });
  }
});

test.each([
  ['a relation to a type that is not served', [Person], 'not served'],
  ['a relation whose other end does not exist', [{ ...Account, relations: { user: { type: 'Account', on: [{ here: 'owner', there: 'nobody' }] } } }], 'no attribute "nobody"'],
  ['two pairs with several values', [{ ...Account, relations: { user: { type: 'Account', on: ['owners', 'managers.name'].map((here) => ({ here, there: 'name' })) } } }], 'more than one pair'],
  ['ends of different letter case rules', [{ ...Unit, relations: { partner: { type: 'Unit', on: [{ here: 'partners.value', there: 'code' }] } } }], 'caseExact'],
  ['a filter that the other type does not understand', [{ ...Account, relations: { user: { type: 'Account', on: [{ here: 'owner', there: 'name' }], where: 'size eq 1' } } }], '"where" of "user"'],
  ['a lookup of another type of value', [Unit, { ...Account, relations: { unit: { type: 'Unit', on: [{ here: 'unitId', there: 'id' }] } }, lookups: { type: { relation: 'unit', attribute: 'level' } } }], 'same simple type'],
])('%s is refused when the router is made', (_, types, says) => {
  const make = (): unknown => Router().use(createScimRouter(new MemoryStore(), acceptToken, { resourceTypes: types }));
  expect(make).toThrow(says);
});
