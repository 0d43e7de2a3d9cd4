import { defineResourceType } from '../schema/define-resource-type';
import { defineSchema } from '../schema/define-schema';

const deviceSchema = defineSchema({
  $id: 'urn:example:params:scim:schemas:Device',
  title: 'Device',
  description: 'One attribute of every kind',
  type: 'object',
  required: ['serialNumber'],
  properties: {
    serialNumber: { type: 'string', caseExact: true, uniqueness: 'server' },
    label: { type: 'string' },
    model: { type: 'string', caseExact: true },
    active: { type: 'boolean' },
    slots: { type: 'integer' },
    weight: { type: 'number' },
    manufactured: { type: 'string', format: 'date-time' },
    certificate: { type: 'string', contentEncoding: 'base64' },
    homepage: { type: 'string', referenceTypes: ['external'] },
    pin: { type: 'string', mutability: 'writeOnly', returned: 'never' },
    note: { type: 'string', returned: 'request' },
    tags: { type: 'array', items: { type: 'string' } },
    place: {
      type: 'object',
      properties: { building: { type: 'string' }, floor: { type: 'integer' } },
    },
    slot: { type: 'string' },
    rack: {
      type: 'object',
      properties: { name: { type: 'string', caseExact: true }, height: { type: 'integer' } },
    },
    ports: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string' },
          type: { type: 'string' },
          primary: { type: 'boolean' },
          speed: { type: 'integer' },
        },
      },
    },
  },
});

const warrantySchema = defineSchema({
  $id: 'urn:example:params:scim:schemas:extension:warranty:Device',
  title: 'Warranty',
  type: 'object',
  properties: {
    assetTag: { type: 'string', uniqueness: 'server' },
    contract: { type: 'string', caseExact: true },
    expires: { type: 'string', format: 'date-time' },
  },
});

/** The URN of the extension of `Device`. */
export const warranty = warrantySchema.$id;

/** A resource type that is neither User nor Group, with an attribute of every kind, for tests of stores. */
export const Device = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  schema: deviceSchema,
  extensions: [{ schema: warrantySchema }],
  uniqueTogether: [['slot', 'rack.name', 'rack.height']],
});
