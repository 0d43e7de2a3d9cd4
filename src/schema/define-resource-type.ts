import { assertResourceType } from './assert-resource-type';
import { assertUniqueTogether } from './assert-unique-together';
import type { Attribute } from './attribute';
import { foldName } from './attribute-name';
import { compileAttributes, namesOf } from './compile-attributes';
import { commonAttributesOf, findCommonAttribute } from './core/common';
import { defineSchema } from './define-schema';
import type { AttributesOf } from './infer';
import type { SchemaDocument } from './keywords';
import type { Lookup, Relation } from './relation';
import type {
  AcceptValue,
  DerivedAttribute,
  Identifiers,
  Inverse,
  MetaDefinition,
  MetaMember,
  ResourceType,
  ResourceTypeAliases,
  SchemaExtension,
} from './resource-type';

const metaMembers: readonly MetaMember[] = Object.freeze(['resourceType', 'created', 'lastModified', 'location', 'version']);

/** What `defineResourceType` makes a resource type from. */
export interface ResourceTypeDefinition<
  Core extends SchemaDocument = SchemaDocument,
  Extensions extends readonly SchemaExtension[] = readonly SchemaExtension[],
> {
  readonly name: string;
  /**
   * The name under which stores keep the resources, for two types of one store that clients know by the same name.
   * Default `name`.
   */
  readonly storageName?: string;
  /**
   * What the `id` is. `integer`: the store counts, and the attribute `id` is a number in answers, filters and sort
   * orders. Default `uuid`.
   */
  readonly identifiers?: Identifiers;
  /** Relative to the service root, one segment, such as `/Devices`. */
  readonly endpoint: `/${string}`;
  /** Other names, endpoints and URNs by which clients find the type. Default none. */
  readonly aliases?: ResourceTypeAliases;
  readonly description?: string;
  readonly schema: Core;
  /** Default none. */
  readonly extensions?: Extensions;
  /** By attribute name; each must be readOnly in the schema. Default none. */
  readonly derived?: Readonly<Record<string, DerivedAttribute<NoInfer<AttributesOf<Core, Extensions>>>>>;
  /** By attribute name; each must be readOnly in the schema. Default none. */
  readonly inverse?: Readonly<Record<string, Inverse>>;
  /**
   * How its resources belong to others, by the name with which a path of a filter begins to go on there; the longest
   * that fits counts, and goes before an attribute of that name. Default none.
   */
  readonly relations?: Readonly<Record<string, Relation>>;
  /**
   * Attributes that are shown from related resources and filtered by there, by attribute name; each must be readOnly in
   * the schema. Not sortable. Default none.
   */
  readonly lookups?: Readonly<Record<string, Lookup>>;
  /** Default `displayName`, else the first required string that has one value. */
  readonly displayAttribute?: string;
  /** Default `resource`. */
  readonly patchResponse?: 'resource' | 'none';
  /** Default: every member, no links. */
  readonly meta?: MetaDefinition;
  /**
   * Old forms of values, by attribute name: each function is given what a POST, PUT or PATCH sends for that attribute,
   * all of it or, where a filter in brackets selects values, one, before anything else sees it. Default none.
   */
  readonly accept?: Readonly<Record<string, AcceptValue>>;
  /**
   * Paths to single values that no two resources may have all alike, such as `[['name', 'system']]`; letter case counts
   * as `caseExact` says. A missing value counts as one, but resources that have none of the values do not collide.
   * Stores refuse the second one with `UniquenessError`. Default none.
   */
  readonly uniqueTogether?: readonly (readonly string[])[];
}

/**
 * Defines a kind of resource: its endpoint, its schema and its extensions (RFC 7643 §6).
 *
 * @throws TypeError that names the resource type and the setting, for a definition that cannot be served.
 *
 * @example
 * ```ts
 * const Device = defineResourceType({
 *   name: 'Device',
 *   endpoint: '/Devices',
 *   schema: deviceSchema,
 *   derived: { label: { on: 'write', compute: (devices) => devices.map((device) => `No. ${device.serialNumber}`) } },
 * });
 * ```
 */
export function defineResourceType<
  const Core extends SchemaDocument,
  const Extensions extends readonly SchemaExtension[] = [],
>(definition: ResourceTypeDefinition<Core, Extensions>): ResourceType<Core, Extensions> {
  const schema = defineSchema(definition.schema);
  const extensions = (definition.extensions ?? []).map((extension) => {
    defineSchema(extension.schema);
    return Object.freeze({ ...extension });
  });
  const core = compileAttributes(schema).filter(({ name }) => findCommonAttribute(name) === undefined);
  const added = extensions.flatMap((extension) => compileAttributes(extension.schema, 'extension'));
  const common = commonAttributesOf(definition.identifiers);
  const type: ResourceType = {
    name: definition.name,
    storageName: definition.storageName ?? definition.name,
    identifiers: definition.identifiers ?? 'uuid',
    endpoint: definition.endpoint,
    aliases: completeAliases(definition.aliases),
    description: definition.description,
    schema,
    extensions: Object.freeze(extensions),
    attributes: Object.freeze([...common, ...core, ...added]),
    attributesByName: indexByPath(schema.$id, { common, core, added }),
    links: Object.freeze(core.filter(isLink)),
    derived: Object.freeze({ ...definition.derived }),
    inverse: Object.freeze({ ...definition.inverse }),
    relations: Object.freeze({ ...definition.relations }),
    lookups: Object.freeze({ ...definition.lookups }),
    displayAttribute: definition.displayAttribute ?? defaultDisplay(core),
    patchResponse: definition.patchResponse ?? 'resource',
    meta: completeMeta(definition.meta),
    accept: Object.freeze({ ...definition.accept }),
    uniqueTogether: [],
  };
  assertResourceType(type);
  const uniqueTogether = assertUniqueTogether(type, definition.uniqueTogether);
  return Object.freeze({ ...type, uniqueTogether }) as ResourceType<Core, Extensions>;
}

function completeAliases({ names = [], endpoints = [], schemas = [] }: ResourceTypeAliases = {}): ResourceType['aliases'] {
  return Object.freeze({
    names: Object.freeze([...names]),
    endpoints: Object.freeze([...endpoints]),
    schemas: Object.freeze(schemas.map((schema) => (schema instanceof RegExp ? wholeUrn(schema) : schema))),
  });
}

/** Matches whole URNs, in any letter case. */
function wholeUrn({ source, flags }: RegExp): RegExp {
  return new RegExp(`^(?:${source})$`, flags.includes('i') ? flags : `${flags}i`);
}

function completeMeta({ members = metaMembers, links = {} }: MetaDefinition = {}): ResourceType['meta'] {
  return Object.freeze({ members: Object.freeze([...members]), links: Object.freeze({ ...links }) });
}

interface AttributesByOrigin {
  readonly common: readonly Attribute[];
  readonly core: readonly Attribute[];
  readonly added: readonly Attribute[];
}

/** Every spelling of RFC 7644 §3.10 that names a top-level attribute, folded. */
function indexByPath(urn: string, { common, core, added }: AttributesByOrigin): ReadonlyMap<string, Attribute> {
  const index = new Map<string, Attribute>();
  for (const attribute of [...common, ...core]) {
    for (const name of namesOf(attribute)) {
      index.set(foldName(name), attribute);
      index.set(foldName(`${urn}:${name}`), attribute);
    }
  }
  for (const attribute of added) {
    for (const name of namesOf(attribute)) index.set(foldName(`${attribute.extension}:${name}`), attribute);
  }
  return index;
}

/** Whether the values of an attribute refer to resources of this service provider, as `Group.members` do. */
function isLink(attribute: Attribute): boolean {
  if (!attribute.multiValued || attribute.mutability === 'readOnly') return false;
  const { subAttributesByName: parts } = attribute;
  const targets = parts.get('$ref')?.referenceTypes ?? [];
  return parts.has('value') && targets.some((target) => target !== 'external' && target !== 'uri');
}

function defaultDisplay(core: readonly Attribute[]): string | undefined {
  const texts = core.filter(({ type, multiValued }) => type === 'string' && !multiValued);
  const display = texts.find(({ name }) => name === 'displayName') ?? texts.find(({ required }) => required);
  return display?.name;
}
