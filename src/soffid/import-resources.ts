import { InvalidValueError } from '../errors/catalog';
import type { DerivedInput } from '../hooks/derived-input';
import { derivedInput } from '../hooks/derived-input';
import { noAttributes } from '../resource/create-projection';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { Validator } from '../schema/validator';
import { createValidator } from '../schema/validator';
import type { ResourceStore } from '../store/resource-store';
import { ownContext } from './directory';
import { soffidTypes } from './resource-types/soffid-types';

/** A resource that exists elsewhere. */
export interface ImportedResource {
  /** Name of the resource type. */
  readonly type: string;
  /** The id that it has there. */
  readonly id: number;
  /** All but `id`, `schemas` and `meta`: also readOnly ones, and passwords as hashes. */
  readonly attributes: Attributes;
}

/** What `importResources` can be told. */
export interface ImportOptions {
  /** Whose data it is, where the store keeps that of several. Default: one tenant. */
  readonly tenant?: string;
  /** The resource types that the store knows. Default those of this profile. */
  readonly types?: readonly ResourceType[];
}

/**
 * Puts resources with the ids that they have into a store, past the service: in one transaction, each validated, and
 * with nothing of what follows from writes of clients. Ids that are given later are greater.
 *
 * @throws TypeError for a type that does not exist, or attributes that do not fit its schema, naming the resource.
 * @throws UniquenessError when an id, or a value that has to be unique, is taken.
 *
 * @example
 * ```ts
 * await importResources(store, [{ type: 'GroupType', id: 24553, attributes: { name: 'example', description: 'Example group type' } }]);
 * ```
 */
export async function importResources(store: ResourceStore, resources: Iterable<ImportedResource>, options: ImportOptions = {}): Promise<void> {
  const context = ownContext({ id: 'import' }, options.tenant);
  const checked = checkedBy(options.types ?? soffidTypes);
  const load = async (target: ResourceStore): Promise<void> => {
    for (const resource of resources) {
      const type = checked(resource);
      const attributes = await withDerived(type, resource.attributes, { store: target, context });
      await target.create({ type, id: String(resource.id), attributes, projection: noAttributes }, context);
    }
  };
  await (store.transaction === undefined ? load(store) : store.transaction(load, context));
}

/** Gives the type of a resource that fits it; validators are compiled once for each type. */
function checkedBy(types: readonly ResourceType[]): (resource: ImportedResource) => ResourceType {
  const validators = new Map<ResourceType, Validator>();
  return ({ type: name, id, attributes }) => {
    const type = types.find((each) => each.name === name);
    if (type === undefined) throw new TypeError(`${name} ${id}: there is no resource type ${name}`);
    const validator = validators.get(type) ?? createValidator(type);
    validators.set(type, validator);
    try {
      validator.validate(attributes);
    } catch (error) {
      if (!(error instanceof InvalidValueError)) throw error;
      throw new TypeError(`${name} ${id}: ${error.message}`, { cause: error });
    }
    return type;
  };
}

/** What follows from the attributes, as it is stored with every write. */
async function withDerived(
  type: ResourceType,
  attributes: Attributes,
  { store, context }: Pick<DerivedInput, 'store' | 'context'>,
): Promise<Attributes> {
  const result: Record<string, unknown> = { ...attributes };
  const now = new Date();
  const resources = [{ id: '', version: '', created: now, lastModified: now, attributes: result }];
  for (const [name, { on, compute }] of Object.entries(type.derived)) {
    if (on !== 'write') continue;
    const [value] = await compute([result], derivedInput({ resources, store }, context));
    if (value !== undefined) result[name] = value;
  }
  return result;
}
