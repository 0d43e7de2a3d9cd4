import { Group, User, defineResourceType, defineSchema } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

import { backends } from '../support/backends';
import { enterpriseUrn, groupBody, openService, patchBody, userBody, userUrn } from '../support/service';
import type { TestService } from '../support/service';

const urn = 'urn:example:params:scim:schemas:Badge';
const extensionUrn = 'urn:example:params:scim:schemas:extension:Access';

/** One attribute of every kind, at both levels. */
const badgeSchema = defineSchema({
  $id: urn,
  title: 'Badge',
  type: 'object',
  required: ['number'],
  properties: {
    number: { type: 'string', returned: 'always' },
    colour: { type: 'string', default: 'white' },
    floors: { type: 'array', items: { type: 'integer' }, default: [0] },
    open: { type: 'boolean', default: true },
    note: { type: 'string', returned: 'request' },
    pin: { type: 'string', mutability: 'writeOnly' },
    hidden: { type: 'string', returned: 'never' },
    issued: { type: 'string', mutability: 'immutable' },
    printed: { type: 'boolean', mutability: 'readOnly', default: false },
    holder: {
      type: 'object',
      properties: {
        name: { type: 'string', returned: 'always' },
        nick: { type: 'string' },
        private: { type: 'string', returned: 'request' },
        secret: { type: 'string', mutability: 'writeOnly' },
        born: { type: 'string', mutability: 'immutable' },
        seen: { type: 'string', mutability: 'readOnly' },
        language: { type: 'string', default: 'en' },
      },
    },
    keys: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string' },
          type: { type: 'string' },
          primary: { type: 'boolean' },
          secret: { type: 'string', mutability: 'writeOnly' },
          private: { type: 'string', returned: 'request' },
          uses: { type: 'integer', default: 1 },
        },
      },
    },
    log: {
      type: 'array',
      returned: 'request',
      items: { type: 'object', properties: { value: { type: 'string' }, display: { type: 'string' } } },
    },
  },
});
const accessSchema = defineSchema({
  $id: extensionUrn,
  title: 'Access',
  type: 'object',
  properties: { level: { type: 'integer', default: 1 }, door: { type: 'string' }, code: { type: 'string', returned: 'request' } },
});
const Badge = defineResourceType({ name: 'Badge', endpoint: '/Badges', schema: badgeSchema, extensions: [{ schema: accessSchema }] });

const badge = (more: object = {}): object => ({ schemas: [urn], number: '7', ...more });

/** Without what every resource has, to compare attributes alone. */
function attributesOf({ schemas: _schemas, id: _id, meta: _meta, ...attributes }: Record<string, unknown>): Record<string, unknown> {
  return attributes;
}

describe.each(backends)('RFC 7643 §2, §7: characteristics on %s', (_name, open) => {
  let service: TestService;
  beforeAll(async () => {
    service = await openService(open, { resourceTypes: [User, Group, Badge] });
  });
  afterAll(() => service.close());

  const everyAnswer = async (id: string, parameters: string): Promise<readonly Record<string, any>[]> => {
    const found = (await service.send('get', `/Badges?filter=id eq "${id}"${parameters.replace('?', '&')}`)).body.Resources;
    return [(await service.send('get', `/Badges/${id}${parameters}`)).body, found[0]];
  };

  describe('default (RFC 7644 §3.3, §3.5.1)', () => {
    const defaults = { colour: 'white', floors: [0], open: true, printed: false, [extensionUrn]: { level: 1 } };

    test('P-021: a POST without the attributes gives them their defaults, which filters find (P-119)', async () => {
      const created = await service.create('/Badges', badge());
      expect(attributesOf(created)).toEqual({ number: '7', ...defaults });
      expect(created['schemas']).toEqual([urn, extensionUrn]);
      const filter = `id eq "${created['id']}" and open eq true and colour eq "WHITE" and floors eq 0 and ${extensionUrn}:level eq 1`;
      expect((await service.send('get', `/Badges?filter=${encodeURIComponent(filter)}`)).body.totalResults).toBe(1);
    });

    test.each([
      ['null', { colour: null, floors: null, open: null, [extensionUrn]: { level: null } }],
      ['[]', { colour: null, floors: [], open: [], [extensionUrn]: { LEVEL: null } }],
      ['other letter case', { COLOUR: null, Floors: [], OPEN: null, [extensionUrn.toUpperCase()]: { Level: null } }],
      ['names with URN', { [`${urn}:colour`]: null, [`${urn}:floors`]: [], [`${urn}:open`]: null, [`${extensionUrn}:level`]: null }],
    ])('P-022, P-203: what is unassigned explicitly, by %s, gets none', async (_title, unassigned) => {
      const created = await service.create('/Badges', badge(unassigned));
      expect(attributesOf(created)).toEqual({ number: '7', printed: false });
      const { id } = await service.create('/Badges', badge({ colour: 'red' }));
      const replaced = await service.send('put', `/Badges/${id}`, badge(unassigned));
      expect(attributesOf(replaced.body)).toEqual({ number: '7', printed: false });
    });

    test('P-202: a PUT without the attributes gives them their defaults again', async () => {
      const { id } = await service.create('/Badges', badge({ colour: 'red', floors: [1, 2], open: false, [extensionUrn]: { level: 3, door: 'A' } }));
      const { body } = await service.send('put', `/Badges/${id}`, badge());
      expect(attributesOf(body)).toEqual({ number: '7', ...defaults });
    });

    test('a PATCH gives no defaults', async () => {
      const { id } = await service.create('/Badges', badge({ colour: null }));
      const { body } = await service.send('patch', `/Badges/${id}`, patchBody({ op: 'remove', path: 'open' }, { op: 'add', path: 'holder.name', value: 'A' }));
      expect(body).not.toHaveProperty('open');
      expect(body).not.toHaveProperty('colour');
      expect(body.holder).toEqual({ name: 'A' });
    });

    test('what is sent is kept; a readOnly default does not listen', async () => {
      const created = await service.create('/Badges', badge({ colour: 'red', open: false, floors: [3], printed: true, [extensionUrn]: { level: 9 } }));
      expect(attributesOf(created)).toEqual({ number: '7', colour: 'red', open: false, floors: [3], printed: false, [extensionUrn]: { level: 9 } });
    });

    test('sub-attributes get theirs in every value that is there', async () => {
      const keys = [{ value: 'a' }, { value: 'b', uses: 5 }, { value: 'c' }];
      const created = await service.create('/Badges', badge({ keys, holder: { name: 'A' } }));
      expect(created['keys']).toEqual([{ value: 'a', uses: 1 }, { value: 'b', uses: 5 }, { value: 'c', uses: 1 }]);
      expect(created['holder']).toEqual({ name: 'A', language: 'en' });
      const without = await service.create('/Badges', badge({ holder: { name: 'A', LANGUAGE: null } }));
      expect(without['holder']).toEqual({ name: 'A' });
      expect(without).not.toHaveProperty('keys');
    });
  });

  describe('returned (RFC 7644 §3.9)', () => {
    const body = badge({
      note: 'n',
      pin: 'CANARY-1',
      hidden: 'CANARY-2',
      holder: { name: 'A', nick: 'a', private: 'p', secret: 'CANARY-3' },
      keys: [{ value: 'k', secret: 'CANARY-4', private: 'p' }],
      log: [{ value: 'l', display: 'L' }],
      [extensionUrn]: { door: 'D', code: 'c' },
    });
    const shown = {
      number: '7',
      colour: 'white',
      floors: [0],
      open: true,
      printed: false,
      holder: { name: 'A', nick: 'a', language: 'en' },
      keys: [{ value: 'k', uses: 1 }],
      [extensionUrn]: { level: 1, door: 'D' },
    };

    test('S-167, S-168: a query has what is returned by default, and nothing that has to be asked for', async () => {
      const { id } = await service.create('/Badges', body);
      for (const answer of await everyAnswer(id, '')) expect(attributesOf(answer)).toEqual(shown);
    });

    test('S-168: the answer to a POST, a PUT and a PATCH also has what the client sent', async () => {
      const created = await service.create('/Badges', body);
      const full = {
        ...shown,
        note: 'n',
        holder: { ...shown.holder, private: 'p' },
        keys: [{ value: 'k', private: 'p', uses: 1 }],
        log: [{ value: 'l', display: 'L' }],
        [extensionUrn]: { level: 1, door: 'D', code: 'c' },
      };
      expect(attributesOf(created)).toEqual(full);
      const path = `/Badges/${created['id']}`;
      expect(attributesOf((await service.send('put', path, { ...body, colour: 'red' })).body)).toEqual({ ...full, colour: 'red' });
      const patched = await service.send('patch', path, patchBody({ op: 'replace', path: 'note', value: 'm' }, { op: 'replace', path: 'colour', value: 'white' }));
      expect(attributesOf(patched.body)).toEqual({ ...shown, note: 'm' });
      const part = await service.send('patch', path, patchBody({ op: 'replace', path: 'holder.private', value: 'q' }));
      expect(attributesOf(part.body)).toEqual({ ...shown, holder: { ...shown.holder, private: 'q' } });
      const object = await service.send('patch', path, patchBody({ op: 'replace', value: { [extensionUrn]: { code: 'd' } } }));
      expect(attributesOf(object.body)).toEqual({ ...shown, [extensionUrn]: { level: 1, door: 'D', code: 'd' } });
      const other = await service.send('patch', path, patchBody({ op: 'replace', path: 'colour', value: 'blue' }));
      expect(attributesOf(other.body)).toEqual({ ...shown, colour: 'blue' });
    });

    test('S-168: a write that asks for attributes gets these', async () => {
      const answer = await service.send('post', '/Badges?attributes=colour', body);
      expect(attributesOf(answer.body)).toEqual({ number: '7', colour: 'white' });
      const excluded = await service.send('post', '/Badges?excludedAttributes=note,holder,keys,log,floors', body);
      expect(attributesOf(excluded.body)).toEqual({
        ...{ number: '7', colour: 'white', open: true, printed: false },
        [extensionUrn]: { level: 1, door: 'D', code: 'c' },
      });
    });

    test.each([
      ['?attributes=note', { number: '7', note: 'n' }],
      ['?attributes=NOTE,log', { number: '7', note: 'n', log: [{ value: 'l', display: 'L' }] }],
      ['?attributes=log.display', { number: '7', log: [{ display: 'L' }] }],
      ['?attributes=holder', { number: '7', holder: { name: 'A', nick: 'a', language: 'en' } }],
      ['?attributes=holder.private', { number: '7', holder: { name: 'A', private: 'p' } }],
      ['?attributes=holder.secret', { number: '7', holder: { name: 'A' } }],
      ['?attributes=keys.private', { number: '7', keys: [{ private: 'p' }] }],
      [`?attributes=${extensionUrn}:code`, { number: '7', [extensionUrn]: { code: 'c' } }],
      ['?attributes=pin,hidden,keys.secret', { number: '7' }],
      ['?excludedAttributes=number,id,holder.name,holder.nick,keys', { ...shown, holder: { name: 'A', language: 'en' }, keys: undefined }],
    ])('S-165, S-166, P-172, P-173, P-174: %s', async (parameters, expected) => {
      const { id } = await service.create('/Badges', body);
      for (const answer of await everyAnswer(id, parameters)) {
        expect(attributesOf(answer)).toEqual(JSON.parse(JSON.stringify(expected)));
        expect(answer['id']).toBe(id);
        expect(JSON.stringify(answer)).not.toContain('CANARY');
      }
    });

    test('S-166: what is never returned is in no answer to a write', async () => {
      const texts = [await service.send('post', '/Badges', body)];
      const path = `/Badges/${texts[0]?.body.id}`;
      texts.push(await service.send('put', `${path}?attributes=pin,hidden`, body));
      texts.push(await service.send('patch', path, patchBody({ op: 'replace', value: { pin: 'CANARY-5', hidden: 'CANARY-6', holder: { secret: 'CANARY-7' } } })));
      for (const { text } of texts) expect(text).not.toContain('CANARY');
    });
  });

  describe('mutability (RFC 7643 §7)', () => {
    test('S-162: readOnly values are ignored by POST and PUT, and refused by a PATCH that names them', async () => {
      const created = await service.create('/Badges', badge({ printed: true, holder: { name: 'A', seen: 'now' } }));
      expect(created).toMatchObject({ printed: false, holder: { name: 'A' } });
      expect(created['holder']).not.toHaveProperty('seen');
      const path = `/Badges/${created['id']}`;
      expect((await service.send('put', path, badge({ printed: true, holder: { name: 'A', seen: 'now' } }))).body.holder).toEqual({ name: 'A', language: 'en' });
      for (const target of ['printed', 'holder.seen', 'id', 'meta.created']) {
        const { status, body } = await service.send('patch', path, patchBody({ op: 'replace', path: target, value: 'x' }));
        expect([target, status, body.scimType]).toEqual([target, 400, 'mutability']);
      }
    });

    test.each([
      ['issued', { issued: '2020' }, { issued: '2021' }],
      ['holder.born', { holder: { name: 'A', born: '1990' } }, { holder: { name: 'A', born: '1991' } }],
    ])('S-163, P-204, P-205, P-206: %s is set once, at any time, and then stays', async (path, first, other) => {
      const { id } = await service.create('/Badges', badge({ holder: { name: 'A' } }));
      const at = `/Badges/${id}`;
      expect((await service.send('put', at, badge(first))).body).toMatchObject(first);
      expect((await service.send('put', at, badge(first))).status).toBe(200);
      expect((await service.send('put', at, badge({ holder: { name: 'A' } }))).body).toMatchObject(first);
      const refused = [
        await service.send('put', at, badge(other)),
        await service.send('patch', at, patchBody({ op: 'replace', path, value: 'x' })),
        await service.send('patch', at, patchBody({ op: 'remove', path })),
      ];
      for (const { status, body } of refused) expect([status, body.scimType]).toEqual([400, 'mutability']);
      expect((await service.send('get', at)).body).toMatchObject(first);
      const late = await service.create('/Badges', badge());
      expect((await service.send('patch', `/Badges/${late['id']}`, patchBody({ op: 'add', path, value: 'first' }))).status).toBe(200);
      expect((await service.send('patch', `/Badges/${late['id']}`, patchBody({ op: 'add', path, value: 'second' }))).status).toBe(400);
    });

    test('S-164, P-210: what no client can read stays when a PUT leaves it out, at both levels', async () => {
      const { id } = await service.create('/Badges', badge({ pin: '1', holder: { name: 'A', secret: '2' }, keys: [{ value: 'k', secret: '3' }, { value: 'l', secret: '4' }] }));
      await service.send('put', `/Badges/${id}`, badge({ holder: { name: 'B' }, keys: [{ value: 'K', uses: 2 }, { value: 'm' }] })).expect(200);
      const everything = { kind: 'all', includes: () => true } as const;
      const stored = await service.backend.store.get({ type: Badge, id, projection: everything }, createTestContext());
      expect(stored?.attributes).toMatchObject({ pin: '1', holder: { name: 'B', secret: '2' }, keys: [{ value: 'K', uses: 2, secret: '3' }, { value: 'm' }] });
      expect(JSON.stringify(stored?.attributes)).not.toContain('"4"');
    });
  });

  describe('multi-valued attributes (RFC 7643 §2.4)', () => {
    test('S-031: a pair of value and type comes once, with all that was said of it', async () => {
      const emails = [
        { value: 'a@x.example', type: 'work', primary: true },
        { value: 'A@X.example', type: 'Work', display: 'A' },
        { value: 'a@x.example', type: 'home' },
        { value: 'a@x.example' },
        { value: 'a@x.example' },
      ];
      const expected = [
        { value: 'a@x.example', type: 'work', primary: true, display: 'A' },
        { value: 'a@x.example', type: 'home' },
        { value: 'a@x.example' },
      ];
      const created = await service.create('/Users', userBody('twice', { emails }));
      expect(created['emails']).toEqual(expected);
      const { body } = await service.send('put', `/Users/${created['id']}`, userBody('twice', { emails }));
      expect(body.emails).toEqual(expected);
      expect(body.meta.version).toBe(created['meta'].version);
      const patched = await service.send('patch', `/Users/${created['id']}`, patchBody({ op: 'add', path: 'emails', value: emails }));
      expect(patched.body.emails).toHaveLength(3);
    });

    test('S-031: simple values and values without value come once, too', async () => {
      const created = await service.create('/Badges', badge({ floors: [1, 2, 1] }));
      expect(created['floors']).toEqual([1, 2]);
      const addresses = [{ locality: 'A' }, { locality: 'B' }, { locality: 'A' }];
      expect((await service.create('/Users', userBody('addresses', { addresses })))['addresses']).toEqual(addresses.slice(0, 2));
    });

    test('S-025: two primary values are refused, also when they are the same but for the type', async () => {
      const emails = [{ value: 'a@x.example', type: 'work', primary: true }, { value: 'a@x.example', type: 'home', primary: true }];
      const { status, body } = await service.send('post', '/Users', userBody('primaries', { emails }));
      expect([status, body.scimType, body.detail]).toEqual([400, 'invalidValue', 'emails must have at most one value with primary true']);
    });
  });

  test('S-010: a fraction is no integer; how a whole number is written does not count', async () => {
    const post = (floors: string) => service.send('post', '/Badges', `{"schemas":["${urn}"],"number":"7","floors":[${floors}]}`);
    const { status, text } = await post('1.0,1e3,-0.2E1');
    expect([status, text]).toEqual([201, expect.stringContaining('"floors":[1,1000,-2]')]);
    for (const floors of ['1.5', '1e-3', '9007199254740993', '1e400', '"12"']) {
      const { body } = await post(floors);
      expect([floors, body.status, body.scimType]).toEqual([floors, '400', 'invalidValue']);
    }
  });

  describe('schemas (RFC 7643 §3)', () => {
    test('S-048: an extension is named as long as the resource has attributes of it', async () => {
      const created = await service.create('/Users', userBody('extended', { [enterpriseUrn]: { department: 'D' } }));
      expect(created['schemas']).toEqual([userUrn, enterpriseUrn]);
      const { body } = await service.send('patch', `/Users/${created['id']}`, patchBody({ op: 'remove', path: `${enterpriseUrn}:department` }));
      expect(body.schemas).toEqual([userUrn]);
      expect(body).not.toHaveProperty(enterpriseUrn);
      const named = await service.create('/Users', { ...userBody('named'), schemas: [enterpriseUrn, userUrn, userUrn], [enterpriseUrn]: {} });
      expect(named['schemas']).toEqual([userUrn]);
    });
  });

  describe('userName (RFC 7644 §5, §7.8)', () => {
    test('P-122: one name in another case, width or composition is taken, and is found', async () => {
      const { id } = await service.create('/Users', userBody('José ﾊﾟｽ'));
      for (const name of ['JOSE\u0301 パス', 'ｊｏｓé　パス', 'josé ﾊﾟｽ']) {
        const conflict = await service.send('post', '/Users', userBody(name));
        expect([name, conflict.status, conflict.body.scimType]).toEqual([name, 409, 'uniqueness']);
        for (const operator of ['eq', 'sw', 'co']) {
          const { body } = await service.send('get', `/Users?filter=${encodeURIComponent(`userName ${operator} "${name}"`)}`);
          expect([operator, body.Resources.map((user: { id: string }) => user.id)]).toEqual([operator, [id]]);
        }
      }
      expect((await service.send('get', `/Users/${id}`)).body.userName).toBe('José ﾊﾟｽ');
    });

    test.each(['\u{1f600}', 'a\u200bb', ' a', 'a  b', 'אa', 'tab\tname', 'ⅳ'])('P-122: %j is no user name', async (name) => {
      const { id } = await service.create('/Users', userBody(`for ${name.codePointAt(0)} ${name.length}`));
      const refused = [
        await service.send('post', '/Users', userBody(name)),
        await service.send('put', `/Users/${id}`, userBody(name)),
        await service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'userName', value: name })),
      ];
      for (const { status, body } of refused) {
        expect([status, body.scimType]).toEqual([400, 'invalidValue']);
        expect(body.detail).toMatch(/^userName must not /);
      }
    });
  });

  test('S-101: groups of groups are indirect', async () => {
    const user = await service.create('/Users', userBody('nested'));
    const inner = await service.create('/Groups', groupBody('Inner', [user['id']]));
    const outer = await service.create('/Groups', groupBody('Outer', [inner['id']]));
    const { body } = await service.send('get', `/Users/${user['id']}`);
    expect(body.groups).toEqual([
      { value: inner['id'], $ref: expect.stringMatching(`/Groups/${inner['id']}$`), display: 'Inner', type: 'direct' },
      { value: outer['id'], $ref: expect.stringMatching(`/Groups/${outer['id']}$`), display: 'Outer', type: 'indirect' },
    ]);
    const filter = encodeURIComponent(`groups[value eq "${outer['id']}" and type eq "indirect"]`);
    expect((await service.send('get', `/Users?filter=${filter}`)).body.totalResults).toBe(1);
    const replaced = await service.send('put', `/Users/${user['id']}`, userBody('nested', { title: 'T' }));
    expect(replaced.body.groups).toHaveLength(2);
  });
});
