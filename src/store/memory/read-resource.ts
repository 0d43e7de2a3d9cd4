import type { Projection } from '../../resource/projection';
import type { StoredResource } from '../../resource/stored-resource';
import type { Attribute } from '../../schema/attribute';
import type { Attributes, Inverse, ResourceType } from '../../schema/resource-type';
import { withAttribute } from '../with-attribute';
import { inverseAttributes, LinkSet, ownersOf } from './links';
import { findRow, type MemoryScope, type Row, storageName } from './memory-state';

/** A row as the store answers it; nothing in it can be used to change what is stored. */
export function readResource(
  scope: MemoryScope,
  row: Row,
  { type, projection }: { readonly type: ResourceType; readonly projection: Projection },
): StoredResource {
  const computed = projection.kind === 'none' ? [] : computedAttributes(type).filter((it) => projection.includes(it));
  return Object.freeze({
    id: row.id,
    version: row.version,
    created: new Date(row.created),
    lastModified: new Date(row.lastModified),
    attributes: Object.freeze(withComputed(scope, row, computed)),
  });
}

/** Links and inverse attributes: those that are made anew at every read. */
export function computedAttributes(type: ResourceType): readonly Attribute[] {
  return [...type.links, ...inverseAttributes(type)];
}

/** The attributes of a row with these links and inverse attributes; the others stay away. */
export function withComputed(scope: MemoryScope, row: Row, computed: readonly Attribute[]): Attributes {
  return computed.reduce((attributes, attribute) => {
    const elements = row.type.links.some(({ name }) => name === attribute.name)
      ? linkElements(scope, row, attribute)
      : inverseElements(scope, row, attribute);
    return elements.length === 0 ? attributes : withAttribute(attributes, attribute, Object.freeze(elements));
  }, row.attributes);
}

/** The references that a resource holds, with `type`, `$ref` and `display` of their targets (RFC 7643 §2.4). */
export function linkElements(scope: MemoryScope, row: Row, attribute: Attribute): readonly Attributes[] {
  return Array.from(new LinkSet(scope, { id: row.id, type: row.type, attribute }).entries(), ([target, stored]) => {
    const targetRow = findRow(scope, target);
    return Object.freeze(targetRow === undefined ? stored : { ...stored, ...describe(scope, attribute, targetRow) });
  });
}

/** The resources that refer to this one, such as the groups of a user (RFC 7643 §4.1.2). */
function inverseElements(scope: MemoryScope, row: Row, attribute: Attribute): readonly unknown[] {
  const inverse = row.type.inverse[attribute.name];
  if (inverse === undefined) return [];
  const direct = referrersOf(scope, row.id, inverse);
  const indirect = hasWord(attribute, 'indirect') ? referrersAbove(scope, direct, inverse) : [];
  return [
    ...direct.map((owner) => inverseElement(scope, attribute, { owner, type: 'direct' })),
    ...indirect.map((owner) => inverseElement(scope, attribute, { owner, type: 'indirect' })),
  ];
}

function referrersOf(scope: MemoryScope, id: string, inverse: Inverse): readonly Row[] {
  return ownersOf(scope, id)
    .filter((owner) => owner.type.storageName === storageName(scope, inverse.type) && owner.attribute.name === inverse.attribute)
    .flatMap((owner) => findRow(scope, owner.id) ?? []);
}

/** What refers to the referrers, and so on; each once, also in a cycle. */
function referrersAbove(scope: MemoryScope, direct: readonly Row[], inverse: Inverse): readonly Row[] {
  const reached = new Map(direct.map((row) => [row.id, row]));
  // A map visits what is added on the way.
  for (const id of reached.keys()) {
    for (const row of referrersOf(scope, id, inverse)) if (!reached.has(row.id)) reached.set(row.id, row);
  }
  return [...reached.values()].slice(direct.length);
}

/** Whether the schema has this word for how a resource is referred to. */
function hasWord({ subAttributes }: Attribute, word: string): boolean {
  return subAttributes.some(({ name, canonicalValues }) => name === 'type' && canonicalValues.includes(word));
}

function inverseElement(
  scope: MemoryScope,
  attribute: Attribute,
  { owner, type }: { readonly owner: Row; readonly type: 'direct' | 'indirect' },
): unknown {
  if (attribute.type !== 'complex') return owner.id;
  return Object.freeze({
    value: owner.id,
    ...describe(scope, attribute, owner),
    ...(hasWord(attribute, type) ? { type } : {}),
  });
}

/** The sub-attributes of a reference that follow from the resource it refers to (RFC 7643 §2.4). */
function describe({ context }: MemoryScope, attribute: Attribute, target: Row): Attributes {
  const { displayAttribute, name } = target.type;
  const known: Attributes = {
    $ref: context.locate(name, target.id),
    type: name,
    display: displayAttribute === undefined ? undefined : target.attributes[displayAttribute],
  };
  const defined = attribute.subAttributes.flatMap((it) => {
    const value = Object.hasOwn(known, it.name) ? known[it.name] : undefined;
    return value === undefined ? [] : [[it.name, value] as const];
  });
  return Object.fromEntries(defined);
}
