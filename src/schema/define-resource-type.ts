import { assertResourceType } from './assert-resource-type';
import type { Attribute } from './attribute';
import { foldName } from './attribute-name';
import { compileAttributes } from './compile-attributes';
import { commonAttributes, findCommonAttribute } from './core/common';
import { defineSchema } from './define-schema';
import type { AttributesOf } from './infer';
import type { SchemaDocument } from './keywords';
import type { DerivedAttribute, Inverse, ResourceType, SchemaExtension } from './resource-type';

/** What `defineResourceType` makes a resource type from. */
export interface ResourceTypeDefinition<
  Core extends SchemaDocument = SchemaDocument,
  Extensions extends readonly SchemaExtension[] = readonly SchemaExtension[],
> {
  readonly name: string;
  /** Relative to the service root, one segment, such as `/Devices`. */
  readonly endpoint: `/${string}`;
  readonly description?: string;
  readonly schema: Core;
  /** Default none. */
  readonly extensions?: Extensions;
  /** By attribute name; each must be readOnly in the schema. Default none. */
  readonly derived?: Readonly<Record<string, DerivedAttribute<NoInfer<AttributesOf<Core, Extensions>>>>>;
  /** By attribute name; each must be readOnly in the schema. Default none. */
  readonly inverse?: Readonly<Record<string, Inverse>>;
  /** Default `displayName`, else the first required string that has one value. */
  readonly displayAttribute?: string;
  /** Default `resource`. */
  readonly patchResponse?: 'resource' | 'none';
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
  const added = extensions.map((extension) => compileAttributes(extension.schema, 'extension'));
  const type: ResourceType = {
    name: definition.name,
    endpoint: definition.endpoint,
    description: definition.description,
    schema,
    extensions: Object.freeze(extensions),
    attributes: Object.freeze([...commonAttributes, ...core, ...added.flat()]),
    attributesByName: indexByPath(schema.$id, core, added.flat()),
    links: Object.freeze(core.filter(isLink)),
    derived: Object.freeze({ ...definition.derived }),
    inverse: Object.freeze({ ...definition.inverse }),
    displayAttribute: definition.displayAttribute ?? defaultDisplay(core),
    patchResponse: definition.patchResponse ?? 'resource',
  };
  assertResourceType(type);
  return Object.freeze(type) as ResourceType<Core, Extensions>;
}

/** Every spelling of RFC 7644 §3.10 that names a top-level attribute, folded. */
function indexByPath(
  urn: string,
  core: readonly Attribute[],
  added: readonly Attribute[],
): ReadonlyMap<string, Attribute> {
  const index = new Map<string, Attribute>();
  for (const attribute of [...commonAttributes, ...core]) {
    index.set(foldName(attribute.name), attribute);
    index.set(foldName(`${urn}:${attribute.name}`), attribute);
  }
  for (const attribute of added) index.set(foldName(`${attribute.extension}:${attribute.name}`), attribute);
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
