import { defineResourceType, defineSchema } from 'scim-router';

const property = { type: 'string' } as const;

function entitlementSchema(name: 'Role' | 'Entitlement') {
  return defineSchema({
    $id: `urn:okta:scim:schemas:core:1.0:${name}`,
    title: name,
    description: `${name} that Okta Identity Governance grants`,
    type: 'object',
    required: ['displayName'],
    properties: { displayName: { type: 'string', indexed: true }, type: property, description: property },
  });
}

/** What Okta Identity Governance reads beside users and groups, as a host application would define it. */
export const Role = defineResourceType({ name: 'Role', endpoint: '/Roles', schema: entitlementSchema('Role') });
export const Entitlement = defineResourceType({ name: 'Entitlement', endpoint: '/Entitlements', schema: entitlementSchema('Entitlement') });
