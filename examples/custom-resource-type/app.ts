import express from 'express';
import { Group, MemoryStore, User, createScimRouter, defineResourceType, defineSchema, staticBearer } from 'scim-router';
import type { ResourceOf } from 'scim-router';

const assetSchema = defineSchema({
  $id: 'urn:example:params:scim:schemas:extension:Asset',
  title: 'Asset',
  type: 'object',
  properties: { cost: { type: 'number', minimum: 0 }, purchased: { type: 'string', format: 'date-time' } },
});

export const Device = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Device',
    title: 'Device',
    type: 'object',
    required: ['serialNumber'],
    properties: {
      serialNumber: { type: 'string', caseExact: true, uniqueness: 'server', mutability: 'immutable' },
      kind: { type: 'string', enum: ['laptop', 'phone'] },
      owner: {
        type: 'object',
        properties: { value: { type: 'string' }, $ref: { type: 'string', referenceTypes: ['User'] } },
      },
      unlockCode: { type: 'string', mutability: 'writeOnly', returned: 'never' },
      label: { type: 'string', mutability: 'readOnly' },
    },
  }),
  extensions: [{ schema: assetSchema }],
  derived: {
    label: { on: 'write', compute: (devices) => devices.map(({ kind = 'device', serialNumber }) => `${kind} ${serialNumber}`) },
  },
});

/** What a client sees of a device; inferred from the schemas above. */
export type Device = ResourceOf<typeof Device>;

export function createApp(token: string) {
  const router = createScimRouter(new MemoryStore(), staticBearer(token), { resourceTypes: [User, Group, Device] });
  return express().use('/scim/v2', router);
}
