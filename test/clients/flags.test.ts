import type { ClientFlags } from 'scim-router';
import { Group, User, clientProfiles, defineClientProfile, defineResourceType, defineSchema } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { enterpriseUrn, groupBody, openService, patchBody, patchUrn, userBody, userUrn } from '../support/service';

const [[, openMemoryStore]] = backends as [(typeof backends)[0]];

const Gauge = defineResourceType({
  name: 'Gauge',
  endpoint: '/Gauges',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Gauge',
    title: 'Gauge',
    type: 'object',
    properties: {
      level: { type: 'integer' },
      ratio: { type: 'number' },
      open: { type: 'boolean' },
      marks: { type: 'array', items: { type: 'integer' } },
    },
  }),
});

/** A short account of what the service provider makes of something. */
type Probe = (service: TestService) => Promise<unknown>;

const patched = (user: object, ...operations: readonly object[]): Probe => async (service) => {
  const { id } = await service.create('/Users', { ...userBody('probe'), ...user });
  const { status, body } = await service.send('patch', `/Users/${id}`, patchBody(...operations));
  return status === 200 ? shown(body) : (body.scimType ?? status);
};
const posted = (body: object, endpoint = '/Users'): Probe => async (service) => {
  const answer = await service.send('post', endpoint, body);
  return answer.status === 201 ? shown(answer.body) : answer.body.scimType;
};
const put = (user: object, replacement: object): Probe => async (service) => {
  const { id } = await service.create('/Users', { ...userBody('probe'), ...user });
  return shown((await service.send('put', `/Users/${id}`, { ...userBody('probe'), ...replacement })).body);
};
const matched = (user: object, filter: string): Probe => async (service) => {
  await service.create('/Users', { ...userBody('probe'), ...user });
  const { status, body } = await service.send('get', `/Users?filter=${encodeURIComponent(filter)}`);
  return status === 200 ? body.totalResults : body.scimType;
};
/** What a SearchRequest finds, among users and among all resources (RFC 7644 §3.4.3). */
const searched = (query: object): Probe => async (service) => {
  await service.create('/Users', { ...userBody('probe'), [enterpriseUrn]: { department: 'D' } });
  const answers = ['/Users/.search', '/.search'].map(async (path) => {
    const { status, body } = await service.send('post', path, { schemas: [searchUrn], ...query });
    return status === 200 ? body.Resources.map(shown) : body.scimType;
  });
  return Promise.all(answers);
};
/** Creates a user and a group with it as a member; `{id}` stands for the user. */
const grouped = (operation: object): Probe => async (service) => {
  const users = [await service.create('/Users', userBody('first')), await service.create('/Users', userBody('second'))];
  const { id } = await service.create('/Groups', groupBody('G', [users[0]!['id']]));
  const text = JSON.stringify(patchBody(operation)).replaceAll('{first}', users[0]!['id']).replaceAll('{second}', users[1]!['id']);
  const { status, body } = await service.send('patch', `/Groups/${id}`, text);
  const members = (await service.send('get', `/Groups/${id}`)).body.members ?? [];
  return [status === 204 ? 204 : body.scimType, ...members.map(({ value }: any) => users.find((user) => user['id'] === value)!['userName'])];
};

function shown({ schemas: _schemas, id: _id, meta: _meta, userName: _userName, ...attributes }: Record<string, unknown>): unknown {
  return attributes;
}

const searchUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const work = { type: 'work', value: 'a' };
const twoPrimaries = [{ value: 'a', primary: true }, { value: 'b', primary: true }];
const onePrimary = [{ value: 'a', primary: true }, { value: 'b' }];
const role = '{"value":"Admin","displayName":"A"}';

/** For each flag: a value of it, a probe, and what comes of the probe without the flag and with it. */
const effects: { readonly [Flag in keyof ClientFlags]: readonly (readonly [ClientFlags[Flag], Probe, unknown, unknown])[] } = {
  booleanStrings: [
    [true, posted({ ...userBody('x'), active: 'False' }), 'invalidValue', { active: false }],
    [true, matched({ active: true }, 'active eq "True"'), 'invalidFilter', 1],
  ],
  numberStrings: [
    [true, gauged({ level: '12', ratio: '-0.5', open: 1 }), 'invalidValue', { level: 12, ratio: -0.5, open: true }],
    [true, gauged({ open: 0 }), 'invalidValue', { open: false }],
    [true, gauged({ level: '1.5' }), 'invalidValue', 'invalidValue'],
    [true, gauged({ level: '0x10' }), 'invalidValue', 'invalidValue'],
    [true, gauged({ level: ' 1' }), 'invalidValue', 'invalidValue'],
    [true, gauged({ level: '' }), 'invalidValue', 'invalidValue'],
    [true, gauged({ open: 2 }), 'invalidValue', 'invalidValue'],
    [true, gauged({ open: '1' }), 'invalidValue', 'invalidValue'],
    [true, gauged({ marks: ['1', 2] }), 'invalidValue', { marks: [1, 2] }],
    [true, gauged({ level: 1 }, { op: 'replace', path: 'level', value: '2' }), 'invalidValue', { level: 2 }],
    [true, gauged({ level: 1, open: true }, { op: 'replace', value: { level: '2', open: 0 } }), 'invalidValue', { level: 2, open: false }],
    [true, gaugesMatching({ level: 12 }, 'level eq "12"'), 'invalidFilter', 1],
    [true, gaugesMatching({ ratio: 0.5 }, 'ratio lt "0.75"'), 'invalidFilter', 1],
    [true, gaugesMatching({ open: true }, 'open eq 1'), 'invalidFilter', 1],
    [true, gaugesMatching({ level: 12 }, 'level eq "x"'), 'invalidFilter', 'invalidFilter'],
  ],
  unwrapValueObjects: [
    [true, posted({ ...userBody('x'), title: { value: 'T' } }), 'invalidValue', { title: 'T' }],
    [true, posted({ ...userBody('x'), title: { Value: null } }), 'invalidValue', {}],
    [true, posted({ ...userBody('x'), title: { value: 'T', type: 't' } }), 'invalidValue', 'invalidValue'],
    [true, posted({ ...userBody('x'), title: {} }), {}, {}],
    [true, gauged({ marks: [{ value: 1 }, 2] }), 'invalidValue', { marks: [1, 2] }],
    [true, patched({}, { op: 'add', path: 'name.givenName', value: { value: 'G' } }), 'invalidValue', { name: { givenName: 'G' } }],
    [true, patched({}, { op: 'add', value: { title: { value: 'T' } } }), 'invalidValue', { title: 'T' }],
    [true, posted({ ...userBody('x'), emails: [{ value: { value: 'a' }, type: 'work' }] }), 'invalidValue', { emails: [work] }],
  ],
  conditionBehindBrackets: [[true, matched({ emails: [work] }, 'emails[type eq "work"].value eq "a"'), 'invalidFilter', 1]],
  filterCreatesTarget: [
    ['add', patched({}, { op: 'add', path: 'emails[type eq "work"].value', value: 'a' }), 'noTarget', { emails: [work] }],
    ['add', patched({}, { op: 'replace', path: 'emails[type eq "work"].value', value: 'a' }), 'noTarget', 'noTarget'],
    ['always', patched({}, { op: 'replace', path: 'emails[type eq "work"].value', value: 'a' }), 'noTarget', { emails: [work] }],
    ['always', patched({}, { op: 'add', path: 'emails[type eq "work"].value', value: 'a' }), 'noTarget', { emails: [work] }],
  ],
  removeNoMatchIsNoop: [
    [true, patched({}, { op: 'remove', path: 'emails[type eq "work"]' }), 'noTarget', {}],
    [true, grouped({ op: 'remove', path: 'members[value eq "{second}"]' }), ['noTarget', 'first'], [204, 'first']],
  ],
  pathlessDottedKeys: [
    [true, patched({}, { op: 'add', value: { 'name.givenName': 'G' } }), {}, { name: { givenName: 'G' } }],
    [true, patched({ emails: [work] }, { op: 'add', value: { 'emails[type eq "work"].value': 'b' } }), { emails: [work] }, { emails: [{ ...work, value: 'b' }] }],
  ],
  pathlessUrnKeys: [
    [true, patched({}, { op: 'add', value: { [`${enterpriseUrn}:department`]: 'D' } }), {}, { [enterpriseUrn]: { department: 'D' } }],
    [true, patched({}, { op: 'add', value: { [`${userUrn}:title`]: 'T' } }), {}, { title: 'T' }],
  ],
  ignoreReadOnlyInPathless: [[true, patched({}, { op: 'add', value: { id: 'x', title: 'T' } }), 'mutability', { title: 'T' }]],
  removeMembersByValue: [
    [true, grouped({ op: 'remove', path: 'members', value: [{ value: '{first}' }] }), ['invalidSyntax', 'first'], [204]],
    [true, grouped({ op: 'remove', path: 'members', value: [{ value: '{second}' }] }), ['invalidSyntax', 'first'], ['noTarget', 'first']],
  ],
  ignoreReadOnlyPaths: [
    [true, patched({}, { op: 'replace', path: 'id', value: 'x' }, { op: 'add', path: 'title', value: 'T' }), 'mutability', { title: 'T' }],
    [true, patched({}, { op: 'remove', path: 'groups' }, { op: 'add', path: 'title', value: 'T' }), 'mutability', { title: 'T' }],
    [true, patched({}, { op: 'add', path: 'meta.created', value: '2020-01-01T00:00:00Z' }), 'mutability', {}],
    [true, patched({}, { op: 'replace', path: 'groups[value eq "x"].display', value: 'G' }), 'mutability', {}],
  ],
  membersPathlessAndNested: [[true, grouped({ op: 'add', path: 'members', value: { members: [{ value: '{second}' }] } }), [204, 'first'], [204, 'first', 'second']]],
  bareReferences: [[true, grouped({ op: 'add', path: 'members', value: '{second}' }), ['invalidValue', 'first'], [204, 'first', 'second']]],
  managerForms: [
    [true, patched({}, { op: 'add', path: `${enterpriseUrn}:manager`, value: 'm' }), 'invalidValue', { [enterpriseUrn]: { manager: { value: 'm' } } }],
    [true, matched({ [enterpriseUrn]: { manager: { value: 'm' } } }, `${enterpriseUrn}:manager eq "m"`), 'invalidFilter', 1],
  ],
  unprefixedExtensionAttributes: [
    [true, patched({}, { op: 'add', path: 'department', value: 'D' }), 'invalidPath', { [enterpriseUrn]: { department: 'D' } }],
    [true, matched({ [enterpriseUrn]: { department: 'D' } }, 'department eq "D"'), 'invalidFilter', 1],
    [true, posted({ ...userBody('x'), department: 'D' }), {}, { [enterpriseUrn]: { department: 'D' } }],
    [true, searched({ attributes: ['department'] }), [[{}], [{}]], [[{ [enterpriseUrn]: { department: 'D' } }], [{ [enterpriseUrn]: { department: 'D' } }]]],
  ],
  inferSchemasFromBody: [
    [true, posted({ userName: 'x', title: 'T' }), 'invalidSyntax', { title: 'T' }],
    [true, posted({ schemas: [], userName: 'x', title: 'T' }), 'invalidSyntax', { title: 'T' }],
    [true, posted({ schemas: ['urn:x'], userName: 'x' }), 'invalidSyntax', 'invalidSyntax'],
  ],
  unknownSchemaUris: [['ignore', posted({ schemas: [userUrn, 'urn:x'], userName: 'x' }), 'invalidSyntax', {}]],
  legacySchemaUrns: [
    [true, posted({ schemas: ['urn:scim:schemas:core:1.0'], userName: 'x' }), 'invalidSyntax', {}],
    [true, posted({ ...userBody('x'), [enterpriseUrn]: { manager: { managerId: 'm' } } }), {}, { [enterpriseUrn]: { manager: { value: 'm' } } }],
  ],
  patchWithoutSchemas: [[true, sending({ Operations: [{ op: 'add', path: 'title', value: 'T' }] }), 400, 200]],
  emptyPatch: [[true, sending({ schemas: [patchUrn], Operations: [] }), 400, 200]],
  patchAsPartialResource: [
    [true, sending({ schemas: [userUrn], title: 'T' }), 400, 200],
    [true, partially({ title: 'T', name: { givenName: 'G' } }, { title: null, name: { familyName: 'F' } }), 'invalidSyntax', { name: { givenName: 'G', familyName: 'F' } }],
    [true, partially({ emails: [work] }, { emails: [{ value: 'b' }] }), 'invalidSyntax', { emails: [{ value: 'b' }] }],
    [true, partially({ title: 'T' }, {}), 'invalidSyntax', { title: 'T' }],
    [true, partially({ title: 'T' }, { active: 3 }), 'invalidSyntax', 'invalidValue'],
    [true, sending({ schemas: [patchUrn], operations: 'none' }), 400, 400],
  ],
  wrapSingleObject: [
    [true, posted({ ...userBody('x'), emails: work }), 'invalidValue', { emails: [work] }],
    [true, patched({ emails: [work] }, { op: 'replace', path: 'emails[type eq "work"]', value: { type: 'work', value: 'b' } }), { emails: [{ ...work, value: 'b' }] }, { emails: [{ ...work, value: 'b' }] }],
  ],
  unwrapSingleton: [
    [true, patched({}, { op: 'add', path: 'title', value: ['T'] }), 'invalidValue', { title: 'T' }],
    [true, patched({ title: 'T' }, { op: 'replace', path: 'title', value: [null] }), 'invalidValue', {}],
    [true, patched({ emails: [work] }, { op: 'replace', path: 'emails[type eq "work"]', value: [{ type: 'work', value: 'b' }] }), 'invalidValue', { emails: [{ ...work, value: 'b' }] }],
    [true, posted({ ...userBody('x'), name: [{ givenName: 'G' }] }), 'invalidValue', { name: { givenName: 'G' } }],
  ],
  ignoreUnknownAttributes: [[true, patched({}, { op: 'add', path: 'colour', value: 'red' }, { op: 'add', path: 'title', value: 'T' }), 'invalidPath', { title: 'T' }]],
  unquotedFilterValues: [
    [true, matched({}, 'userName eq probe'), 'invalidFilter', 1],
    [true, matched({ externalId: '7' }, 'externalId eq 7'), 'invalidFilter', 1],
  ],
  legacyValuePathEq: [[true, matched({ emails: [work] }, 'emails[type eq "work"] eq "a"'), 'invalidFilter', 1]],
  decodeFilterValues: [
    [true, matched({ displayName: 'a b' }, 'displayName eq "a%20b"'), 0, 1],
    [true, matched({ displayName: '100%' }, 'displayName eq "100%"'), 1, 1],
  ],
  uniqueGroupDisplayName: [[true, twoGroups, 201, 409]],
  expandJsonRoleValue: [[true, posted({ ...userBody('x'), roles: [{ value: role }] }), { roles: [{ value: role }] }, { roles: [{ value: 'Admin', display: 'A' }] }]],
  replaceMembersAsAdd: [[true, grouped({ op: 'replace', path: 'members', value: [{ value: '{second}' }] }), [204, 'second'], [204, 'first', 'second']]],
  primary: [
    ['normalize', posted({ ...userBody('x'), emails: twoPrimaries }), 'invalidValue', { emails: onePrimary }],
    ['passthrough', posted({ ...userBody('x'), emails: twoPrimaries }), 'invalidValue', { emails: twoPrimaries }],
  ],
  primaryInPatch: [
    ['normalize', patched({}, { op: 'add', path: 'emails', value: twoPrimaries }), 'invalidValue', { emails: onePrimary }],
    ['passthrough', patched({}, { op: 'add', path: 'emails', value: twoPrimaries }), 'invalidValue', { emails: twoPrimaries }],
    ['passthrough', posted({ ...userBody('x'), emails: twoPrimaries }), 'invalidValue', 'invalidValue'],
  ],
  mergeFilteredValues: [[true, patched({ emails: [work] }, { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'b' } }), { emails: [{ value: 'b' }] }, { emails: [{ ...work, value: 'b' }] }]],
  putIdMustMatch: [
    [true, putWithId(() => 'another'), 200, 'invalidValue'],
    [true, putWithId(() => 7), 200, 'invalidValue'],
    [true, putWithId((id) => id), 200, 200],
    [true, putWithId(() => undefined), 200, 200],
    [true, putWithId(() => null), 200, 200],
  ],
  putMissingMembers: [['keep', groupPut, undefined, 1]],
  putMissingActive: [['keep', put({ active: false, title: 'T' }, {}), {}, { active: false }]],
  listsWithoutMembers: [[true, listedMembers, 1, undefined]],
  searchParametersInUrl: [
    [true, searchedByUrl('userName eq "first"', undefined), 400, ['first']],
    [true, searchedByUrl('userName eq "first"', {}), ['first', 'second'], ['first']],
    [true, searchedByUrl('userName eq "first"', { filter: 'userName eq "second"' }), ['second'], ['second']],
    [true, searchedByUrl('userName eq "first"', { attributes: ['title'] }), [undefined, undefined], [undefined]],
    [true, searchedByUrl('nickName eq "secret"', {}), ['first', 'second'], 403],
    [true, searchedByUrl('nickName eq "secret"', { filter: 'nickName pr' }), [], []],
  ],
  emptyGroups: [[true, async ({ send }) => (await send('get', '/Groups')).status, 404, 200]],
};

function sending(body: object): Probe {
  return async (service) => {
    const { id } = await service.create('/Users', userBody('probe'));
    return (await service.send('patch', `/Users/${id}`, body)).status;
  };
}

/** A PATCH whose body is a part of the resource. */
function partially(user: object, body: object): Probe {
  return async (service) => {
    const { id } = await service.create('/Users', { ...userBody('probe'), ...user });
    const answer = await service.send('patch', `/Users/${id}`, { schemas: [patchUrn], ...body });
    return answer.status === 200 ? shown(answer.body) : answer.body.scimType;
  };
}

/** What becomes of a gauge in a POST, and after the operations of a PATCH. */
function gauged(gauge: object, ...operations: readonly object[]): Probe {
  return async (service) => {
    const created = await service.send('post', '/Gauges', { schemas: [Gauge.schema.$id], ...gauge });
    const { status, body } =
      created.status === 201 && operations.length > 0 ? await service.send('patch', `/Gauges/${created.body.id}`, patchBody(...operations)) : created;
    return status < 300 ? shown(body) : body.scimType;
  };
}

function gaugesMatching(gauge: object, filter: string): Probe {
  return async (service) => {
    await service.create('/Gauges', { schemas: [Gauge.schema.$id], ...gauge });
    const { status, body } = await service.send('get', `/Gauges?filter=${encodeURIComponent(filter)}`);
    return status === 200 ? body.totalResults : body.scimType;
  };
}

function putWithId(idFor: (id: unknown) => unknown): Probe {
  return async (service) => {
    const { id } = await service.create('/Users', userBody('probe'));
    const { status, body } = await service.send('put', `/Users/${id}`, { ...userBody('probe'), id: idFor(id) });
    return body.scimType ?? status;
  };
}

/** The users that a search finds with this filter in its URL. */
function searchedByUrl(filter: string, body: object | undefined): Probe {
  return async (service) => {
    for (const name of ['first', 'second']) await service.create('/Users', userBody(name));
    const message = body && { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], ...body };
    const answers = await Promise.all(['/Users', ''].map((root) => service.send('post', `${root}/.search?sortBy=userName&filter=${encodeURIComponent(filter)}`, message)));
    const found = answers.map((answer) => (answer.status === 200 ? answer.body.Resources.map(({ userName }: { userName?: string }) => userName).sort() : answer.status));
    expect(found[1]).toEqual(found[0]);
    return found[0];
  };
}

async function twoGroups(service: TestService): Promise<unknown> {
  await service.create('/Groups', groupBody('Same'));
  return (await service.send('post', '/Groups', groupBody('SAME'))).status;
}

async function groupPut(service: TestService): Promise<unknown> {
  const { id: member } = await service.create('/Users', userBody('member'));
  const { id } = await service.create('/Groups', groupBody('G', [member]));
  return (await service.send('put', `/Groups/${id}`, groupBody('H'))).body.members?.length;
}

async function listedMembers(service: TestService): Promise<unknown> {
  const { id: member } = await service.create('/Users', userBody('member'));
  await service.create('/Groups', groupBody('G', [member]));
  return (await service.send('get', '/Groups')).body.Resources[0].members?.length;
}

const rows = Object.entries(effects).flatMap(([flag, cases]) =>
  cases.map(([value, probe, without, withFlag]) => ({ flag, value, probe, without, withFlag })),
);

describe('each flag alone, on top of the RFC', () => {
  test.each(rows)('$flag: $value', async ({ flag, value, probe, without, withFlag }) => {
    const profile = defineClientProfile({ name: 'one flag', base: clientProfiles.rfc, flags: { [flag]: value } });
    const outcomes: unknown[] = [];
    for (const clients of [clientProfiles.rfc, profile]) {
      const service = await openService(openMemoryStore, { clients, resourceTypes: flag === 'emptyGroups' ? [User] : [User, Group, Gauge], sensitiveAttributes: ['nickName'] });
      outcomes.push(await probe(service));
      await service.close();
    }
    expect(outcomes).toEqual([without, withFlag]);
  });

  test('every value of every flag is among these', () => {
    const values = (flag: string): unknown[] => rows.filter((row) => row.flag === flag).map(({ value }) => value);
    const unused = Object.values(clientProfiles).flatMap(({ flags }) =>
      Object.entries(flags).filter(([flag, value]) => value !== clientProfiles.rfc.flags[flag as keyof ClientFlags] && !values(flag).includes(value)),
    );
    expect(unused).toEqual([]);
    expect(Object.keys(effects).sort()).toEqual(Object.keys(clientProfiles.rfc.flags).sort());
  });
});
