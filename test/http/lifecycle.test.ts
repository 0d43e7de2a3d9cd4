import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { enterpriseUrn, groupBody, mountPath, openService, patchBody, userBody, userUrn } from '../support/service';

describe.each(backends)('the life of a resource on %s', (_name, open) => {
  let service: TestService;

  beforeAll(async () => {
    service = await openService(open);
  });
  afterAll(() => service.close());

  test('RFC 7644 §3.3: POST answers 201 with the resource, its Location and its ETag', async () => {
    const response = await service.send('post', '/Users', userBody('Ada', { name: { givenName: 'Ada' }, title: null, emails: [] }));
    expect(response.status).toBe(201);
    expect(response.headers['content-type']).toBe('application/scim+json');
    expect(response.body).toMatchObject({ schemas: [userUrn], userName: 'Ada', name: { givenName: 'Ada' } });
    expect(response.body).not.toHaveProperty('title');
    expect(response.body).not.toHaveProperty('emails');
    const { meta } = response.body;
    expect(meta.resourceType).toBe('User');
    expect(meta.created).toBe(meta.lastModified);
    expect(response.headers['location']).toBe(meta.location);
    expect(meta.location).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+${mountPath}/Users/${response.body.id}$`));
    expect(response.headers['etag']).toBe(meta.version);
  });

  test('RFC 7644 §3.4.1: GET answers what POST answered', async () => {
    const created = await service.create('/Users', userBody('get-me', { externalId: 'x-1', active: false }));
    const response = await service.send('get', `/Users/${created['id']}`);
    expect(response.status).toBe(200);
    expect(withoutHost(response.body)).toEqual(withoutHost(created));
  });

  test('RFC 7644 §3.12: an unknown id is 404 on every method, and nothing is created', async () => {
    for (const [method, body] of [['get'], ['put', userBody('nobody')], ['patch', patchBody({ op: 'add', path: 'title', value: 'x' })], ['delete']] as const) {
      const response = await service.send(method, '/Users/does-not-exist', body);
      expect([method, response.status, response.body.status]).toEqual([method, 404, '404']);
    }
    expect((await service.send('get', '/Users?filter=userName eq "nobody"')).body.totalResults).toBe(0);
  });

  test('RFC 7644 §3.4.1: an id of another type is 404 under this endpoint', async () => {
    const group = await service.create('/Groups', groupBody('Not a user'));
    expect((await service.send('get', `/Users/${group['id']}`)).status).toBe(404);
  });

  test('RFC 7644 §3.5.1: PUT replaces, clears what is omitted and keeps id and created', async () => {
    const created = await service.create('/Users', userBody('put-me', { title: 'Old', nickName: 'P', [enterpriseUrn]: { department: 'D' } }));
    const response = await service.send('put', `/Users/${created['id']}`, userBody('put-me', { id: 'other', title: 'New', meta: {} }));
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ id: created['id'], title: 'New', schemas: [userUrn] });
    expect(response.body).not.toHaveProperty('nickName');
    expect(response.body).not.toHaveProperty(enterpriseUrn);
    expect(response.body.meta.created).toBe(created['meta'].created);
    expect(response.body.meta.version).not.toBe(created['meta'].version);
    expect(withoutHost((await service.send('get', `/Users/${created['id']}`)).body)).toEqual(withoutHost(response.body));
  });

  test('RFC 7644 §3.5.1: a PUT of what GET answered changes nothing, not even the version', async () => {
    const created = await service.create('/Users', userBody('put-get', { emails: [{ value: 'a@b.example', primary: true }] }));
    const response = await service.send('put', `/Users/${created['id']}`, created);
    expect(withoutHost(response.body)).toEqual(withoutHost(created));
  });

  test('RFC 7644 §3.5.2: PATCH of a user answers 200 with the changed resource', async () => {
    const created = await service.create('/Users', userBody('patch-me', { active: true }));
    const response = await service.send('patch', `/Users/${created['id']}`, patchBody({ op: 'replace', path: 'active', value: false }));
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ userName: 'patch-me', active: false });
  });

  test('RFC 7644 §3.5.2: PATCH of a group answers 204 unless attributes are asked for', async () => {
    const user = await service.create('/Users', userBody('member-1'));
    const group = await service.create('/Groups', groupBody('Patched'));
    const add = patchBody({ op: 'add', path: 'members', value: [{ value: user['id'] }] });
    const silent = await service.send('patch', `/Groups/${group['id']}`, add);
    expect([silent.status, silent.text]).toEqual([204, '']);
    const asked = await service.send('patch', `/Groups/${group['id']}?attributes=members`, add);
    expect(asked.status).toBe(200);
    expect(asked.body.members).toMatchObject([{ value: user['id'], type: 'User' }]);
    expect(asked.body).not.toHaveProperty('displayName');
  });

  test('RFC 7643 §4.1.2: groups of a user follow the members of groups', async () => {
    const user = await service.create('/Users', userBody('member-2', { displayName: 'Member Two' }));
    const group = await service.create('/Groups', groupBody('Readers', [user['id']]));
    const shown = (await service.send('get', `/Users/${user['id']}`)).body;
    expect(shown.groups).toMatchObject([{ value: group['id'], display: 'Readers', type: 'direct' }]);
    expect((await service.send('get', new URL(shown.groups[0].$ref).pathname.slice(mountPath.length))).body.displayName).toBe('Readers');
    expect((await service.send('get', `/Groups/${group['id']}`)).body.members).toMatchObject([
      { value: user['id'], type: 'User', display: 'Member Two', $ref: expect.stringMatching(`/Users/${user['id']}$`) },
    ]);
    await service.send('patch', `/Groups/${group['id']}`, patchBody({ op: 'remove', path: `members[value eq "${user['id']}"]` }));
    expect((await service.send('get', `/Users/${user['id']}`)).body).not.toHaveProperty('groups');
  });

  test('a member that does not exist is refused, and nothing is half-written', async () => {
    const user = await service.create('/Users', userBody('member-3'));
    const refused = await service.send('post', '/Groups', groupBody('Half', [user['id'], 'missing']));
    expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
    expect(refused.body.detail).toContain('members');
    expect((await service.send('get', '/Groups?filter=displayName eq "Half"')).body.totalResults).toBe(0);
    const group = await service.create('/Groups', groupBody('Whole', [user['id']]));
    const patch = patchBody({ op: 'replace', path: 'displayName', value: 'Changed' }, { op: 'add', path: 'members', value: [{ value: 'missing' }] });
    expect((await service.send('patch', `/Groups/${group['id']}`, patch)).status).toBe(400);
    expect((await service.send('get', `/Groups/${group['id']}`)).body).toMatchObject({ displayName: 'Whole', meta: { version: group['meta'].version } });
  });

  test('deleting a user takes it out of its groups', async () => {
    const user = await service.create('/Users', userBody('member-4'));
    const group = await service.create('/Groups', groupBody('Shrinking', [user['id']]));
    expect((await service.send('delete', `/Users/${user['id']}`)).status).toBe(204);
    const after = (await service.send('get', `/Groups/${group['id']}`)).body;
    expect(after).not.toHaveProperty('members');
    expect(after.meta.version).not.toBe(group['meta'].version);
  });

  test('RFC 7644 §3.6: DELETE answers 204 without a body; afterwards the resource is gone', async () => {
    const created = await service.create('/Users', userBody('delete-me'));
    const response = await service.send('delete', `/Users/${created['id']}`);
    expect([response.status, response.text]).toEqual([204, '']);
    expect((await service.send('get', `/Users/${created['id']}`)).status).toBe(404);
    expect((await service.send('delete', `/Users/${created['id']}`)).status).toBe(404);
    expect((await service.create('/Users', userBody('delete-me')))['id']).not.toBe(created['id']);
  });

  test('RFC 7643 §4.1.1: userName is unique without case on POST, PUT and PATCH', async () => {
    await service.create('/Users', userBody('Taken'));
    const other = await service.create('/Users', userBody('free'));
    const answers = [
      await service.send('post', '/Users', userBody('tAKEN')),
      await service.send('put', `/Users/${other['id']}`, userBody('TAKEN')),
      await service.send('patch', `/Users/${other['id']}`, patchBody({ op: 'replace', path: 'userName', value: 'taken' })),
    ];
    for (const { status, body } of answers) expect([status, body.status, body.scimType]).toEqual([409, '409', 'uniqueness']);
  });

  test('RFC 7643 §4.1.1: a password is accepted and never returned', async () => {
    const created = await service.create('/Users', userBody('secret', { password: 't1meMa$heen' }));
    const answers = [
      created,
      (await service.send('get', `/Users/${created['id']}?attributes=password,userName`)).body,
      (await service.send('put', `/Users/${created['id']}`, userBody('secret', { password: 'another-1' }))).body,
      (await service.send('patch', `/Users/${created['id']}`, patchBody({ op: 'replace', path: 'password', value: 'third-1' }))).body,
      (await service.send('get', '/Users?filter=userName eq "secret"')).body.Resources[0],
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(/password|t1meMa|another-1|third-1/);
  });

  test('RFC 7644 §3.14: If-None-Match answers 304, a stale If-Match 412, a current one passes', async () => {
    const created = await service.create('/Users', userBody('tagged'));
    const path = `/Users/${created['id']}`;
    const version = created['meta'].version as string;
    expect((await service.send('get', path, undefined, { 'If-None-Match': version })).status).toBe(304);
    expect((await service.send('put', path, userBody('tagged', { title: 'T' }), { 'If-Match': version })).status).toBe(200);
    for (const [method, body] of [['put', userBody('tagged')], ['patch', patchBody({ op: 'remove', path: 'title' })], ['delete']] as const) {
      const stale = await service.send(method, path, body, { 'If-Match': version });
      expect([method, stale.status, stale.body.status]).toEqual([method, 412, '412']);
    }
    expect((await service.send('delete', path, undefined, { 'If-Match': '*' })).status).toBe(204);
  });

  test('RFC 7644 §3.14: a stale If-Match refuses a change of members too', async () => {
    const user = await service.create('/Users', userBody('member-5'));
    const group = await service.create('/Groups', groupBody('Guarded'));
    const add = patchBody({ op: 'add', path: 'members', value: [{ value: user['id'] }] });
    expect((await service.send('patch', `/Groups/${group['id']}`, add, { 'If-Match': 'W/"0"' })).status).toBe(412);
    expect((await service.send('patch', `/Groups/${group['id']}`, add, { 'If-Match': group['meta'].version })).status).toBe(204);
  });

  test('RFC 9110 §9.3.2: HEAD answers the headers of GET without a body', async () => {
    const created = await service.create('/Users', userBody('head'));
    const response = await service.send('head', `/Users/${created['id']}`);
    expect([response.status, response.headers['etag'], response.text]).toEqual([200, created['meta'].version, undefined]);
  });
});

/** The service listens on a new port for each request of a test, so that the authority differs. */
function withoutHost(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://host'));
}
