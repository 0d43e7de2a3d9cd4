import { defineResourceType } from '../../schema/define-resource-type';
import { defineSchema } from '../../schema/define-schema';
import type { ComplexSchema } from '../../schema/keywords';

/** A token; of what it says only the digest is kept. */
const token = {
  type: 'object',
  properties: {
    id: { type: 'string', caseExact: true },
    hash: { type: 'string', caseExact: true, uniqueness: 'server' },
    ending: { type: 'string', caseExact: true },
    access: { type: 'string', caseExact: true },
    created: { type: 'string', format: 'date-time' },
    createdBy: { type: 'string', caseExact: true },
    expires: { type: 'string', format: 'date-time' },
  },
} as const satisfies ComplexSchema;

/**
 * An identity provider and its tokens, in one resource: whatever is done with them is one write that says which version
 * it changes, so that it happens as a whole on every store. There is room for two tokens and for no more. Never served.
 */
export const IdentityProvider = defineResourceType({
  name: 'IdentityProvider',
  endpoint: '/IdentityProvider',
  storageName: 'provisioning.IdentityProvider',
  schema: defineSchema({
    $id: 'urn:scim-router:provisioning:IdentityProvider',
    title: 'IdentityProvider',
    type: 'object',
    required: ['key', 'owner', 'name', 'enabled'],
    properties: {
      /** Owner and name: no two of an owner have the same. */
      key: { type: 'string', caseExact: true, uniqueness: 'server' },
      owner: { type: 'string', caseExact: true, indexed: true },
      name: { type: 'string' },
      enabled: { type: 'boolean' },
      first: token,
      second: token,
    },
  }),
});
