import { defineResourceType } from 'scim-router';

/** A resource type that uses what the core types of RFC 7643 do not need. */
export const Book = defineResourceType({
  name: 'Book',
  endpoint: '/Book',
  storageName: 'library.Book',
  identifiers: 'integer',
  aliases: {
    names: ['Tome'],
    endpoints: ['/Tome'],
    schemas: ['urn:example:library:1.0:Book', /urn:example:(?:old|older)\.(?:Book|Tome)/],
  },
  schema: {
    $id: 'urn:example:library:2.0:Book',
    title: 'Book',
    type: 'object',
    required: ['title'],
    properties: {
      title: { type: 'string', aliases: ['heading', 'name2'] },
      isbn: { type: 'string', caseExact: true, uniqueness: 'server', aliases: ['ean'] },
      pages: { type: 'integer' },
      publisher: {
        type: 'object',
        aliases: ['press'],
        properties: { name: { type: 'string', aliases: ['label'] }, city: { type: 'string' } },
      },
      added: { type: 'string', format: 'local-date-time' },
      loan: {
        type: 'object',
        properties: { reader: { type: 'string' }, until: { type: 'string', format: 'local-date-time' } },
      },
      visits: {
        type: 'array',
        items: { type: 'object', properties: { value: { type: 'string', format: 'local-date-time' }, type: { type: 'string' } } },
      },
      custom: { type: 'object', additionalProperties: true, properties: { edition: { type: 'integer', aliases: ['issue'] } } },
      notes: { type: 'array', items: { type: 'object', additionalProperties: true, properties: { value: { type: 'string' } } } },
      marks: { type: 'array', items: { type: 'object', additionalProperties: true, properties: {} } },
      state: { type: 'string', enum: ['in', 'out'] },
      authors: {
        type: 'array',
        items: { type: 'object', properties: { value: { type: 'string', aliases: ['writer'] }, role: { type: 'string' } } },
      },
    },
  },
  accept: {
    state: (value) => (isObject(value) && typeof value['value'] === 'string' ? value['value'].toLowerCase() : value),
    authors: (value) => (typeof value === 'string' ? value.split(', ').map((name) => ({ value: name })) : value),
  },
});

/** A resource type whose `meta` says where to find what belongs to a resource. */
export const Shelf = defineResourceType({
  name: 'Shelf',
  endpoint: '/Shelf',
  schema: {
    $id: 'urn:example:library:2.0:Shelf',
    title: 'Shelf',
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      level: { type: 'integer' },
      code: { type: 'string', returned: 'request' },
      place: { type: 'object', properties: { room: { type: 'string' }, floor: { type: 'integer' } } },
    },
  },
  meta: {
    members: ['resourceType', 'location'],
    links: {
      books: "Book?filter=shelf+eq+'{name}'+and+level+eq+{level}",
      room: '/Room/{place.room}',
      code: 'Code/{code}',
      all: 'All/{id}',
      outside: 'Outside/{externalId}',
    },
  },
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
