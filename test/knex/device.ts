import { defineResourceType } from '../../src/schema/define-resource-type';
import { defineSchema } from '../../src/schema/define-schema';

/** A resource type with an attribute of every kind. */
const deviceSchema = defineSchema({
  $id: 'urn:example:params:scim:schemas:Device',
  title: 'Device',
  type: 'object',
  required: ['serialNumber'],
  properties: {
    serialNumber: { type: 'string', caseExact: true, uniqueness: 'server' },
    label: { type: 'string', indexed: true },
    note: { type: 'string', returned: 'request' },
    secret: { type: 'string', returned: 'never', mutability: 'writeOnly' },
    weight: { type: 'number' },
    slots: { type: 'integer' },
    enabled: { type: 'boolean' },
    bought: { type: 'string', format: 'date-time' },
    manual: { type: 'string', referenceTypes: ['external'] },
    tags: { type: 'array', items: { type: 'string' } },
    sizes: { type: 'array', items: { type: 'integer' } },
    place: {
      type: 'object',
      properties: {
        room: { type: 'string' },
        floor: { type: 'integer' },
        aliases: { type: 'array', items: { type: 'string' } },
      },
    },
    ports: {
      type: 'array',
      indexed: true,
      items: {
        type: 'object',
        properties: {
          value: { type: 'string' },
          type: { type: 'string' },
          code: { type: 'string', caseExact: true },
          speed: { type: 'number' },
          since: { type: 'string', format: 'date-time' },
          primary: { type: 'boolean' },
          pin: { type: 'string', returned: 'request' },
          notes: { type: 'array', items: { type: 'string' } },
        },
      },
    },
    owners: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', caseExact: true },
          $ref: { type: 'string', referenceTypes: ['Device'] },
          type: { type: 'string' },
          display: { type: 'string' },
          role: { type: 'string' },
        },
      },
    },
    owned: {
      type: 'array',
      mutability: 'readOnly',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', caseExact: true },
          $ref: { type: 'string', referenceTypes: ['Device'] },
          display: { type: 'string' },
          type: { type: 'string', canonicalValues: ['direct'] },
        },
      },
    },
  },
});

const assetSchema = defineSchema({
  $id: 'urn:example:params:scim:schemas:extension:Asset',
  title: 'Asset',
  type: 'object',
  properties: {
    inventory: { type: 'string' },
    cost: { type: 'number' },
    papers: {
      type: 'array',
      items: { type: 'object', properties: { value: { type: 'string' }, pages: { type: 'integer' } } },
    },
  },
});

export const Device = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  schema: deviceSchema,
  extensions: [{ schema: assetSchema }],
  displayAttribute: 'label',
  inverse: { owned: { type: 'Device', attribute: 'owners' } },
});

export const ASSET = assetSchema.$id;
