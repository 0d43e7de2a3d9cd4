import { commonAttributes } from '../../src/schema/core/common';
import { enterpriseUserSchema } from '../../src/schema/core/enterprise-user';
import { Group, groupSchema } from '../../src/schema/core/group';
import { resourceTypeSchema } from '../../src/schema/core/resource-type';
import { schemaSchema } from '../../src/schema/core/schema';
import { serviceProviderConfigSchema } from '../../src/schema/core/service-provider-config';
import { User, userSchema } from '../../src/schema/core/user';
import { presentResourceType, presentSchema } from '../../src/schema/discovery';
import type { SchemaDocument } from '../../src/schema/keywords';
import coreSchemas from '../data/core-schemas.json';

const documents: readonly SchemaDocument[] = [
  userSchema,
  groupSchema,
  enterpriseUserSchema,
  serviceProviderConfigSchema,
  resourceTypeSchema,
  schemaSchema,
];

const published = new Map<string, object>(coreSchemas.map((schema) => [schema.id, schema]));

test('RFC 7643 §8.7: there are six core schemas', () => {
  expect(documents.map(({ $id }) => $id).sort()).toEqual([...published.keys()].sort());
});

test.each(documents)('RFC 7643 §8.7: $title is presented as published, errata applied', (document) => {
  const { meta, ...schema } = published.get(document.$id) as { readonly meta: unknown };
  expect(presentSchema(document)).toStrictEqual(schema);
  expect(presentSchema(document, { meta })).toStrictEqual({ ...schema, meta });
});

test('RFC 7643 §6: User and Group are presented as resource types', () => {
  expect(presentResourceType(User, { meta: { resourceType: 'ResourceType' } })).toStrictEqual({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    description: 'User account',
    endpoint: '/Users',
    schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
    schemaExtensions: [{ schema: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', required: false }],
    meta: { resourceType: 'ResourceType' },
  });
  expect(presentResourceType(Group)).not.toHaveProperty('schemaExtensions');
});

test('RFC 7643 §3.1: the common attributes have the characteristics of the standard', () => {
  const characteristics = commonAttributes.map(({ name, type, multiValued, required, caseExact, ...rest }) => {
    const { mutability, returned, uniqueness, schema } = rest;
    return { name, type, multiValued, required, caseExact, mutability, returned, uniqueness, schema };
  });
  const shared = { type: 'string', multiValued: false, required: false, caseExact: true, schema: undefined };
  const open = { ...shared, mutability: 'readWrite', returned: 'default', uniqueness: 'none' };
  expect(characteristics).toStrictEqual([
    { ...open, name: 'schemas', type: 'reference', multiValued: true, required: true, returned: 'always' },
    { ...open, name: 'id', required: true, mutability: 'readOnly', returned: 'always', uniqueness: 'server' },
    { ...open, name: 'externalId' },
    { ...open, name: 'meta', type: 'complex', caseExact: false, mutability: 'readOnly' },
  ]);
});

test('RFC 7643 §3.1: every part of meta is readOnly', () => {
  const meta = commonAttributes.find(({ name }) => name === 'meta');
  const parts = meta?.subAttributes.map(({ name, mutability, type }) => [name, type, mutability]);
  expect(parts).toEqual([
    ['resourceType', 'string', 'readOnly'],
    ['created', 'dateTime', 'readOnly'],
    ['lastModified', 'dateTime', 'readOnly'],
    ['location', 'reference', 'readOnly'],
    ['version', 'string', 'readOnly'],
  ]);
});
