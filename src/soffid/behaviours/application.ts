import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { fold } from '../../schema/comparable';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour, Moment, Saving } from '../behaviour';
import { before } from '../behaviour';
import type { Directory } from '../directory';
import { equals } from '../directory';
import { followDomainValueRename } from '../grants/follow-domain-values';
import { followRename } from '../references/follow-references';
import { Application } from '../resource-types/application';
import { DomainValue } from '../resource-types/domain-value';

/**
 * Applications (seed 001, Application) are a tree by their names: that of the application above, a slash, and the
 * relative name. What is below follows a rename, and so does everything that names an application. One that is deleted
 * takes its domain values along; it is not deleted while it has roles or applications below it.
 */
export const applicationBehaviour: Behaviour = {
  async saving(change, { directory }) {
    const place = placeOf(change);
    if (place === undefined) return change.attributes;
    const parent = place.parent === undefined ? undefined : await parentNamed(place.parent, change, directory);
    const name = parent === undefined ? place.relativeName : `${parent}/${place.relativeName}`;
    return { ...change.attributes, name, relativeName: place.relativeName, parent };
  },
  async saved(change, _result, { directory }) {
    if (change.operation === 'create') return;
    await renameBelow(String(change.before.attributes['name']), String(change.attributes['name']), directory);
  },
  deleted: ({ before: { attributes } }, moment) => removeDomainValues(String(attributes['name']), moment),
};

/** Where an application is in the tree. */
interface Place {
  readonly parent: string | undefined;
  readonly relativeName: string;
}

/**
 * The place that a write means: a name, where one is given, goes before its parts; a PATCH may move an application by its
 * parent, or rename it by its relative name. `undefined` when what there is makes no name.
 */
function placeOf(change: Saving): Place | undefined {
  const stored = before(change);
  const { name, parent, relativeName } = change.attributes;
  const isNamed = typeof name === 'string' && (change.operation !== 'patch' || name !== stored['name']);
  if (isNamed) {
    const isParentGiven = typeof parent === 'string' && (change.operation !== 'patch' || parent !== stored['parent']);
    return placeNamed(name, isParentGiven ? parent : undefined);
  }
  const last = typeof relativeName === 'string' ? relativeName : typeof name === 'string' ? lastPart(name) : undefined;
  if (last === undefined) return undefined;
  if (last === '' || last.includes('/')) throw new InvalidValueError(detail`relativeName must be one part of a path, without a slash`);
  return { parent: typeof parent === 'string' ? parent : undefined, relativeName: last };
}

function placeNamed(name: string, parent: string | undefined): Place {
  const path = name.replace(/^\//, '');
  const slash = path.lastIndexOf('/');
  const relativeName = path.slice(slash + 1);
  if (relativeName === '') throw new InvalidValueError(detail`name must end with a part that is not empty`);
  if (slash < 0) return { parent, relativeName };
  const above = path.slice(0, slash);
  if (parent !== undefined && fold(parent) !== fold(above)) {
    throw new InvalidValueError(detail`name is "${name}", which is not below the parent "${parent}"`);
  }
  return { parent: above, relativeName };
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The name of the application above, as it is written there. Throws `InvalidValueError` for none, and for one below. */
async function parentNamed(name: string, change: Saving, directory: Directory): Promise<string> {
  const parent = await directory.findOne(Application, 'name', name);
  if (parent === undefined) throw new InvalidValueError(detail`parent names the ${Application.name} "${name}", which does not exist`);
  const spelt = String(parent.attributes['name']);
  const own = change.operation === 'create' ? undefined : fold(String(change.before.attributes['name']));
  const isBelow = own !== undefined && (fold(spelt) === own || fold(spelt).startsWith(`${own}/`));
  if (isBelow) throw new InvalidValueError(detail`parent must not be the application itself or one below it`);
  return spelt;
}

/** Names what is below anew, and all that names it: a page of applications at a time, level by level. */
async function renameBelow(from: string, to: string, directory: Directory): Promise<void> {
  if (from === to) return;
  for await (const page of directory.pages(Application, equals(Application, 'parent', to))) {
    for (const child of page) {
      const old = String(child.attributes['name']);
      const name = `${to}/${lastPart(old)}`;
      if (old === name) continue;
      await directory.change(Application, child, { name });
      const after: Attributes = { ...child.attributes, name };
      await followRename({ type: Application, id: child.id, before: child.attributes, after }, directory);
      await followDomainValueRename(Application, { before: child.attributes, after }, directory);
      await renameBelow(old, name, directory);
    }
  }
}

async function removeDomainValues(name: string, { directory }: Moment): Promise<void> {
  for await (const values of directory.pages(DomainValue, equals(DomainValue, 'externalCodeDomain', name))) {
    await directory.remove(DomainValue, values);
  }
}
