import type { Filter } from '../filter/ast';
import type { Attribute } from '../schema/attribute';
import { comparable } from '../schema/comparable';
import { isUnassigned, ownMember } from './attribute-value';
import { identitiesIn, identityAttributes, identityKey } from './element-identity';
import { createElementPredicate } from './evaluate-filter';

/**
 * The values of one multi-valued attribute while a PATCH is applied.
 *
 * Elements keep their place under a number of their own and are found by identity, so that each operation costs what
 * it changes and not what the attribute holds.
 */
export class ElementList {
  private readonly elements = new Map<number, unknown>();
  private readonly byIdentity = new Map<string, number>();
  /** Of the elements that share an identity, all but the one in `byIdentity`. */
  private readonly twins = new Map<string, Set<number>>();
  private readonly primaries = new Set<number>();
  private readonly identifying: readonly string[];
  private isTouched = false;
  private next = 0;

  constructor(
    private readonly attribute: Attribute,
    values: readonly unknown[],
  ) {
    this.identifying = attribute.type === 'complex' ? identityAttributes(attribute).map(({ name }) => name) : [];
    for (const value of values) this.append(value);
    this.isTouched = false;
  }

  get size(): number {
    return this.elements.size;
  }

  /** Whether any element was put in, replaced or taken away since the beginning. */
  get touched(): boolean {
    return this.isTouched;
  }

  values(): readonly unknown[] {
    return [...this.elements.values()];
  }

  at(place: number): unknown {
    return this.elements.get(place);
  }

  /** Where an element with the identity of this one is. */
  find(element: unknown): number | undefined {
    return this.byIdentity.get(identityKey(this.attribute, element));
  }

  /** Where the elements are that satisfy a filter; all of them without one. */
  select(where: Filter | undefined): readonly number[] {
    if (where === undefined) return [...this.elements.keys()];
    const identities = identitiesIn(this.attribute, where);
    if (identities === undefined) return this.search(elementTest(this.attribute, where));
    return [...new Set(identities)].flatMap((identity) => {
      const first = this.byIdentity.get(identity);
      return first === undefined ? [] : [first, ...(this.twins.get(identity) ?? [])];
    });
  }

  append(element: unknown): number {
    const place = this.next;
    this.next += 1;
    this.put(place, element);
    return place;
  }

  /** Puts an element in the place of another; an unassigned one takes it away. */
  set(place: number, element: unknown): void {
    if (isUnassigned(element)) {
      this.delete(place);
      return;
    }
    if (this.isSameTo(this.elements.get(place), element)) {
      this.isTouched = true;
      this.elements.set(place, element);
      return;
    }
    this.forget(place);
    this.put(place, element);
  }

  delete(place: number): void {
    this.forget(place);
    this.elements.delete(place);
    this.isTouched = true;
  }

  clear(): void {
    for (const place of this.elements.keys()) this.delete(place);
  }

  /** When one of these elements is primary, no other is any longer (RFC 7644 §3.5.2). */
  settlePrimary(changed: readonly number[]): void {
    const kept = new Set(changed.filter((place) => this.primaries.has(place)));
    if (kept.size === 0) return;
    for (const place of [...this.primaries]) {
      if (kept.has(place)) continue;
      const { primary: _primary, ...others } = this.at(place) as Record<string, unknown>;
      if (Object.keys(others).length === 0) this.delete(place);
      else this.set(place, others);
    }
  }

  /** Whether an element is found as the other is, so that nothing has to be noted anew. */
  private isSameTo(former: unknown, element: unknown): boolean {
    if (this.identifying.length === 0) return false;
    const isAssigned = !isUnassigned(ownMember(element, 'value'));
    return isAssigned && [...this.identifying, 'primary'].every((name) => ownMember(former, name) === ownMember(element, name));
  }

  private forget(place: number): void {
    const identity = identityKey(this.attribute, this.elements.get(place));
    const twins = this.twins.get(identity);
    if (this.byIdentity.get(identity) === place) {
      const [heir] = twins ?? [];
      if (heir === undefined) this.byIdentity.delete(identity);
      else this.byIdentity.set(identity, heir);
      if (heir !== undefined) twins?.delete(heir);
    } else {
      twins?.delete(place);
    }
    this.primaries.delete(place);
  }

  private put(place: number, element: unknown): void {
    this.isTouched = true;
    const identity = identityKey(this.attribute, element);
    if (!this.byIdentity.has(identity)) this.byIdentity.set(identity, place);
    else this.addTwin(identity, place);
    if (ownMember(element, 'primary') === true) this.primaries.add(place);
    this.elements.set(place, element);
  }

  private addTwin(identity: string, place: number): void {
    const twins = this.twins.get(identity);
    if (twins === undefined) this.twins.set(identity, new Set([place]));
    else twins.add(place);
  }

  private search(test: (element: unknown) => boolean): readonly number[] {
    return [...this.elements].filter(([, element]) => test(element)).map(([place]) => place);
  }
}

/** A long `or` of equations is one look into a set: to try them one by one would cost their number for each element. */
function elementTest(attribute: Attribute, where: Filter): (element: unknown) => boolean {
  const [compared, ...others] = where.kind === 'or' ? where.operands : [];
  if (compared?.kind !== 'comparison' || others.length === 0) return createElementPredicate(attribute, where);
  const target = compared.path.attribute;
  const keys = new Set<unknown>();
  for (const operand of [compared, ...others]) {
    const isEquation = operand.kind === 'comparison' && operand.operator === 'eq' && operand.path.attribute === target;
    const isOwnRule = isEquation && (operand.caseExact === target.caseExact || typeof operand.value !== 'string');
    const key = isOwnRule ? comparable(target, operand.value) : undefined;
    if (key === undefined || target.multiValued || !target.isDeclared) return createElementPredicate(attribute, where);
    keys.add(key);
  }
  return (element) => keys.has(comparable(target, target === attribute ? element : ownMember(element, target.name)));
}
