import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { fold } from '../../schema/comparable';
import type { Attributes, ResourceType } from '../../schema/resource-type';
import type { Preparation, Saving } from '../behaviour';
import { before } from '../behaviour';
import type { Directory } from '../directory';
import { namingOf, plainName, qualifiedName } from './naming';
import type { Reference } from './reference';
import { namesIn, partsOf, renamedText } from './reference-text';
import { changeTexts, textsAt } from './reference-values';

/** A text that a write brings. */
interface NewText {
  readonly reference: Reference;
  readonly text: string;
}

/**
 * Everything that a write newly names must be there, or it is 400 with the attribute and the name; it is kept as it is
 * written where it is defined. What a resource has named before is not asked again. One query for each type that is named.
 */
export function checkReferences(references: readonly Reference[]): Preparation {
  return (change, { directory }) => checked(change, references.filter(({ from }) => from.name === change.type.name), directory);
}

async function checked(change: Saving, own: readonly Reference[], directory: Directory): Promise<Attributes> {
  const stored = before(change);
  const fresh = own.flatMap((reference) => {
    const known = new Set(textsAt(stored, reference.path));
    const texts = textsAt(change.attributes, reference.path).filter((text) => !known.has(text));
    return texts.filter((text) => reference.accepted?.includes(text) !== true).map((text) => ({ reference, text }));
  });
  if (fresh.length === 0) return change.attributes;
  const spellings = await spellingsOf(fresh, directory);
  for (const one of fresh) assertKnown(one, spellings);
  return own.reduce((attributes, { path, form = 'name', to }) => {
    const spell = (name: string): string => spellings.get(to)?.get(fold(name)) ?? name;
    return { ...attributes, ...changeTexts(attributes, path, (text) => renamedText(text, form, spell)) };
  }, change.attributes);
}

/** The names that there are, by their folded form. */
type Spellings = ReadonlyMap<ResourceType, ReadonlyMap<string, string>>;

async function spellingsOf(fresh: readonly NewText[], directory: Directory): Promise<Spellings> {
  const spellings = new Map<ResourceType, ReadonlyMap<string, string>>();
  for (const type of new Set(fresh.map(({ reference: { to } }) => to))) {
    const named = fresh.filter(({ reference: { to } }) => to === type);
    const names = named.flatMap(({ reference: { form = 'name' }, text }) => {
      const candidates = namesIn(text, form).flat();
      return form === 'qualified' ? candidates.flatMap((name) => partsOf(name)?.name ?? []) : candidates;
    });
    const found = await directory.find(type, namingOf(type).name, names);
    const spelt = found.flatMap(({ attributes }) => [plainName(type, attributes), qualifiedName(type, attributes)]);
    spellings.set(type, new Map(spelt.map((name) => [fold(name), name])));
  }
  return spellings;
}

function assertKnown({ reference: { path, to, form = 'name' }, text }: NewText, spellings: Spellings): void {
  const known = spellings.get(to);
  const isKnown = (names: readonly string[]): boolean => names.some((name) => known?.has(fold(name)) === true);
  for (const names of namesIn(text, form)) {
    if (!isKnown(names)) throw new InvalidValueError(detail`${path} names the ${to.name} "${names[0] ?? text}", which does not exist`);
  }
}
