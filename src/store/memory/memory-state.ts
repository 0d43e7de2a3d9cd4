import type { Attribute } from '../../schema/attribute';
import type { ComparisonKey } from '../../schema/comparable';
import type { Attributes, ResourceType } from '../../schema/resource-type';
import type { ScimContext } from '../context';
import { StagedMap } from './staged-map';

/** One resource as the memory store keeps it: frozen, replaced as a whole; its links are kept beside it. */
export interface Row {
  readonly id: string;
  /** Greater than that of every older resource: the order of lists, which a resource never changes. */
  readonly place: number;
  /** As it was given with the latest write. */
  readonly type: ResourceType;
  readonly version: string;
  readonly created: Date;
  readonly lastModified: Date;
  /** Without links and without inverse attributes. */
  readonly attributes: Attributes;
}

/** The attribute of a resource that refers to another one. */
export interface LinkOwner {
  readonly id: string;
  readonly type: ResourceType;
  readonly attribute: Attribute;
}

/** What every step of a request works on: the state, and the tenant whose part of it may be seen. */
export interface MemoryScope {
  readonly state: MemoryState;
  readonly context: ScimContext;
}

/** Counts; shared by all stages, so that what was rolled back is never used again. */
interface Counter {
  latest: number;
}

/** All that the memory store holds; every group of entries belongs to one tenant (see `groupKey`). */
export class MemoryState {
  /** tenant, storage name of the type -> id */
  readonly rows: StagedMap<string, Row>;
  /** tenant -> id -> the group of `rows` it is in */
  readonly places: StagedMap<string, string>;
  /** tenant, storage name, attribute path -> comparable value -> id */
  readonly uniqueValues: StagedMap<ComparisonKey, string>;
  /** tenant, storage name, attribute path, id of the owner -> id of the target */
  readonly links: StagedMap<string, Attributes>;
  /** tenant, id of the target -> key of the owner */
  readonly owners: StagedMap<string, LinkOwner>;
  /** Whether links must refer to resources that exist. */
  readonly referentialIntegrity: boolean;
  readonly #versions: Counter;
  readonly #ids: Counter;
  #ended = false;

  constructor({ referentialIntegrity }: { readonly referentialIntegrity: boolean }, below?: MemoryState) {
    this.referentialIntegrity = referentialIntegrity;
    this.rows = new StagedMap(below?.rows);
    this.places = new StagedMap(below?.places);
    this.uniqueValues = new StagedMap(below?.uniqueValues);
    this.links = new StagedMap(below?.links);
    this.owners = new StagedMap(below?.owners);
    this.#versions = below === undefined ? { latest: 0 } : below.#versions;
    this.#ids = below === undefined ? { latest: 0 } : below.#ids;
  }

  /** A state whose changes are seen here only after its `commit`. */
  stage(): MemoryState {
    this.assertOpen();
    return new MemoryState(this, this);
  }

  commit(): void {
    for (const map of [this.rows, this.places, this.uniqueValues, this.links, this.owners]) map.commit();
    this.end();
  }

  /** Nothing can be read or changed through this stage any more. */
  end(): void {
    this.#ended = true;
  }

  assertOpen(): void {
    if (this.#ended) throw new Error('The transaction of this store has ended; use the store it was started from');
  }

  nextVersion(): string {
    this.#versions.latest += 1;
    return String(this.#versions.latest);
  }

  /** The next id of a resource whose id is a number. */
  nextId(): string {
    this.#ids.latest += 1;
    return String(this.#ids.latest);
  }

  /** An id that is in use: all that are counted later are greater. */
  keepId(id: string): void {
    this.#ids.latest = Math.max(this.#ids.latest, Number(id));
  }
}

/** One key for several names; no two lists of names share one, and no tenant differs from every tenant. */
export function groupKey(tenant: string | undefined, ...names: readonly string[]): string {
  return JSON.stringify([tenant ?? null, ...names]);
}

/** A resource of any type by its id. */
export function findRow({ state, context }: MemoryScope, id: string): Row | undefined {
  const group = state.places.get(groupKey(context.tenant), id);
  return group === undefined ? undefined : state.rows.get(group, id);
}

/** The name under which the resources of a type are kept, by the name of the type. */
export function storageName({ context }: MemoryScope, typeName: string): string {
  return context.storageName?.(typeName) ?? typeName;
}
