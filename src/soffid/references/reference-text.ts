import { fold } from '../../schema/comparable';
import type { ReferenceForm } from './reference';

/** What a name becomes; `undefined`: it is taken away. */
export type RenameText = (name: string) => string | undefined;

/** The names in a text. Of `role@system/scope` the whole is one, too: the name of a role or of a system may have a slash. */
export function namesIn(text: string, form: ReferenceForm): readonly (readonly string[])[] {
  switch (form) {
    case 'name':
      return text === '' ? [] : [[text]];
    case 'listed':
      return listed(text).map((name) => [name]);
    case 'qualified':
      return [[text, withoutScope(text)]];
  }
}

/** The text with other names in it; `undefined` when no name is left. */
export function renamedText(text: string, form: ReferenceForm, rename: RenameText): string | undefined {
  switch (form) {
    case 'name':
      return rename(text);
    case 'listed': {
      const names = listed(text).flatMap((name) => rename(name) ?? []);
      return names.length === 0 ? undefined : names.join(',');
    }
    case 'qualified': {
      const whole = rename(text);
      const short = withoutScope(text);
      if (whole !== text || short === text) return whole;
      const renamed = rename(short);
      return renamed === undefined ? undefined : `${renamed}${text.slice(short.length)}`;
    }
  }
}

/** Name and qualifier of a text without a scope; `undefined` for one that has no qualifier. */
export function partsOf(text: string): { readonly name: string; readonly qualifier: string } | undefined {
  const at = text.lastIndexOf('@');
  return at < 1 || at === text.length - 1 ? undefined : { name: text.slice(0, at), qualifier: text.slice(at + 1) };
}

/** A rename of the one name, whatever its letter case. */
export function replacing(name: string, by: string | undefined): RenameText {
  const sought = fold(name);
  return (text) => (fold(text) === sought ? by : text);
}

/** A rename of everything that has this qualifier. */
export function replacingQualifier(qualifier: string, by: string): RenameText {
  const sought = fold(qualifier);
  return (text) => {
    const parts = partsOf(text);
    return parts !== undefined && fold(parts.qualifier) === sought ? `${parts.name}@${by}` : text;
  };
}

function withoutScope(text: string): string {
  const slash = text.indexOf('/', text.indexOf('@') + 1);
  return slash < 0 || !text.includes('@') ? text : text.slice(0, slash);
}

function listed(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim()).filter((name) => name !== '');
}
