import { MemoryStore, Group, User, createScimRouter } from 'scim-router';
import type { Operation, ScimRouterOptions } from 'scim-router';

import { backends } from '../support/backends';
import type { TestServiceOptions } from '../support/service';
import { acceptToken, groupBody, mountPath, openService, patchBody, userBody } from '../support/service';

const [[, open]] = backends as readonly [(typeof backends)[0], ...typeof backends];

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** How each operation is asked for, and the status of an answer that is not a refusal. */
const requests: readonly (readonly [Operation, Method, string, object | undefined, number])[] = [
  ['query', 'get', '/Groups', undefined, 200],
  ['query', 'post', '/Groups/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] }, 200],
  ['create', 'post', '/Groups', groupBody('New'), 201],
  ['get', 'get', '/Groups/none', undefined, 404],
  ['replace', 'put', '/Groups/none', groupBody('New'), 404],
  ['patch', 'patch', '/Groups/none', patchBody({ op: 'remove', path: 'members' }), 404],
  ['delete', 'delete', '/Groups/none', undefined, 404],
];

const allowOf = { '/Groups': ['query', 'create'], '/Groups/none': ['get', 'replace', 'patch', 'delete'], '/Groups/.search': [] } as const;
const methodsOf = { query: 'GET, HEAD', create: 'POST', get: 'GET, HEAD', replace: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const;

describe('operations that are switched off (options.operations)', () => {
  const sets: readonly (readonly Operation[])[] = [[], ['get', 'query'], ['create', 'delete'], ['query'], ['get', 'replace', 'patch'], ['create', 'get', 'query', 'replace', 'patch', 'delete']];

  test.each(sets.map((set) => [set.join(', ') || 'nothing', set] as const))('with %s, all else is 405 with what is left', async (_name, offered) => {
    const service = await openService(open, { operations: { Group: offered } });
    for (const [operation, method, path, body, status] of requests) {
      const response = await service.send(method, path, body);
      const isOffered = offered.includes(operation);
      expect([operation, response.status, response.body.status ?? String(response.status)]).toEqual([operation, isOffered ? status : 405, String(isOffered ? status : 405)]);
      const allow = allowOf[path as keyof typeof allowOf].filter((each) => offered.includes(each)).map((each) => methodsOf[each]).join(', ');
      if (!isOffered) expect(response.headers['allow']).toBe(allow);
    }
    expect((await service.send('post', '/Users', userBody('untouched'))).status).toBe(201);
  });

  test('in a bulk job the operation is 405, and nothing is written', async () => {
    const service = await openService(open, { operations: { Group: ['get', 'query'] } });
    const operations = [
      { method: 'POST', path: '/Groups', bulkId: 'g', data: groupBody('New') },
      { method: 'PUT', path: '/Groups/1', data: groupBody('New') },
      { method: 'PATCH', path: '/Groups/1', data: patchBody({ op: 'remove', path: 'members' }) },
      { method: 'DELETE', path: '/Groups/1' },
      { method: 'POST', path: '/Users', bulkId: 'u', data: userBody('u') },
    ];
    const { body } = await service.send('post', '/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: operations });
    expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['405', '405', '405', '405', '201']);
    expect((await service.send('get', '/Groups')).body.totalResults).toBe(0);
  });

  test('a resource type that cannot be queried is not in the list of all', async () => {
    const service = await openService(open, { operations: { Group: ['create', 'get'] } });
    await service.create('/Groups', groupBody('Unlisted'));
    await service.create('/Users', userBody('listed'));
    expect((await service.send('get', '/')).body.totalResults).toBe(1);
  });

  test('RFC 7644 §3.12: PATCH that no resource type has is 501', async () => {
    const without: readonly Operation[] = ['create', 'get', 'query', 'replace', 'delete'];
    const service = await openService(open, { operations: { User: without, Group: without } });
    const response = await service.send('patch', '/Users/1', patchBody({ op: 'remove', path: 'title' }));
    expect([response.status, response.body.status]).toEqual([501, '501']);
    const operations = [{ method: 'PATCH', path: '/Users/1', data: patchBody({ op: 'remove', path: 'title' }) }];
    const { body } = await service.send('post', '/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: operations });
    expect(body.Operations[0].status).toBe('501');
  });

  test.each<[string, ScimRouterOptions, RegExp]>([
    ['a type that is not served', { operations: { Gruop: ['get'] } }, /options\.operations names "Gruop"/],
    ['an operation that does not exist', { operations: { User: ['read' as Operation] } }, /options\.operations\.User has "read"/],
    ['a limit of 0', { bulk: { maxOperations: 0 } }, /options\.bulk\.maxOperations/],
    ['a limit that is no number', { bulk: { maxPayloadSize: '1 MiB' as never } }, /options\.bulk\.maxPayloadSize/],
  ])('%s is a TypeError at start', (_name, options, message) => {
    expect(() => createScimRouter(new MemoryStore(), acceptToken, options)).toThrow(message);
    expect(() => createScimRouter(new MemoryStore(), acceptToken, options)).toThrow(TypeError);
  });
});

describe('ServiceProviderConfig says what the options say (RFC 7643 §5)', () => {
  const reading: readonly Operation[] = ['get', 'query'];
  const writing: readonly Operation[] = ['create', 'get', 'replace', 'patch', 'delete'];

  test.each<[string, TestServiceOptions, object]>([
    ['the defaults', {}, { bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1_048_576 }, patch: { supported: true }, filter: { supported: true, maxResults: 1000 }, sort: { supported: true } }],
    ['bulk off', { bulk: false }, { bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 } }],
    ['small bulk', { bulk: { maxOperations: 7 } }, { bulk: { supported: true, maxOperations: 7, maxPayloadSize: 1_048_576 } }],
    ['no PATCH', { operations: { User: reading, Group: reading } }, { patch: { supported: false } }],
    ['PATCH for one type', { operations: { User: reading } }, { patch: { supported: true } }],
    ['no queries', { operations: { User: writing, Group: writing } }, { filter: { supported: false }, sort: { supported: false } }],
  ])('%s', async (_name, options, expected) => {
    const service = await openService(open, options);
    expect((await service.send('get', '/ServiceProviderConfig')).body).toMatchObject(expected);
  });

  test('RFC 7644 §3.7: bulk that is off is 501, for every method', async () => {
    const service = await openService(open, { bulk: false });
    for (const method of ['get', 'post', 'put'] as const) {
      const response = await service.send(method, '/Bulk', method === 'get' ? undefined : {});
      expect([method, response.status, response.body.status]).toEqual([method, 501, '501']);
    }
  });
});

describe('discovery without a credential (options.publicDiscovery, RFC 7643 §5)', () => {
  const anonymous = { Authorization: '' };
  const paths = ['/ServiceProviderConfig', '/ResourceTypes', '/ResourceTypes/User', '/Schemas', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User'];

  test('is refused by default', async () => {
    const service = await openService(open);
    for (const path of paths) expect([path, (await service.send('get', path, undefined, anonymous)).status]).toEqual([path, 401]);
  });

  test('answers what it answers with one', async () => {
    const service = await openService(open, { publicDiscovery: true, baseUrl: 'https://scim.example.com/v2' });
    for (const path of paths) {
      const [open, known] = [await service.send('get', path, undefined, anonymous), await service.send('get', path)];
      expect([path, open.status, open.body]).toEqual([path, 200, known.body]);
      expect(open.headers['content-type']).toBe('application/scim+json');
      expect(known.text).toContain('https://scim.example.com/v2');
    }
    expect((await service.send('head', '/Schemas', undefined, anonymous)).status).toBe(200);
  });

  test('opens nothing else, and has the errors of discovery', async () => {
    const service = await openService(open, { publicDiscovery: true, maxUrlLength: 100 });
    for (const path of ['/Users', '/', '/Me', '/Bulk', '/Nothing', '/ServiceProviderConfig/1']) {
      expect([path, (await service.send('get', path, undefined, anonymous)).status]).toEqual([path, 401]);
    }
    expect((await service.send('put', '/Schemas', {}, anonymous)).status).toBe(401);
    const statusOf = async (path: string): Promise<unknown[]> => {
      const { status, body } = await service.send('get', path, undefined, anonymous);
      return [status, body.status];
    };
    expect(await statusOf('/Schemas?filter=id%20pr')).toEqual([403, '403']);
    expect(await statusOf('/Schemas/urn:none')).toEqual([404, '404']);
    expect(await statusOf(`/Schemas/${'x'.repeat(200)}`)).toEqual([414, '414']);
    expect(await statusOf('/Schemas?count=many')).toEqual([400, '400']);
  });

  test('needs TLS where all else does', async () => {
    const service = await openService(open, { publicDiscovery: true, requireTls: true });
    expect((await service.send('get', '/ServiceProviderConfig', undefined, anonymous)).status).toBe(403);
  });
});

test('resource types are still all there, whatever is offered of them', async () => {
  const service = await openService(open, { resourceTypes: [User, Group], operations: { Group: [] } });
  const { body } = await service.send('get', '/ResourceTypes');
  expect(body.Resources.map(({ meta }: { meta: { location: string } }) => new URL(meta.location).pathname)).toEqual([`${mountPath}/ResourceTypes/User`, `${mountPath}/ResourceTypes/Group`]);
});
