import type { AttributePath } from './attribute';
import { resolveAttributePath } from './attribute-path';
import { keyTypes, pathFault } from './assert-relations';
import type { ResourceType } from './resource-type';

/**
 * The paths of `uniqueTogether`, resolved.
 *
 * @throws TypeError for what is no list of several single values that are stored.
 */
export function assertUniqueTogether(type: ResourceType, lists: unknown = []): ResourceType['uniqueTogether'] {
  const isListOfLists = Array.isArray(lists) && lists.every(Array.isArray);
  if (!isListOfLists) return refuse(type, 'must be lists of paths, such as [["name", "system"]]');
  return Object.freeze((lists as readonly (readonly string[])[]).map((texts) => Object.freeze(resolved(type, texts))));
}

function resolved(type: ResourceType, texts: readonly string[]): readonly AttributePath[] {
  if (texts.length < 2) refuse(type, 'each list must have several paths; for one attribute there is "uniqueness"');
  if (new Set(texts).size < texts.length) refuse(type, 'a path is there twice');
  return texts.map((text) => {
    const fault = pathFault(type, text, [...keyTypes, 'dateTime']);
    const path = fault === undefined ? resolveAttributePath(type, text) : undefined;
    if (path === undefined) return refuse(type, fault ?? '');
    const isSingle = !path.attribute.multiValued && path.subAttribute?.multiValued !== true && path.attribute.schema !== undefined;
    return isSingle ? path : refuse(type, `"${text}" must be an attribute of the type that has one value`);
  });
}

function refuse(type: ResourceType, problem: string): never {
  throw new TypeError(`Resource type "${type.name}", uniqueTogether: ${problem}`);
}
