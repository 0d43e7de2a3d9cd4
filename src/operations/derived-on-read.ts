import { derivedInput } from '../hooks/derived-input';
import type { StoredResource } from '../resource/stored-resource';
import type { Attributes, DerivedAttribute, ResourceType } from '../schema/resource-type';
import type { ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';

/** One value for each resource, by attribute name. */
export type Addition = readonly [name: string, values: readonly unknown[]];

interface Reading<C extends ScimContext> {
  readonly type: ResourceType;
  readonly resources: readonly StoredResource[];
  readonly store: ResourceStore<C>;
  /** Which of the attributes that are computed on reading are needed. */
  readonly isNeeded: (name: string, derived: DerivedAttribute) => boolean;
}

/** Computes attributes on reading, for a whole page at once. */
export async function derivedOnRead<C extends ScimContext>({ type, resources, store, isNeeded }: Reading<C>, context: C): Promise<readonly Addition[]> {
  const additions: Addition[] = [];
  const input = derivedInput({ resources, store }, context);
  for (const [name, derived] of Object.entries(type.derived)) {
    if (derived.on !== 'read' || !isNeeded(name, derived)) continue;
    additions.push([name, await derived.compute(resources.map(({ attributes }) => attributes), input)]);
  }
  return additions;
}

/** A resource with what was computed for it; without the text, which does not have that. */
export function withAdditions(resource: StoredResource, additions: readonly Addition[], index: number): StoredResource {
  const { id, version, created, lastModified } = resource;
  const added = additions.map(([name, values]) => [name, values[index]] as const).filter(([, value]) => value !== undefined);
  return { id, version, created, lastModified, attributes: { ...resource.attributes, ...Object.fromEntries(added) } };
}

/** Whether clients write attributes that are kept elsewhere: a write has to know what they are, and to leave them out. */
export function hasWritableDerived({ derived }: ResourceType): boolean {
  return Object.values(derived).some(({ writable }) => writable === true);
}

/** A resource with the attributes that clients may write and that are kept elsewhere, as a change of it begins with them. */
export async function withWritableDerived<C extends ScimContext>(
  resource: StoredResource,
  { type, store }: Pick<Reading<C>, 'type' | 'store'>,
  context: C,
): Promise<StoredResource> {
  if (!hasWritableDerived(type)) return resource;
  const additions = await derivedOnRead({ type, resources: [resource], store, isNeeded: (_, { writable }) => writable === true }, context);
  return withAdditions(resource, additions, 0);
}

/** The attributes to store: without those that are kept elsewhere. */
export function withoutWritableDerived(type: ResourceType, attributes: Attributes): Attributes {
  if (!hasWritableDerived(type)) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !Object.hasOwn(type.derived, name) || type.derived[name]?.writable !== true));
}
