import { putGroups } from 'scim-router/provisioning';

import { formOf, openProvisioning, patch, provisioningBackends, tokenIn, user, enabledToken } from './support/open-provisioning';

const kindUrn = 'urn:scim-router:params:scim:schemas:extension:provisioning:2.0:Group';
const groups = [
  { key: 'se', displayName: 'SE - Data Entry', kind: 'profile' },
  { key: 'tl-read', displayName: 'Transmission line (Read-only)', kind: 'project' },
  { key: 'tl-full', displayName: 'Transmission line (Full access)', kind: 'project' },
] as const;

describe.each(provisioningBackends)('%s', (_name, open) => {
  let service: Awaited<ReturnType<typeof openProvisioning>>;
  beforeEach(async () => {
    service = await openProvisioning(open);
  });
  afterEach(async () => {
    await service.provisioning.flush();
    await service.close();
  });

  test('ticking the box and saving shows the confirmation, the URL and the token, this once (S3, steps 3 and 4)', async () => {
    const edit = await service.get('?edit');
    expect(edit.text).toMatch(/<input type="checkbox" name="enabled"[^>]*> Enable SCIM provisioning/);
    const saved = await service.submit('save', { enabled: 'on' }, { query: '?edit' });
    expect(saved.status).toBe(200);
    expect(saved.text).toContain('SCIM provisioning is enabled');
    expect(saved.text).toMatch(/id="url" value="http:\/\/127\.0\.0\.1:\d+\/scim\/v2"/);
    expect(tokenIn(saved.text)).toMatch(/^scim_[\w-]{43}_[\w-]{6}$/);
    const again = await service.get();
    expect(again.text).toContain('SCIM provisioning is enabled');
    expect(again.text).not.toMatch(/scim_[\w-]{43}/);
  });

  test('the token provisions users with their profiles and projects; groups are read-only (S3, /Users and /Groups)', async () => {
    await putGroups(service.store, groups);
    const token = await enabledToken(service);
    const list = await service.scim('get', '/Groups?sortBy=displayName', token);
    expect(list.body.Resources.map((group: any) => [group.displayName, group[kindUrn].kind])).toEqual([
      ['SE - Data Entry', 'profile'],
      ['Transmission line (Full access)', 'project'],
      ['Transmission line (Read-only)', 'project'],
    ]);
    const [profile, full, read] = list.body.Resources as { id: string }[];
    const created = await service.scim('post', '/Users', token, user('ada', { displayName: 'Ada', active: true, groups: [{ value: profile!.id, type: 'direct', display: 'of the client' }] }));
    expect(created.status).toBe(201);
    expect(created.body.groups).toEqual([{ value: profile!.id, $ref: expect.stringMatching(`/scim/v2/Groups/${profile!.id}$`), display: 'SE - Data Entry' }]);
    const path = `/Users/${created.body.id}`;
    const unchanged = await service.scim('put', path, token, created.body);
    expect([unchanged.status, unchanged.body.groups.map((group: any) => group.display)]).toEqual([200, ['SE - Data Entry']]);
    const added = await service.scim('patch', path, token, patch({ op: 'add', path: 'groups', value: [{ value: full!.id }] }));
    expect(added.body.groups.map((group: any) => group.display).sort()).toEqual(['SE - Data Entry', 'Transmission line (Full access)']);
    const removed = await service.scim('patch', path, token, patch({ op: 'remove', path: `groups[value eq "${profile!.id}"]` }));
    expect(removed.body.groups.map((group: any) => group.value)).toEqual([full!.id]);
    const put = await service.scim('put', path, token, user('ada', { displayName: 'Ada', active: false, groups: [{ value: read!.id }] }));
    expect(put.body).toMatchObject({ active: false, groups: [{ value: read!.id }] });
    const group = await service.scim('get', `/Groups/${read!.id}`, token);
    expect(group.body.members).toEqual([{ value: created.body.id, type: 'User', $ref: expect.stringMatching(`${path}$`), display: 'Ada' }]);
    expect((await service.scim('get', `/Users?filter=${encodeURIComponent('userName eq "ADA"')}`, token)).body.totalResults).toBe(1);
    // The quotes that the vendor prints.
    expect((await service.scim('get', `/Users?filter=${encodeURIComponent('userName eq \u201cada\u201d')}`, token)).body.totalResults).toBe(1);
    expect((await service.scim('get', `/Users?filter=${encodeURIComponent(`groups.value eq "${read!.id}"`)}`, token)).body.totalResults).toBe(1);
    const bad = await service.scim('post', '/Users', token, user('eve', { groups: [{ value: created.body.id }] }));
    expect([bad.status, bad.body.scimType]).toEqual([400, 'invalidValue']);
    for (const call of [
      service.scim('post', '/Groups', token, { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'x' }),
      service.scim('put', `/Groups/${read!.id}`, token, { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'x' }),
      service.scim('patch', `/Groups/${read!.id}`, token, patch({ op: 'remove', path: 'members' })),
      service.scim('delete', `/Groups/${read!.id}`, token),
    ]) {
      expect((await call).status).toBe(405);
    }
    expect((await service.scim('delete', path, token)).status).toBe(204);
    for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas']) expect((await service.scim('get', path, token)).status).toBe(200);
  });

  test('putGroups changes, adds and removes groups, and takes removed ones from their members', async () => {
    await putGroups(service.store, groups);
    const token = await enabledToken(service);
    const [profile] = (await service.scim('get', '/Groups?sortBy=displayName', token)).body.Resources as { id: string; meta: { version: string } }[];
    const created = await service.scim('post', '/Users', token, user('ada', { groups: [{ value: profile!.id }] }));
    await putGroups(service.store, [{ ...groups[0], displayName: 'SE - Entry' }, groups[1]]);
    const renamed = await service.scim('get', `/Users/${created.body.id}`, token);
    expect(renamed.body.groups).toMatchObject([{ value: profile!.id, display: 'SE - Entry' }]);
    await putGroups(service.store, [groups[1]]);
    expect((await service.scim('get', `/Users/${created.body.id}`, token)).body).not.toHaveProperty('groups');
    expect((await service.scim('get', '/Groups', token)).body.totalResults).toBe(1);
    await expect(putGroups(service.store, [groups[1], groups[1]])).rejects.toThrow(TypeError);
  });

  test('disabling kills the token from the next request on; enabling again makes a new one (S3, note)', async () => {
    const first = await enabledToken(service);
    expect((await service.scim('get', '/Users', first)).status).toBe(200);
    const disabled = await service.submit('save', {}, { query: '?edit' });
    expect(disabled.text).toContain('SCIM provisioning is disabled');
    const refused = await service.scim('get', '/Users', first);
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, 'Bearer realm="scim", error="invalid_token"']);
    const second = await enabledToken(service);
    expect(second).not.toBe(first);
    expect((await service.scim('get', '/Users', second)).status).toBe(200);
    expect((await service.scim('get', '/Users', first)).status).toBe(401);
  });

  test('a form that is sent again shows no token and makes none', async () => {
    const form = { ...formOf((await service.get('?edit')).text, 'save'), enabled: 'on' };
    const first = await service.post(form);
    const token = tokenIn(first.text)!;
    const again = await service.post(form);
    expect([again.status, tokenIn(again.text)]).toEqual([409, undefined]);
    expect(again.text).toContain('Nothing was changed now');
    expect((await service.scim('get', '/Users', token)).status).toBe(200);
    await service.submit('save', {}, { query: '?edit' });
    expect((await service.post(form)).status).toBe(409);
    expect((await service.get()).text).toContain('SCIM provisioning is disabled');
  });

  test('enabling what is enabled changes nothing and shows no token', async () => {
    const token = await enabledToken(service);
    const again = await service.submit('save', { enabled: 'on' }, { query: '?edit' });
    expect([again.status, tokenIn(again.text)]).toEqual([200, undefined]);
    expect((await service.scim('get', '/Users', token)).status).toBe(200);
  });
});
