import { foldName } from '../schema/attribute-name';
import { resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import type { ResolvedRelation } from './ast';
import type { Relations } from './relations';
import type { FilterSyntax, PathSyntax } from './syntax';

/** A relation with which a path begins. */
export interface Step {
  readonly relation: ResolvedRelation;
  /** What of the path is about the other side; `undefined` when the path ends with the relation. */
  readonly rest: PathSyntax | undefined;
}

/** The relations with which a path begins, that with the longest name first. */
export function stepsOf(path: PathSyntax, type: ResourceType, relations: Relations): readonly Step[] {
  const { names, schema } = path;
  const named = relations.of(type);
  if (named.size === 0 || (schema !== undefined && foldName(schema) !== foldName(type.schema.$id))) return [];
  const steps: Step[] = [];
  for (let length = names.length; length > 0; length -= 1) {
    const relation = named.get(foldName(names.slice(0, length).map(({ text }) => text).join('.')));
    if (relation !== undefined) steps.push({ relation, rest: restOf(path, length, relation) });
  }
  return steps;
}

function restOf({ names }: PathSyntax, length: number, relation: ResolvedRelation): PathSyntax | undefined {
  const [first, ...further] = names.slice(length);
  if (first === undefined) return undefined;
  const rest = [{ ...first, text: relation.names.get(foldName(first.text)) ?? first.text }, ...further];
  return { text: rest.map(({ text }) => text).join('.'), schema: undefined, names: rest, position: first.position };
}

/** The resource types that a filter may lead to, so that whoever asks can be asked for the right to search them. */
export function typesPassed(syntax: FilterSyntax, type: ResourceType, relations: Relations): ReadonlySet<ResourceType> {
  const passed = new Set<ResourceType>();
  const visitPath = (path: PathSyntax, from: ResourceType, inside?: FilterSyntax): void => {
    for (const { relation, rest } of stepsOf(path, from, relations)) {
      // Such a name alone may be that of an attribute, which leads nowhere.
      if (rest === undefined && inside === undefined && resolveAttributePath(from, path.text) !== undefined) continue;
      passed.add(relation.target);
      if (rest !== undefined) visitPath(rest, relation.target, inside);
      else if (inside !== undefined) visit(inside, relation.target);
    }
  };
  const visit = (node: FilterSyntax, from: ResourceType): void => {
    switch (node.kind) {
      case 'comparison':
      case 'present':
        visitPath(node.path, from);
        return;
      case 'valuePath':
        visitPath(node.path, from, node.filter);
        return;
      case 'not':
        visit(node.operand, from);
        return;
      case 'and':
      case 'or':
        node.operands.forEach((operand) => visit(operand, from));
        return;
    }
  };
  visit(syntax, type);
  return passed;
}
