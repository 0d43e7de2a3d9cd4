import { Router } from 'express';
import { ForbiddenError, bearerAuth, createScimRouter } from 'scim-router';
import request from 'supertest';

import { backends } from '../../support/backends';
import type { Backend } from '../../support/backends';
import { groupBody, userBody } from '../../support/service';
import { Group, User } from 'scim-router';

interface Client {
  readonly id: string;
  readonly tenant: string;
  readonly [claim: string]: unknown;
}

const clients = new Map<string, Client>([
  ['token-of-a', { id: 'client-a', tenant: 'a' }],
  ['token-of-b', { id: 'client-b', tenant: 'b' }],
]);

describe.each(backends)('tenants on %s (RFC 7644 §6)', (_name, open) => {
  let backend: Backend;
  let root: Router;

  beforeAll(async () => {
    backend = await open([User, Group]);
    root = Router();
    root.use(
      '/tenants/:tenant/scim/v2',
      createScimRouter<Client>(backend.store as never, bearerAuth((token) => clients.get(token)), {
        tenant: ({ params }, principal) => {
          if (params?.['tenant'] === principal.tenant) return principal.tenant;
          throw new ForbiddenError('The credential is of another tenant');
        },
      }),
    );
  });
  afterAll(() => backend.close());

  const as = (tenant: string, method: 'get' | 'post' | 'delete', path: string, body?: object) => {
    const listener = (incoming: unknown, response: unknown) => void root(incoming as never, response as never, () => undefined);
    const call = request(listener)[method](path).set('Authorization', `Bearer token-of-${tenant}`);
    return body === undefined ? call : call.set('Content-Type', 'application/json').send(body);
  };

  test('a credential of one tenant does not open another, whatever the path says', async () => {
    const created = await as('a', 'post', '/tenants/a/scim/v2/Users', userBody('ada'));
    expect(created.status).toBe(201);
    for (const path of ['/Users', `/Users/${created.body.id}`, '/ServiceProviderConfig']) {
      const refused = await as('b', 'get', `/tenants/a/scim/v2${path}`);
      expect([refused.status, refused.body.status]).toEqual([403, '403']);
    }
    expect((await as('b', 'post', '/tenants/a/scim/v2/Groups', groupBody('spies'))).status).toBe(403);
    expect((await as('b', 'delete', `/tenants/a/scim/v2/Users/${created.body.id}`)).status).toBe(403);
    expect((await as('b', 'get', '/tenants/b/scim/v2/Users')).body.totalResults).toBe(0);
    expect((await as('a', 'get', `/tenants/a/scim/v2/Users/${created.body.id}`)).body.userName).toBe('ada');
  });
});
