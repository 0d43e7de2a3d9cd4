import { InvalidValueError } from '../../errors/catalog';
import { detail, either } from '../../errors/detail';
import { attributeValue } from '../../resource/attribute-value';
import type { Attribute } from '../../schema/attribute';
import { formatAttributePath } from '../../schema/attribute-path';
import type { Attributes, ResourceType } from '../../schema/resource-type';
import { frozenCopy } from '../frozen-copy';
import { withAttribute } from '../with-attribute';
import { findRow, groupKey, storageName, type LinkOwner, type MemoryScope, type Row } from './memory-state';

/** The attributes of a resource, divided as the memory store keeps them. */
export interface SplitAttributes {
  /** Frozen; without links and without inverse attributes, which are computed at every read. */
  readonly own: Attributes;
  readonly links: ReadonlyMap<Attribute, readonly Attributes[]>;
}

export function splitAttributes(type: ResourceType, attributes: Attributes): SplitAttributes {
  const links = type.links.map((link) => [link, elementsOf(attributes, link)] as const);
  const own = [...type.links, ...inverseAttributes(type)].reduce(
    (rest, attribute) => withAttribute(rest, attribute, undefined),
    attributes,
  );
  return { own: frozenCopy(own), links: new Map(links) };
}

function elementsOf(attributes: Attributes, link: Attribute): readonly Attributes[] {
  const value = attributeValue(attributes, link);
  return Array.isArray(value) ? (value as readonly Attributes[]) : [];
}

export function inverseAttributes(type: ResourceType): readonly Attribute[] {
  return type.attributes.filter(({ name }) => Object.hasOwn(type.inverse, name));
}

/**
 * The references of one resource in one attribute, one for each target. Changing a few of them costs the same however
 * many there are.
 */
export class LinkSet {
  readonly #scope: MemoryScope;
  readonly #owner: LinkOwner;
  readonly #group: string;

  constructor(scope: MemoryScope, owner: LinkOwner) {
    this.#scope = scope;
    this.#owner = owner;
    this.#group = groupKey(scope.context.tenant, owner.type.storageName, formatAttributePath(owner), owner.id);
  }

  /** The stored elements by the id of their target. */
  entries(): Iterable<[string, Attributes]> {
    return this.#scope.state.links.entries(this.#group);
  }

  /**
   * Adds the references that are not there yet, and tells whether there were any (RFC 7644 §3.5.2.1).
   *
   * @throws InvalidValueError when a target does not exist.
   */
  add(elements: readonly Attributes[]): boolean {
    const missing = elements.filter((element) => !this.#has(this.#targetOf(element)));
    for (const element of missing) this.#set(this.#targetOf(element), element);
    return missing.length > 0;
  }

  /** Removes references by the ids of their targets, and tells whether any was there (RFC 7644 §3.5.2.2). */
  remove(targets: Iterable<string>): boolean {
    const present = Array.from(targets).filter((target) => this.#has(target));
    for (const target of present) {
      this.#scope.state.links.delete(this.#group, target);
      this.#scope.state.owners.delete(groupKey(this.#scope.context.tenant, target), ownerKey(this.#owner));
    }
    return present.length > 0;
  }

  /** Makes these the only references, and tells whether that changed any (RFC 7644 §3.5.2.3). */
  replace(elements: readonly Attributes[]): boolean {
    const wanted = new Map(elements.map((element) => [this.#targetOf(element), element]));
    const superfluous = Array.from(this.entries(), ([target]) => target).filter((target) => !wanted.has(target));
    const removed = this.remove(superfluous);
    const changed = [...wanted].filter(([target, element]) => this.#differs(target, element));
    for (const [target, element] of changed) this.#set(target, element);
    return removed || changed.length > 0;
  }

  #has(target: string): boolean {
    return this.#scope.state.links.get(this.#group, target) !== undefined;
  }

  #differs(target: string, element: Attributes): boolean {
    const stored = this.#scope.state.links.get(this.#group, target);
    return stored === undefined || JSON.stringify(stored) !== JSON.stringify(this.#storable(target, element));
  }

  #set(target: string, element: Attributes): void {
    const { state, context } = this.#scope;
    this.#assertTarget(target);
    state.links.set(this.#group, target, this.#storable(target, element));
    state.owners.set(groupKey(context.tenant, target), ownerKey(this.#owner), this.#owner);
  }

  #targetOf(element: Attributes): string {
    const target = element['value'];
    if (typeof target === 'string') return target;
    throw new InvalidValueError(detail`${formatAttributePath(this.#owner)} must have a value with the id of a resource`);
  }

  #assertTarget(target: string): void {
    if (!this.#scope.state.referentialIntegrity) return;

    const kept = findRow(this.#scope, target)?.type.storageName;
    const accepted = acceptedTypes(this.#owner.attribute);
    if (kept !== undefined && (accepted.length === 0 || accepted.some((name) => storageName(this.#scope, name) === kept))) return;
    const wanted = accepted.length === 0 ? detail`resource` : either(accepted);
    throw new InvalidValueError(
      detail`${formatAttributePath(this.#owner)}: no ${wanted} has the id ${JSON.stringify(target)}`,
    );
  }

  /** What is computed from an existing target is not stored, so that it cannot become outdated. */
  #storable(target: string, element: Attributes): Attributes {
    if (findRow(this.#scope, target) === undefined) return frozenCopy(element);
    const { $ref: _ref, type: _type, display: _display, ...rest } = element;
    return frozenCopy(rest);
  }
}

/** Removes every reference to a resource; returns the ids and types of those that had one. */
export function removeLinksTo(scope: MemoryScope, target: Row): readonly LinkOwner[] {
  const owners = ownersOf(scope, target.id);
  for (const owner of owners) new LinkSet(scope, owner).remove([target.id]);
  return owners;
}

/** All that refers to a resource. */
export function ownersOf({ state, context }: MemoryScope, target: string): readonly LinkOwner[] {
  return Array.from(state.owners.entries(groupKey(context.tenant, target)), ([, owner]) => owner);
}

function ownerKey(owner: LinkOwner): string {
  return JSON.stringify([owner.type.storageName, formatAttributePath(owner), owner.id]);
}

/** The resource types that the reference admits; empty for any (RFC 7643 §7, `referenceTypes`). */
function acceptedTypes({ subAttributes }: Attribute): readonly string[] {
  return subAttributes
    .filter(({ name }) => name === '$ref' || name === 'value')
    .flatMap(({ referenceTypes }) => referenceTypes)
    .filter((name) => name !== 'external' && name !== 'uri');
}
