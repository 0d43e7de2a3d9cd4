import { defineSchema } from '../define-schema';

/** The enterprise user extension (RFC 7643 §4.3). */
export const enterpriseUserSchema = defineSchema({
  $id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  title: 'EnterpriseUser',
  description: 'Enterprise extension of User',
  type: 'object',
  properties: {
    employeeNumber: { type: 'string', description: 'Identifier assigned by the organization' },
    costCenter: { type: 'string', description: 'Cost center name' },
    organization: { type: 'string', description: 'Organization name' },
    division: { type: 'string', description: 'Division name' },
    department: { type: 'string', description: 'Department name' },
    manager: {
      type: 'object',
      description: 'Manager of the user',
      properties: {
        value: {
          type: 'string',
          description: 'id of the manager User',
          indexed: true,
          caseExact: true,
        },
        $ref: {
          type: 'string',
          description: 'URI of the manager User',
          referenceTypes: ['User'],
        },
        displayName: {
          type: 'string',
          description: 'Display name of the manager',
          mutability: 'readOnly',
        },
      },
    },
  },
});
