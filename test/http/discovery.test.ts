import { Group, User, defineResourceType, defineSchema } from 'scim-router';

import coreSchemas from '../data/core-schemas.json';
import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { enterpriseUrn, mountPath, openService, userUrn } from '../support/service';

const [[, open]] = backends as readonly [(typeof backends)[0], ...typeof backends];

const Device = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  description: 'A device',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Device',
    title: 'Device',
    type: 'object',
    required: ['serialNumber'],
    properties: { serialNumber: { type: 'string', caseExact: true, uniqueness: 'server' } },
  }),
});

describe('discovery (RFC 7644 §4)', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await openService(open, { resourceTypes: [User, Group, Device], documentationUri: 'https://docs.example/scim' });
  });
  afterAll(() => service.close());

  test('RFC 7643 §5: ServiceProviderConfig says what the options say', async () => {
    const { status, body } = await service.send('get', '/ServiceProviderConfig');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      documentationUri: 'https://docs.example/scim',
      patch: { supported: true },
      filter: { supported: true, maxResults: 1000 },
      sort: { supported: true },
      etag: { supported: true },
      bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1_048_576 },
      meta: { resourceType: 'ServiceProviderConfig' },
    });
    for (const scheme of body.authenticationSchemes) expect(scheme).toEqual(expect.objectContaining({ type: expect.any(String), name: expect.any(String), description: expect.any(String) }));
  });

  test('RFC 7643 §8.7: every served core schema equals the published one, field by field', async () => {
    const { body } = await service.send('get', '/Schemas');
    const served = new Map<string, any>(body.Resources.map((schema: any) => [schema.id, schema]));
    expect([...served.keys()].toSorted()).toEqual([...coreSchemas.map(({ id }) => id), 'urn:example:params:scim:schemas:Device'].toSorted());
    for (const expected of coreSchemas) {
      const { meta, ...schema } = served.get(expected.id);
      expect(schema).toEqual((({ meta: _meta, ...rest }: any) => rest)(expected));
      expect(meta).toMatchObject({ resourceType: 'Schema', location: expect.stringContaining(`${mountPath}/Schemas/${expected.id}`) });
    }
  });

  test('RFC 7643 §6: every resource type is listed with its endpoint, schema and extensions', async () => {
    const { body } = await service.send('get', '/ResourceTypes');
    expect(body.Resources).toMatchObject([
      { id: 'User', name: 'User', endpoint: '/Users', schema: userUrn, schemaExtensions: [{ schema: enterpriseUrn, required: false }] },
      { id: 'Group', name: 'Group', endpoint: '/Groups' },
      { id: 'Device', name: 'Device', endpoint: '/Devices', description: 'A device' },
    ]);
  });

  test('RFC 7643 §6: every location and schema that discovery names answers', async () => {
    const { body: types } = await service.send('get', '/ResourceTypes');
    const { body: schemas } = await service.send('get', '/Schemas');
    const locations = [...types.Resources, ...schemas.Resources].map(({ meta }: any) => new URL(meta.location).pathname.slice(mountPath.length));
    const urns = types.Resources.flatMap(({ schema, schemaExtensions = [] }: any) => [schema, ...schemaExtensions.map((each: any) => each.schema)]);
    for (const path of [...locations, ...urns.map((urn: string) => `/Schemas/${urn}`)]) {
      expect([path, (await service.send('get', path)).status]).toEqual([path, 200]);
    }
  });

  test('a custom resource type works like the core ones', async () => {
    const created = await service.create('/Devices', { schemas: [Device.schema.$id], serialNumber: 'A' });
    expect(created).toMatchObject({ schemas: [Device.schema.$id], serialNumber: 'A', meta: { resourceType: 'Device' } });
    expect((await service.send('post', '/Devices', { schemas: [Device.schema.$id], serialNumber: 'A' })).status).toBe(409);
    expect((await service.send('post', '/Devices', { schemas: [Device.schema.$id], serialNumber: 'a' })).status).toBe(201);
    expect((await service.send('get', '/Devices?filter=serialNumber eq "a"')).body.totalResults).toBe(1);
  });
});
