import { isObject, ownMember } from '../../resource/attribute-value';
import type { Attributes } from '../../schema/resource-type';
import type { RenameText } from './reference-text';

/** The texts that a resource has at a path. */
export function textsAt(attributes: Attributes, path: string): readonly string[] {
  const [name = '', part] = path.split('.');
  const values = [ownMember(attributes, name)].flat();
  const texts = part === undefined ? values : values.flatMap((value) => ownMember(value, part));
  return texts.filter((text) => typeof text === 'string');
}

/** The change of a resource that puts other texts in the place of those at a path; nothing when they are the same. */
export function changeTexts(attributes: Attributes, path: string, rename: RenameText): Attributes {
  const [name = '', part] = path.split('.');
  const value = ownMember(attributes, name);
  const changed = Array.isArray(value) ? changeList(value, part, rename) : changeValue(value, part, rename);
  return changed === value ? {} : { [name]: changed };
}

function changeList(values: readonly unknown[], part: string | undefined, rename: RenameText): unknown {
  const changed = values.map((value) => changeValue(value, part, rename));
  if (changed.every((value, index) => value === values[index])) return values;
  const left = [...new Set(changed.filter((value) => value !== undefined))];
  return left.length === 0 ? undefined : left;
}

function changeValue(value: unknown, part: string | undefined, rename: RenameText): unknown {
  if (part === undefined) return typeof value === 'string' ? rename(value) : value;
  const text = ownMember(value, part);
  if (!isObject(value) || text === undefined) return value;
  const changed = Array.isArray(text) ? changeList(text, undefined, rename) : changeValue(text, undefined, rename);
  if (changed === text) return value;
  const { [part]: _gone, ...rest } = value;
  return changed === undefined ? rest : { ...value, [part]: changed };
}
