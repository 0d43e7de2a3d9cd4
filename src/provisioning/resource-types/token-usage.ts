import { defineResourceType } from '../../schema/define-resource-type';
import { defineSchema } from '../../schema/define-schema';

/** What a token was used for, apart from the token, so that counting never gets in the way of changing it. Never served. */
export const TokenUsage = defineResourceType({
  name: 'TokenUsage',
  endpoint: '/TokenUsage',
  storageName: 'provisioning.TokenUsage',
  schema: defineSchema({
    $id: 'urn:scim-router:provisioning:TokenUsage',
    title: 'TokenUsage',
    type: 'object',
    required: ['token', 'lastUsed'],
    properties: {
      token: { type: 'string', caseExact: true, uniqueness: 'server' },
      lastUsed: { type: 'string', format: 'date-time' },
      /** Days before its expiry at which it was warned of. */
      warned: { type: 'integer' },
      days: {
        type: 'array',
        items: {
          type: 'object',
          properties: { day: { type: 'string', caseExact: true }, requests: { type: 'integer' } },
        },
      },
    },
  }),
});
