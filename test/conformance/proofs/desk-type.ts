import { defineResourceType, defineSchema } from 'scim-router';

/** A type whose attributes have defaults, of each kind that can have one. */
export const Desk = defineResourceType({
  name: 'Desk',
  endpoint: '/Desks',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Desk',
    title: 'Desk',
    type: 'object',
    required: ['number'],
    properties: {
      number: { type: 'string', uniqueness: 'server' },
      free: { type: 'boolean', default: true },
      seats: { type: 'integer', default: 1 },
      colour: { type: 'string', default: 'white' },
      tags: { type: 'array', items: { type: 'string' }, default: ['new'] },
    },
  }),
});
