import { defineResourceType, defineSchema } from 'scim-router';

export const deviceUrn = 'urn:example:params:scim:schemas:Device';
export const assetUrn = 'urn:example:params:scim:schemas:extension:Asset';

const deviceSchema = defineSchema({
  $id: deviceUrn,
  title: 'Device',
  description: 'Every data type and characteristic of RFC 7643 that User and Group have no example of',
  type: 'object',
  required: ['serialNumber'],
  properties: {
    serialNumber: { type: 'string', uniqueness: 'server', caseExact: true },
    label: { type: 'string' },
    code: { type: 'string', caseExact: true },
    inventoryName: { type: 'string', uniqueness: 'server' },
    model: { type: 'string', mutability: 'immutable' },
    note: { type: 'string', returned: 'request' },
    hint: { type: 'string', returned: 'never' },
    pin: { type: 'string', mutability: 'writeOnly', returned: 'never' },
    status: { type: 'string', mutability: 'readOnly' },
    kind: { type: 'string', enum: ['laptop', 'phone'] },
    hostName: { type: 'string', returned: 'always' },
    enabled: { type: 'boolean' },
    size: { type: 'integer' },
    weight: { type: 'number' },
    installedAt: { type: 'string', format: 'date-time' },
    certificate: { type: 'string', contentEncoding: 'base64' },
    website: { type: 'string', format: 'uri-reference', referenceTypes: ['external'] },
    tags: { type: 'array', items: { type: 'string' } },
    keeper: {
      type: 'object',
      required: ['value'],
      properties: {
        value: { type: 'string' },
        $ref: { type: 'string', referenceTypes: ['User'] },
        note: { type: 'string' },
      },
    },
    parts: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string' },
          display: { type: 'string' },
          type: { type: 'string', canonicalValues: ['main', 'spare'] },
          primary: { type: 'boolean' },
          amount: { type: 'integer' },
        },
      },
    },
  },
});

const assetSchema = defineSchema({
  $id: assetUrn,
  title: 'Asset',
  type: 'object',
  required: ['cost'],
  properties: { cost: { type: 'number' }, department: { type: 'string' } },
});

export const Device = defineResourceType({ name: 'Device', endpoint: '/Devices', schema: deviceSchema });

/** The same, in another place and with an extension that every resource must carry. */
export const Asset = defineResourceType({
  name: 'Asset',
  endpoint: '/Assets',
  schema: defineSchema({ ...deviceSchema, $id: 'urn:example:params:scim:schemas:AssetDevice', title: 'AssetDevice' }),
  extensions: [{ schema: assetSchema, required: true }],
});
