import type { ResourceType } from '../schema/resource-type';
import type { ScimContext } from '../store/context';
import { linkedTypes, type LinkSettings } from './linked-rows';
import type { Tables } from './tables';
import { createTypePlan, type TypePlan } from './type-plan';

/** What one request asks the store with. */
export interface RequestScope {
  readonly plan: TypePlan;
  readonly tenant: string;
  readonly settings: LinkSettings;
  /** The same for the resources of another type. */
  readonly related: (type: ResourceType) => RequestScope;
}

/** What the requests of one store have in common. */
export class StoreScope {
  readonly tables: Tables;
  readonly #referentialIntegrity: boolean;
  readonly #plans = new WeakMap<ResourceType, TypePlan>();

  constructor(tables: Tables, referentialIntegrity: boolean) {
    this.tables = tables;
    this.#referentialIntegrity = referentialIntegrity;
  }

  request(type: ResourceType, context: ScimContext): RequestScope {
    const { tenant = '', locate, storageName } = context;
    const plan = this.#plan(type);
    const prefixes = new Map<string, string>();
    const storageNames = new Map<string, string>();
    for (const name of namedTypes(plan)) {
      const kept = storageName?.(name) ?? name;
      if (kept !== name) storageNames.set(name, kept);
      const prefix = locate(name, '');
      if (prefix !== undefined) prefixes.set(name, prefix);
    }
    return {
      plan,
      tenant,
      settings: { tables: this.tables, referentialIntegrity: this.#referentialIntegrity, prefixes, storageNames },
      related: (other) => this.request(other, context),
    };
  }

  #plan(type: ResourceType): TypePlan {
    const known = this.#plans.get(type);
    if (known !== undefined) return known;
    const plan = createTypePlan(type);
    this.#plans.set(type, plan);
    return plan;
  }
}

/** The resource types whose URLs may appear in a resource of this one. */
function namedTypes({ type, links, inverses }: TypePlan): ReadonlySet<string> {
  return new Set([
    type.name,
    ...links.flatMap(({ attribute }) => linkedTypes(attribute)),
    ...inverses.map(({ source }) => source.type),
  ]);
}
