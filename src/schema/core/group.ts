import { defineResourceType } from '../define-resource-type';
import { defineSchema } from '../define-schema';

/** The schema of groups (RFC 7643 §4.2). */
export const groupSchema = defineSchema({
  $id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  title: 'Group',
  description: 'SCIM core group',
  type: 'object',
  required: ['displayName'],
  properties: {
    displayName: { type: 'string', description: 'Name of the group; required', indexed: true },
    members: {
      type: 'array',
      description: 'Members of the group',
      items: {
        type: 'object',
        properties: {
          value: {
            type: 'string',
            description: 'id of the member',
            caseExact: true,
            mutability: 'immutable',
          },
          $ref: {
            type: 'string',
            description: 'URI of the member',
            referenceTypes: ['User', 'Group'],
            mutability: 'immutable',
          },
          type: {
            type: 'string',
            description: 'Resource type of the member',
            mutability: 'immutable',
            canonicalValues: ['User', 'Group'],
          },
          display: {
            type: 'string',
            description: 'Display name of the member',
            mutability: 'readOnly',
          },
        },
      },
    },
  },
});

/** Groups at `/Groups` (RFC 7643 §4.2). A PATCH answers 204 unless attributes are asked for: groups can be large. */
export const Group = defineResourceType({
  name: 'Group',
  endpoint: '/Groups',
  description: 'Group of users and of other groups',
  schema: groupSchema,
  patchResponse: 'none',
});
