import { defineResourceType } from '../../schema/define-resource-type';
import { defineSchema } from '../../schema/define-schema';

/** What an administrator did, or what became of a token. Never served, never changed. */
export const AuditEvent = defineResourceType({
  name: 'AuditEvent',
  endpoint: '/AuditEvent',
  storageName: 'provisioning.AuditEvent',
  schema: defineSchema({
    $id: 'urn:scim-router:provisioning:AuditEvent',
    title: 'AuditEvent',
    type: 'object',
    required: ['owner', 'at', 'action', 'provider', 'providerName'],
    properties: {
      owner: { type: 'string', caseExact: true, indexed: true },
      at: { type: 'string', format: 'date-time' },
      action: { type: 'string', caseExact: true },
      provider: { type: 'string', caseExact: true, indexed: true },
      providerName: { type: 'string' },
      administrator: { type: 'string', caseExact: true },
      address: { type: 'string', caseExact: true },
      token: { type: 'string', caseExact: true },
      access: { type: 'string', caseExact: true },
      expires: { type: 'string', format: 'date-time' },
    },
  }),
});
