import type { ResourceType } from '../../schema/resource-type';

/**
 * How a text names a resource. `name`: it is the name. `listed`: several names, separated by commas. `qualified`: name and
 * qualifier, as `role@system` or `list@domain`, also with a scope behind, as `role@system/scope`.
 */
export type ReferenceForm = 'name' | 'listed' | 'qualified';

/** What becomes of a reference whose resource is deleted; `keep`: nothing, or what the behaviour of the type does. */
export type WhenDeleted = 'refuse' | 'clear' | 'keep';

/** An attribute, or a sub-attribute, that names resources of another type. */
export interface Reference {
  readonly from: ResourceType;
  readonly path: string;
  readonly to: ResourceType;
  /** Default `name`. */
  readonly form?: ReferenceForm;
  readonly whenDeleted: WhenDeleted;
  /** Texts that name nothing, and were always accepted. Default none. */
  readonly accepted?: readonly string[];
}

/** A resource that is referred to by its id, and whose names are kept beside the id. */
export interface NamedById {
  readonly from: ResourceType;
  /** The attribute with the id. */
  readonly id: string;
  readonly to: ResourceType;
  /** Where the attributes of the resource are kept, by their names there. */
  readonly copies: Readonly<Record<string, string>>;
}
