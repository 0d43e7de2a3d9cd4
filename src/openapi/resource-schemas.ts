import type { DescribedService } from '../http/open-api';
import type { ServedType } from '../operations/service';
import type { Attribute } from '../schema/attribute';
import type { ResourceType } from '../schema/resource-type';
import type { Direction } from './attribute-schema';
import { attributeSchema, attributesIn, objectSchema } from './attribute-schema';
import { listSchema } from './message-schemas';
import type { OpenApiObject } from './open-api-object';
import { reference } from './open-api-object';

/** The schemas of one resource type: as it is answered, as it is sent, and a page of it. Names of types have no dots. */
export function resourceSchemas(served: ServedType, service: DescribedService): OpenApiObject {
  const { name } = served.type;
  const isWritten = served.operations.has('create') || served.operations.has('replace');
  return {
    [name]: answerSchema(served),
    ...(isWritten && { [`${name}.input`]: bodySchema(served.type, service) }),
    ...(served.operations.has('query') && { [`${name}.list`]: listSchema(reference('schemas', name), service) }),
  };
}

/** A resource in an answer: whatever the client asked for, `schemas` and `id` are there (RFC 7643 §3.1). */
function answerSchema({ type, metaMembers }: ServedType): OpenApiObject {
  const { properties } = attributesSchema(type, 'answer');
  const meta = type.attributes.find(({ name, schema }) => name === 'meta' && schema === undefined);
  return {
    ...naming(type),
    type: 'object',
    required: ['schemas', 'id'],
    properties: {
      ...properties,
      schemas: { ...schemasMember, items: { type: 'string', enum: urnsOf(type) }, readOnly: true },
      ...(meta !== undefined && { meta: metaSchema(meta, { members: metaMembers, links: Object.keys(type.meta.links) }) }),
    },
  };
}

/** A resource as the body of a POST or PUT (RFC 7644 §3.3, §3.5.1). */
function bodySchema(type: ResourceType, { unknownAttributes }: Pick<DescribedService, 'unknownAttributes'>): OpenApiObject {
  const { properties, required } = attributesSchema(type, 'body');
  const demanded = type.extensions.filter((extension) => extension.required === true).map(({ schema }) => schema.$id);
  return {
    ...naming(type),
    type: 'object',
    required: ['schemas', ...required.filter((name) => name !== 'schemas'), ...demanded],
    properties: { ...properties, schemas: { ...schemasMember, items: { type: 'string' }, minItems: 1 } },
    ...(unknownAttributes === 'reject' && { additionalProperties: false }),
  };
}

const schemasMember = { type: 'array', description: 'URNs of the schemas that the resource has attributes of' };

function naming({ name, description }: ResourceType): OpenApiObject {
  return { title: name, ...(description !== undefined && { description }) };
}

/** The URNs that `schemas` can have. */
export function urnsOf({ schema, extensions }: ResourceType): readonly string[] {
  return [schema.$id, ...extensions.map((extension) => extension.schema.$id)];
}

interface AttributesSchema {
  readonly properties: OpenApiObject;
  readonly required: readonly string[];
}

/** Core attributes by their name, those of an extension under its URN (RFC 7643 §3.3). */
function attributesSchema(type: ResourceType, direction: Direction): AttributesSchema {
  const isOwn = ({ name, schema }: Attribute): boolean => schema !== undefined || !['meta', 'schemas'].includes(name);
  const core = objectSchema(type.attributes.filter((each) => each.extension === undefined && isOwn(each)), direction);
  const extensions = type.extensions.flatMap(({ schema }) => {
    const attributes = attributesIn(type.attributes.filter(({ extension }) => extension === schema.$id), direction);
    return attributes.length === 0 ? [] : [[schema.$id, { title: schema.title, ...objectSchema(attributes, direction) }] as const];
  });
  return {
    properties: { ...(core['properties'] as OpenApiObject), ...Object.fromEntries(extensions) },
    required: (core['required'] ?? []) as readonly string[],
  };
}

/** RFC 7643 §3.1, with the members that the type shows, and its links. */
function metaSchema(meta: Attribute, { members, links }: { readonly members: readonly string[]; readonly links: readonly string[] }): OpenApiObject {
  const shown = meta.subAttributes.filter(({ name }) => members.includes(name));
  const link = { type: 'string', format: 'uri' };
  return {
    ...attributeSchema({ ...meta, subAttributes: [] }, 'answer'),
    properties: {
      ...Object.fromEntries(shown.map((member) => [member.name, attributeSchema(member, 'answer')])),
      ...(links.length > 0 && { links: { type: 'object', properties: Object.fromEntries(links.map((name) => [name, link])) } }),
    },
  };
}
