import { bearerAuth } from 'scim-router';
import type { Access, Authorizer, FindMe } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { groupBody, openService, patchBody, userBody } from '../support/service';

/** Every principal asks as itself; who it is in the store, the tests say. */
const authorizer: Authorizer = bearerAuth((given) => ({ id: given }), {
  authorize: ({ operation, context: { principal } }: Access) => principal.id !== 'reader' || operation === 'get',
});
const as = (principal: string) => ({ Authorization: `Bearer ${principal}` });

describe.each(backends)('/Me on %s (RFC 7644 §3.11)', (_name, open) => {
  let service: TestService;
  const resources = new Map<string, { type: string; id?: string }>();
  const me: FindMe = async ({ id }) => resources.get(id);

  const create = async (principal: string, more: object = {}): Promise<Record<string, any>> => {
    const user = await service.create('/Users', userBody(principal, more));
    resources.set(principal, { type: 'User', id: user['id'] });
    return user;
  };
  const locationOf = (id: string): unknown => expect.stringMatching(new RegExp(`/scim/v2/Users/${id}$`));

  beforeAll(async () => {
    service = await openService(open, { authorizer, me, onError: () => undefined });
  });
  afterAll(() => service.close());

  test('GET answers the resource itself, with its permanent location, entity tag and attributes', async () => {
    const user = await create('ada', { title: 'Countess' });
    const response = await service.send('get', '/Me?attributes=title', undefined, as('ada'));
    expect([response.status, response.body.id, response.body.title]).toEqual([200, user['id'], 'Countess']);
    expect(response.body).not.toHaveProperty('userName');
    expect([response.headers['location'], response.headers['etag']]).toEqual([locationOf(user['id']), user['meta'].version]);
    const unchanged = await service.send('get', '/Me', undefined, { ...as('ada'), 'If-None-Match': user['meta'].version });
    expect([unchanged.status, unchanged.headers['location']]).toEqual([304, locationOf(user['id'])]);
    expect((await service.send('head', '/Me', undefined, as('ada'))).headers['location']).toEqual(locationOf(user['id']));
  });

  test('PUT, PATCH and DELETE do what they do at the resource, and name it in Location', async () => {
    const user = await create('grace');
    const path = `/Users/${user['id']}`;
    const put = await service.send('put', '/Me', userBody('grace', { title: 'Admiral' }), as('grace'));
    expect([put.status, put.body.title, put.headers['location']]).toEqual([200, 'Admiral', locationOf(user['id'])]);
    const patched = await service.send('patch', '/Me', patchBody({ op: 'replace', path: 'title', value: 'Rear Admiral' }), { ...as('grace'), 'If-Match': put.body.meta.version });
    expect([patched.status, patched.body.title, patched.headers['location']]).toEqual([200, 'Rear Admiral', locationOf(user['id'])]);
    expect((await service.send('get', path)).body.title).toBe('Rear Admiral');
    const deleted = await service.send('delete', '/Me', undefined, as('grace'));
    expect([deleted.status, deleted.text, deleted.headers['location']]).toEqual([204, '', locationOf(user['id'])]);
    expect((await service.send('get', path)).status).toBe(404);
  });

  test('errors about the resource name its location, too', async () => {
    const user = await create('alan');
    const stale = await service.send('put', '/Me', userBody('alan'), { ...as('alan'), 'If-Match': 'W/"stale"' });
    expect([stale.status, stale.body.status, stale.headers['location']]).toEqual([412, '412', locationOf(user['id'])]);
    const wrong = await service.send('patch', '/Me', patchBody({ op: 'replace', path: 'active', value: 'perhaps' }), as('alan'));
    expect([wrong.status, wrong.body.scimType, wrong.headers['location']]).toEqual([400, 'invalidValue', locationOf(user['id'])]);
  });

  test('any resource type will do; a PATCH without a body in its answer has the location', async () => {
    const group = await service.create('/Groups', groupBody('Robots'));
    resources.set('robots', { type: 'Group', id: group['id'] });
    const response = await service.send('patch', '/Me', patchBody({ op: 'replace', path: 'displayName', value: 'Androids' }), as('robots'));
    expect([response.status, response.headers['location']]).toEqual([204, expect.stringContaining(`/Groups/${group['id']}`)]);
  });

  test('a principal is authorized as for the resource itself', async () => {
    await create('reader');
    expect((await service.send('get', '/Me', undefined, as('reader'))).status).toBe(200);
    expect((await service.send('delete', '/Me', undefined, as('reader'))).status).toBe(403);
  });

  test('who has no resource gets 404, and 501 for POST', async () => {
    for (const [method, body] of [['get'], ['put', userBody('x')], ['patch', patchBody({ op: 'remove', path: 'title' })], ['delete']] as const) {
      const response = await service.send(method, '/Me', body, as('nobody'));
      expect([method, response.status, response.body.status]).toEqual([method, 404, '404']);
    }
    expect((await service.send('post', '/Me', userBody('x'), as('nobody'))).status).toBe(501);
    resources.set('gone', { type: 'User', id: 'gone' });
    expect((await service.send('get', '/Me', undefined, as('gone'))).status).toBe(404);
  });

  test('POST creates the resource of a principal who may have one, once', async () => {
    resources.set('newcomer', { type: 'User' });
    expect((await service.send('get', '/Me', undefined, as('newcomer'))).status).toBe(404);
    const created = await service.send('post', '/Me', userBody('newcomer'), as('newcomer'));
    expect([created.status, created.body.userName, created.headers['location']]).toEqual([201, 'newcomer', locationOf(created.body.id)]);
    resources.set('newcomer', { type: 'User', id: created.body.id });
    const again = await service.send('post', '/Me', userBody('newcomer-2'), as('newcomer'));
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness']);
  });

  test('methods that /Me does not serve are 405, /Me inside a bulk job is 400', async () => {
    const { status, headers } = await service.send('get', '/Me/.search', undefined, as('ada'));
    expect([status, headers['location']]).toEqual([404, undefined]);
    const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [{ method: 'DELETE', path: '/Me' }] };
    expect((await service.send('post', '/Bulk', body, as('ada'))).body.Operations[0].status).toBe('400');
  });

  test('a resource type that is not served is a fault of the host', async () => {
    resources.set('lost', { type: 'Person', id: '1' });
    expect((await service.send('get', '/Me', undefined, as('lost'))).status).toBe(500);
  });

  test('operations that are switched off are switched off here', async () => {
    const user = await create('frozen');
    const limited = await openService(async () => ({ store: service.backend.store, close: async () => undefined }), { authorizer, me, operations: { User: ['get', 'query', 'patch'] } });
    expect((await limited.send('get', '/Me', undefined, as('frozen'))).status).toBe(200);
    const refused = await limited.send('delete', '/Me', undefined, as('frozen'));
    expect([refused.status, refused.headers['allow']]).toEqual([405, 'GET, HEAD, PATCH']);
    expect((await service.send('get', `/Users/${user['id']}`)).status).toBe(200);
    resources.set('hopeful', { type: 'User' });
    expect((await limited.send('post', '/Me', userBody('hopeful'), as('hopeful'))).status).toBe(405);
  });
});

test('without the option, every method of /Me is 501', async () => {
  const [[, open]] = backends as readonly [(typeof backends)[0], ...typeof backends];
  const service = await openService(open);
  for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
    const response = await service.send(method, '/Me', method === 'get' || method === 'delete' ? undefined : {});
    expect([method, response.status, response.body.status]).toEqual([method, 501, '501']);
  }
});
