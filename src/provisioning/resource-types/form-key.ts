import { defineResourceType } from '../../schema/define-resource-type';
import { defineSchema } from '../../schema/define-schema';

/** The key that the forms of the page are signed with: one for all processes. Never served. */
export const FormKey = defineResourceType({
  name: 'FormKey',
  endpoint: '/FormKey',
  storageName: 'provisioning.FormKey',
  schema: defineSchema({
    $id: 'urn:scim-router:provisioning:FormKey',
    title: 'FormKey',
    type: 'object',
    required: ['name', 'key'],
    properties: {
      name: { type: 'string', caseExact: true, uniqueness: 'server' },
      key: { type: 'string', caseExact: true },
    },
  }),
});
