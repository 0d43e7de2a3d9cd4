import type { Attribute } from '../schema/attribute';
import type { Comparison, Filter } from './ast';

/** The operands of an `or`: those that look for one of several values at the same path stand together. */
export interface GroupedOperands {
  /** Two comparisons at least in each, alike in all but the value. */
  readonly groups: readonly (readonly [Comparison, ...Comparison[]])[];
  readonly others: readonly Filter[];
}

/** Finds the look-ups among the operands of an `or`: a thousand equalities are one set of values. */
export function groupEqualities(operands: readonly Filter[]): GroupedOperands {
  const groups = new Map<Attribute, Map<boolean, [Comparison, ...Comparison[]]>>();
  const others: Filter[] = [];
  for (const operand of operands) {
    if (operand.kind !== 'comparison' || operand.operator !== 'eq' || operand.value === null) {
      others.push(operand);
      continue;
    }
    const leaf = operand.path.subAttribute ?? operand.path.attribute;
    const byLetterCase = groups.get(leaf) ?? new Map<boolean, [Comparison, ...Comparison[]]>();
    groups.set(leaf, byLetterCase);
    const group = byLetterCase.get(operand.caseExact);
    if (group === undefined) byLetterCase.set(operand.caseExact, [operand]);
    else group.push(operand);
  }
  const all = [...groups.values()].flatMap((byLetterCase) => [...byLetterCase.values()]);
  return {
    groups: all.filter(({ length }) => length > 1),
    others: [...others, ...all.filter(({ length }) => length === 1).flat()],
  };
}
