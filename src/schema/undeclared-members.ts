import type { Attribute } from './attribute';
import { deepFreeze } from './deep-freeze';

/** Longer names are no names that anybody would filter by. */
const longestName = 256;
const definition = deepFreeze({ type: 'string' });

/**
 * The members that an open attribute may have beside its sub-attributes, as attributes.
 *
 * Names come from clients, so none is kept for longer than somebody uses it; as long as it is used, the same name is
 * the same object.
 */
export class UndeclaredMembers {
  readonly #parent: Attribute;
  readonly #known = new Map<string, WeakRef<Attribute>>();
  readonly #unused = new FinalizationRegistry<string>((name) => {
    if (this.#known.get(name)?.deref() === undefined) this.#known.delete(name);
  });

  constructor(parent: Attribute) {
    this.#parent = parent;
  }

  /** Stands for every member, where they are all treated alike. */
  get any(): Attribute {
    return this.get('*') ?? this.#make('*');
  }

  /** The member of that name, whose letter case counts; `undefined` for one that cannot be a member. */
  get(name: string): Attribute | undefined {
    if (name === '' || name === '__proto__' || name.length > longestName) return undefined;
    const known = this.#known.get(name)?.deref();
    if (known !== undefined) return known;
    const made = this.#make(name);
    this.#known.set(name, new WeakRef(made));
    this.#unused.register(made, name);
    return made;
  }

  #make(name: string): Attribute {
    const { schema, extension, mutability, returned } = this.#parent;
    return Object.freeze({
      name,
      aliases: [],
      schema,
      extension,
      parent: this.#parent,
      type: 'string',
      isDeclared: false,
      multiValued: false,
      required: false,
      caseExact: false,
      mutability: mutability === 'readOnly' ? mutability : 'readWrite',
      returned: returned === 'never' ? returned : 'default',
      uniqueness: 'none',
      canonicalValues: [],
      referenceTypes: [],
      description: undefined,
      indexed: false,
      precis: undefined,
      password: false,
      mask: undefined,
      isLocalTime: false,
      shownWhenEmpty: false,
      undeclared: undefined,
      subAttributes: [],
      subAttributesByName: new Map(),
      definition,
    });
  }
}

/**
 * What a member that no schema declares is compared by: a text as it is, numbers and booleans as JSON prints them, and
 * so all else. `undefined` for no value.
 */
export function printedValue(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && Object.keys(value).length === 0) return undefined;
  return JSON.stringify(value);
}
