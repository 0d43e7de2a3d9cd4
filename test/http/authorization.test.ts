import { randomBytes } from 'node:crypto';

import type { Access, Authorizer, Grant } from 'scim-router';
import { anyOf, basicAuth, bearerAuth } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { acceptToken, groupBody, openService, patchBody, token, userBody } from '../support/service';

const faults: unknown[] = [];
const grants = new Map<string, Grant | boolean>();

/** Every principal has the grant that the test put under its name. */
const granting: Authorizer = bearerAuth((given) => ({ id: given }), {
  authorize: ({ context: { principal } }: Access) => grants.get(principal.id) ?? true,
});

describe.each(backends)('authorization on %s', (_name, open) => {
  let service: TestService;
  const as = (principal: string) => ({ Authorization: `Bearer ${principal}` });

  beforeAll(async () => {
    service = await openService(open, { authorizer: granting, onError: (error) => faults.push(error) });
    grants.set('nothing', false);
    grants.set('staff-only', { where: 'userType eq "Staff"' });
    grants.set('no-title', { readable: { except: ['title', 'name.familyName'] }, writable: { except: ['title'] } });
    grants.set('names-only', { readable: { only: ['userName', 'name.givenName'] }, writable: { only: ['nickName'] } });
    grants.set('no-addresses', { readable: { except: ['emails.value'] } });
    grants.set('mistaken', { readable: { except: ['tilte'] } });
  });
  afterAll(() => service.close());

  test('RFC 7644 §3.12: a refusal is 403 on every operation, whether the resource exists or not', async () => {
    const user = await service.create('/Users', userBody('refused'));
    for (const [method, path, body] of [
      ['get', '/Users'],
      ['post', '/Users', userBody('refused-2')],
      ['get', `/Users/${user['id']}`],
      ['put', `/Users/${user['id']}`, userBody('refused')],
      ['patch', '/Users/unknown', patchBody({ op: 'remove', path: 'title' })],
      ['delete', '/Users/unknown'],
    ] as const) {
      const response = await service.send(method, path, body, as('nothing'));
      expect([method, path, response.status, response.body.status]).toEqual([method, path, 403, '403']);
    }
  });

  test('resources outside the grant do not exist, for any operation and for the total', async () => {
    const staff = await service.create('/Users', userBody('staff', { userType: 'Staff' }));
    const guest = await service.create('/Users', userBody('guest', { userType: 'Guest' }));
    const list = (await service.send('get', '/Users', undefined, as('staff-only'))).body;
    expect([list.totalResults, list.Resources.map(({ id }: { id: string }) => id)]).toEqual([1, [staff['id']]]);
    expect((await service.send('get', '/Users?filter=userName eq "guest"', undefined, as('staff-only'))).body.totalResults).toBe(0);
    for (const [method, body] of [['get'], ['put', userBody('guest')], ['patch', patchBody({ op: 'remove', path: 'title' })], ['delete']] as const) {
      expect((await service.send(method, `/Users/${guest['id']}`, body, as('staff-only'))).status).toBe(404);
    }
    expect((await service.send('patch', `/Users/${staff['id']}`, patchBody({ op: 'add', path: 'title', value: 'T' }), as('staff-only'))).body.title).toBe('T');
  });

  test('the filter in a path tells nothing of what the principal may not read', async () => {
    const { id } = await service.create('/Users', userBody('guessed', { emails: [{ value: 'secret@example.com', type: 'work' }] }));
    const change = (filter: string) => service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: `emails[${filter}].display`, value: 'D' }), as('no-addresses'));
    for (const filter of ['value eq "secret@example.com"', 'value sw "x"', 'type eq "work" and value pr']) {
      expect([filter, (await change(filter)).body]).toEqual([filter, expect.objectContaining({ status: '400', scimType: 'invalidFilter' })]);
    }
    expect((await change('type eq "work"')).body.emails).toEqual([{ type: 'work', display: 'D' }]);
  });

  test('a principal cannot delete what another writer moves out of its reach meanwhile', async () => {
    const { id } = await service.create('/Users', userBody('moved', { userType: 'Staff' }));
    const { store } = service.backend;
    const get = store.get.bind(store);
    let isMoved = false;
    const racing: typeof store.get = async (request, context) => {
      const before = await get(request, context);
      if (!isMoved && context.principal.id === 'staff-only') {
        isMoved = true;
        await service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'userType', value: 'Guest' }));
      }
      return before;
    };
    Object.assign(store, { get: racing });
    const { status } = await service.send('delete', `/Users/${id}`, undefined, as('staff-only'));
    Object.assign(store, { get });
    expect([status, isMoved, (await service.send('get', `/Users/${id}`)).body.userType]).toEqual([404, true, 'Guest']);
  });

  test('a principal cannot move resources out of its reach, nor create them there', async () => {
    const staff = await service.create('/Users', userBody('staff-2', { userType: 'Staff' }));
    const out = patchBody({ op: 'replace', path: 'userType', value: 'Guest' });
    expect((await service.send('patch', `/Users/${staff['id']}`, out, as('staff-only'))).status).toBe(403);
    expect((await service.send('put', `/Users/${staff['id']}`, userBody('staff-2'), as('staff-only'))).status).toBe(403);
    expect((await service.send('post', '/Users', userBody('outside', { userType: 'Guest' }), as('staff-only'))).status).toBe(403);
    expect((await service.send('post', '/Users', userBody('inside', { userType: 'Staff' }), as('staff-only'))).status).toBe(201);
  });

  test('an attribute that may not be read is nowhere: not in answers, filters or sorts', async () => {
    const user = await service.create('/Users', userBody('untitled', { title: 'Secret', name: { familyName: 'Hidden', givenName: 'Shown' } }));
    const shown = (await service.send('get', `/Users/${user['id']}?attributes=title,name,userName`, undefined, as('no-title'))).body;
    expect(shown).toMatchObject({ userName: 'untitled', name: { givenName: 'Shown' } });
    expect(JSON.stringify(shown)).not.toMatch(/Secret|Hidden/);
    expect(JSON.stringify((await service.send('get', '/Users?filter=userName eq "untitled"', undefined, as('no-title'))).body)).not.toMatch(/Secret|Hidden/);
    for (const query of ['filter=title eq "Secret"', 'filter=name.familyName pr', 'filter=name[familyName pr]', 'sortBy=title']) {
      const refused = await service.send('get', `/Users?${query}`, undefined, as('no-title'));
      expect([query, refused.status]).toEqual([query, 400]);
    }
  });

  test('an attribute that may not be written is as if readOnly: ignored in bodies, refused as a path', async () => {
    const created = (await service.send('post', '/Users', userBody('kept', { title: 'Mine' }), as('no-title'))).body;
    expect((await service.send('get', `/Users/${created.id}`)).body).not.toHaveProperty('title');
    await service.send('patch', `/Users/${created.id}`, patchBody({ op: 'add', path: 'title', value: 'Given' }));
    await service.send('put', `/Users/${created.id}`, userBody('kept', { title: 'Mine', nickName: 'N' }), as('no-title'));
    expect((await service.send('get', `/Users/${created.id}`)).body).toMatchObject({ title: 'Given', nickName: 'N' });
    const refused = await service.send('patch', `/Users/${created.id}`, patchBody({ op: 'replace', path: 'title', value: 'Mine' }), as('no-title'));
    expect([refused.status, refused.body.scimType]).toEqual([400, 'mutability']);
  });

  test('a rule of names shows and accepts only these', async () => {
    const user = await service.create('/Users', userBody('narrow', { name: { givenName: 'G', familyName: 'F' }, title: 'T' }));
    const shown = (await service.send('get', `/Users/${user['id']}`, undefined, as('names-only'))).body;
    expect(Object.keys(shown).toSorted()).toEqual(['id', 'name', 'schemas', 'userName']);
    expect(shown.name).toEqual({ givenName: 'G' });
    await service.send('put', `/Users/${user['id']}`, userBody('renamed', { nickName: 'N' }), as('names-only'));
    expect((await service.send('get', `/Users/${user['id']}`)).body).toMatchObject({ userName: 'narrow', nickName: 'N', title: 'T' });
  });

  test('a rule that names no attribute is a fault of the host, not a silent grant', async () => {
    const response = await service.send('get', '/Users', undefined, as('mistaken'));
    expect([response.status, response.body.detail]).toEqual([500, expect.not.stringContaining('tilte')]);
    expect(faults).toEqual([expect.objectContaining({ message: expect.stringContaining('tilte') })]);
    faults.length = 0;
  });

  test('a grant on groups narrows members too', async () => {
    grants.set('no-members', { readable: { except: ['members'] } });
    const user = await service.create('/Users', userBody('grouped'));
    const group = await service.create('/Groups', groupBody('Hidden members', [user['id']]));
    expect((await service.send('get', `/Groups/${group['id']}`, undefined, as('no-members'))).body).not.toHaveProperty('members');
    expect((await service.send('get', `/Groups?filter=members.value eq "${user['id']}"`, undefined, as('no-members'))).status).toBe(400);
  });
});

describe('authentication', () => {
  const [[, open]] = backends as readonly [(typeof backends)[0], ...typeof backends];

  test('RFC 7644 §2: without a credential every path is 401 with a challenge and a SCIM error', async () => {
    const service = await openService(open);
    for (const path of ['/Users', '/users', '/Users/1', '/Nothing', '/ServiceProviderConfig', '/Users/%E0%A4%A', '//Users', '/Users?filter=(((', '/Me']) {
      const response = await service.send('get', path, undefined, { Authorization: '' });
      expect([path, response.status, response.body.status]).toEqual([path, 401, '401']);
      expect(response.headers['www-authenticate']).toMatch(/^Bearer realm=/);
    }
  });

  test('authentication comes before the body is looked at', async () => {
    const service = await openService(open);
    for (const headers of [{ 'Content-Type': 'text/plain' }, { 'Content-Encoding': 'gzip' }, {}]) {
      const response = await service.send('post', '/Users', '{', { ...headers, Authorization: 'Bearer wrong-token-0123456' });
      expect(response.status).toBe(401);
    }
  });

  test('several schemes stand side by side, each with its challenge', async () => {
    const basic = basicAuth((username, password) => (username === 'admin' && password === 'a:b:ç' ? { id: username } : undefined));
    const service = await openService(open, { authorizer: anyOf(acceptToken, basic) });
    const credential = `Basic ${Buffer.from('admin:a:b:ç').toString('base64')}`;
    expect((await service.send('get', '/Users', undefined, { Authorization: credential })).status).toBe(200);
    expect((await service.send('get', '/Users', undefined, { Authorization: `Bearer ${token}` })).status).toBe(200);
    const refused = await service.send('get', '/Users', undefined, { Authorization: `Basic ${randomBytes(9).toString('base64')}` });
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toMatch(/Bearer realm=.*Basic realm=/);
    const schemes = (await service.send('get', '/ServiceProviderConfig')).body.authenticationSchemes;
    expect(schemes.map(({ type }: { type: string }) => type)).toEqual(['oauthbearertoken', 'httpbasic']);
    expect(JSON.stringify(schemes)).not.toContain('challenge');
  });

  test('a failure while authenticating is a fault, never a permission and never 401', async () => {
    const authorizer: Authorizer = { ...acceptToken, authenticate: () => Promise.reject(new Error('directory down')) };
    const service = await openService(open, { authorizer, onError: () => undefined });
    expect((await service.send('get', '/Users')).status).toBe(500);
  });
});
