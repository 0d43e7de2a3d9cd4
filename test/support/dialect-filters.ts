import type { Attribute, ResourceType } from 'scim-router';

import type { FilterDialect } from '../../src/filter/dialect';
import type { Relations } from '../../src/filter/relations';
import type { Random } from '../fuzz/random';

/** What filters are made of. */
export interface FilterMaterial {
  readonly relations: Relations;
  readonly dialect: FilterDialect;
  /** Texts to compare with; values that resources have, and others. */
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** In any form that the dialect reads. */
  readonly instants: readonly string[];
  /** Whether numbers and booleans may stand in quotes. */
  readonly quotesAnything: boolean;
  /** How many relations follow one another at most, beside those of attributes that are looked up. */
  readonly steps: number;
}

/**
 * Makes filters of a dialect at random, as texts: for any resource types, along their relations, with every operator
 * and every way of quoting that the dialect has.
 */
export class DialectFilters {
  readonly #random: Random;
  readonly #material: FilterMaterial;

  constructor(random: Random, material: FilterMaterial) {
    this.#random = random;
    this.#material = material;
  }

  filter(type: ResourceType, depth = 3, steps = this.#material.steps): string {
    const kind = depth === 0 ? 0 : this.#random.below(10);
    if (kind === 6) return `${this.#filter(type, depth, steps)} and ${this.#filter(type, depth, steps)}`;
    if (kind === 7) return `${this.#filter(type, depth, steps)} or ${this.#filter(type, depth, steps)}`;
    if (kind === 8) return this.#negation(type, depth, steps);
    if (kind === 9) return this.#list(type);
    return this.#term(type, steps);
  }

  /** In parentheses, where it is more than one term. */
  #filter(type: ResourceType, depth: number, steps: number): string {
    return `(${this.filter(type, depth - 1, steps)})`;
  }

  #negation(type: ResourceType, depth: number, steps: number): string {
    return this.#material.dialect.bareNot && this.#random.chance(0.5) ? `not ${this.#term(type, steps)}` : `not ${this.#filter(type, depth, steps)}`;
  }

  /** Several values for one path. */
  #list(type: ResourceType): string {
    const attribute = this.#random.of(this.#comparable(type));
    const path = this.#path(attribute);
    const operands = Array.from({ length: 2 + this.#random.below(3) }, () => `${path.text} eq ${this.#literal(path.leaf, 'eq')}`);
    return `(${operands.join(' or ')})`;
  }

  /** A test of an attribute here, or of one at the end of a relation or several. */
  #term(type: ResourceType, steps: number): string {
    let [prefix, owner, left] = ['', type, steps];
    for (; left > 0 && this.#random.chance(0.5); left -= 1) {
      const relations = [...this.#material.relations.of(owner).values()];
      if (relations.length === 0) break;
      const relation = this.#random.of(relations);
      [prefix, owner] = [`${prefix}${this.#inAnyCase(relation.name)}.`, relation.target];
    }
    if (prefix !== '' && this.#random.chance(0.15)) return `${prefix.slice(0, -1)}[${this.filter(owner, 1, left)}]`;
    const attribute = this.#random.of(usableAttributes(owner));
    const hasParts = attribute.type === 'complex' && attribute.subAttributes.some(isVisible);
    if (hasParts && attribute.name !== 'meta' && this.#random.chance(0.4)) return this.#brackets(prefix, attribute);
    const { text, leaf } = this.#path(attribute);
    return leaf.type === 'complex' ? `${prefix}${text} pr` : this.#test(`${prefix}${text}`, leaf);
  }

  #brackets(prefix: string, attribute: Attribute): string {
    const tests = Array.from({ length: 1 + this.#random.below(2) }, () => {
      const inner = this.#random.of(attribute.subAttributes.filter(isVisible));
      return this.#test(inner.name, inner);
    });
    return `${prefix}${attribute.name}[${tests.join(this.#random.of([' and ', ' or ']))}]`;
  }

  #test(path: string, leaf: Attribute): string {
    if (this.#random.chance(0.1)) return `${path} pr`;
    if (this.#random.chance(0.05)) return `${path} ${this.#random.of(['eq', 'ne'])} null`;
    const { operators, supported } = this.#material.dialect;
    const usable = [...operators].filter(([, { comparison }]) => supported[leaf.type].includes(comparison));
    const [name, { comparison }] = this.#random.of(usable);
    return `${path} ${this.#inAnyCase(name)} ${this.#literal(leaf, comparison)}`;
  }

  #path(attribute: Attribute): { readonly text: string; readonly leaf: Attribute } {
    const parts = attribute.subAttributes.filter(isVisible);
    const urn = attribute.extension === undefined ? '' : `${attribute.extension}:`;
    if (parts.length === 0 || this.#random.chance(0.05)) return { text: `${urn}${attribute.name}`, leaf: attribute };
    const leaf = this.#random.of(parts);
    return { text: `${urn}${attribute.name}.${leaf.name}`, leaf };
  }

  #comparable(type: ResourceType): readonly Attribute[] {
    return usableAttributes(type).filter((attribute) => attribute.type !== 'complex');
  }

  #literal(attribute: Attribute, comparison: string): string {
    const isPart = ['co', 'sw', 'ew'].includes(comparison);
    switch (attribute.type) {
      case 'boolean':
        return this.#quoted(this.#random.of(['true', 'false']), true);
      case 'integer':
      case 'decimal': {
        const { numbers } = this.#material;
        const text = String(this.#random.of(attribute.type === 'integer' ? numbers.filter(Number.isSafeInteger) : numbers));
        return this.#quoted(isPart ? text.slice(0, 1 + this.#random.below(2)) : text, true);
      }
      case 'dateTime': {
        const text = this.#random.of(this.#material.instants);
        return this.#quoted(isPart ? text.slice(0, 4 + this.#random.below(8)) : text, false);
      }
      default: {
        const text = this.#random.of(this.#material.texts);
        return this.#quoted(isPart ? text.slice(0, 1 + this.#random.below(text.length)) : text, false);
      }
    }
  }

  /** In one of the kinds of quotes, or in none where that says the same. */
  #quoted(text: string, isPlain: boolean): string {
    const { quotes, bareValues, escapes } = this.#material.dialect;
    const isBare = /^[A-Za-z0-9._:+-]+$/.test(text) && !/^(?:null)$/.test(text);
    if ((isPlain && !this.#material.quotesAnything) || (bareValues && isBare && this.#random.chance(0.4))) return text;
    const [open, close] = this.#random.of([...quotes]);
    const escaped = text.replaceAll(/[\\"']/g, (character) => (character === "'" && escapes.others === 'refuse' ? character : `\\${character}`));
    return `${open}${escaped}${close}`;
  }

  #inAnyCase(name: string): string {
    return this.#random.chance(0.1) ? name.toUpperCase() : name;
  }
}

function isVisible({ returned, mutability }: Attribute): boolean {
  return returned !== 'never' && mutability !== 'writeOnly';
}

/** Those that a filter may name: what is computed on reading is none. */
function usableAttributes({ attributes, derived }: ResourceType): readonly Attribute[] {
  return attributes.filter((attribute) => isVisible(attribute) && derived[attribute.name]?.on !== 'read');
}
