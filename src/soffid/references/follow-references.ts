import { ConflictError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { Comparison, ComparisonOperator, Filter } from '../../filter/ast';
import type { AttributePath } from '../../schema/attribute';
import type { Attributes, ResourceType } from '../../schema/resource-type';
import type { Follower, Guard } from '../behaviour';
import type { Directory } from '../directory';
import { equals, pathNamed } from '../directory';
import { namingOf, plainName, qualifiedName } from './naming';
import type { Reference } from './reference';
import type { RenameText } from './reference-text';
import { renamedText, replacing, replacingQualifier } from './reference-text';
import { changeTexts } from './reference-values';
import { namedById, references } from './references';

/** A resource with the names that it had and has. */
export interface Renamed {
  readonly type: ResourceType;
  readonly id: string;
  readonly before: Attributes;
  readonly after: Attributes;
}

/** Whatever names a resource names it still when it is called something else, or no longer when it is gone. */
export function followReferences(list: readonly Reference[]): Follower {
  return async (change, result, { directory }) => {
    const { type } = change;
    if (change.operation === 'create') return;
    const { id, attributes: before } = change.before;
    if (change.operation !== 'delete') return followRename({ type, id, before, after: change.attributes }, directory, list);
    if (result === undefined) await release(referencesTo(type, list), before, directory);
  };
}

/** Refuses to delete what others cannot be without. */
export function guardReferences(list: readonly Reference[]): Guard {
  return async ({ type, before: { attributes } }, { directory }) => {
    for (const reference of referencesTo(type, list)) {
      if (reference.whenDeleted !== 'refuse') continue;
      const { path, from } = reference;
      const users = await directory.count(from, naming(reference, nameIn(reference, attributes), directory));
      if (users > 0) throw new ConflictError(detail`The ${type.name} is the ${path} of ${users} resources of the type ${from.name}`);
    }
  };
}

/** Changes every reference to a resource that has got another name, or another qualifier. */
export async function followRename(renamed: Renamed, directory: Directory, list: readonly Reference[] = references): Promise<void> {
  const { type, id, before, after } = renamed;
  for (const reference of referencesTo(type, list)) {
    const [old, present] = [nameIn(reference, before), nameIn(reference, after)];
    if (old !== present) await rewrite(reference, { filter: naming(reference, old, directory), rename: replacing(old, present) }, directory);
  }
  await followQualifier(renamed, directory, list);
  for (const { from, id: path, copies } of namedById.filter((each) => each.to.name === type.name)) {
    const changed = Object.entries(copies).filter(([name]) => before[name] !== after[name]);
    if (changed.length === 0) continue;
    const values = Object.fromEntries(changed.map(([name, copy]) => [copy, after[name]]));
    for await (const page of directory.pages(from, equals(from, path, Number(id)))) {
      for (const resource of page) await directory.change(from, resource, values);
    }
  }
}

/** A system or a mail domain is part of the names of what it has. */
async function followQualifier({ type, before, after }: Renamed, directory: Directory, list: readonly Reference[]): Promise<void> {
  const [old, present] = [plainName(type, before), plainName(type, after)];
  if (old === present) return;
  for (const reference of list.filter(({ form, to }) => form === 'qualified' && isQualifiedBy(to, type))) {
    const filter = anyComparison(pathNamed(directory.served(reference.from), reference.path), [['ew', `@${old}`], ['co', `@${old}/`]]);
    await rewrite(reference, { filter, rename: replacingQualifier(old, present) }, directory);
  }
}

async function release(list: readonly Reference[], before: Attributes, directory: Directory): Promise<void> {
  for (const reference of list) {
    if (reference.whenDeleted !== 'clear') continue;
    const old = nameIn(reference, before);
    await rewrite(reference, { filter: naming(reference, old, directory), rename: replacing(old, undefined) }, directory);
  }
}

interface Rewriting {
  readonly filter: Filter;
  readonly rename: RenameText;
}

async function rewrite({ from, path, form = 'name' }: Reference, { filter, rename }: Rewriting, directory: Directory): Promise<void> {
  const changes = (attributes: Attributes): Attributes => changeTexts(attributes, path, (text) => renamedText(text, form, rename));
  for await (const page of directory.pages(from, filter)) {
    for (const resource of page) await directory.change(from, resource, changes);
  }
}

function referencesTo(type: ResourceType, list: readonly Reference[]): readonly Reference[] {
  return list.filter(({ to }) => to.name === type.name);
}

function isQualifiedBy(type: ResourceType, by: ResourceType): boolean {
  const { qualifier } = namingOf(type);
  return references.some(({ from, path, to }) => from === type && path === qualifier && to.name === by.name);
}

function nameIn({ to, form }: Reference, attributes: Attributes): string {
  return form === 'qualified' ? qualifiedName(to, attributes) : plainName(to, attributes);
}

/** The filter for what may have the name at the path; what has another one that contains it is left alone later. */
function naming(reference: Reference, name: string, directory: Directory): Filter {
  const { form = 'name' } = reference;
  const place = pathNamed(directory.served(reference.from), reference.path);
  switch (form) {
    case 'name':
      return anyComparison(place, [['eq', name]]);
    case 'listed':
      return anyComparison(place, [['co', name]]);
    case 'qualified':
      return anyComparison(place, [['eq', name], ['sw', `${name}/`]]);
  }
}

function anyComparison(path: AttributePath, tests: readonly (readonly [ComparisonOperator, string])[]): Filter {
  const operands = tests.map(([operator, value]): Comparison => ({ kind: 'comparison', path, operator, value, caseExact: false }));
  return { kind: 'or', operands };
}
