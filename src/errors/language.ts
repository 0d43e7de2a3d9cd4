import type { Detail } from './detail';

/**
 * The texts of errors in one language (RFC 7644 §3.12, `detail`), such as those of `scim-router/languages`.
 *
 * @example
 * ```ts
 * const galician: Language = { tag: 'gl', templates: { 'The body is empty': 'O corpo está baleiro' } };
 * ```
 */
export interface Language {
  /** The language, as a tag (BCP 47): `es`, `pt-BR`. */
  readonly tag: string;
  /**
   * What stands for each English template, with the same places `{0}`, `{1}`… in any order. A template that is not there
   * stays English.
   */
  readonly templates: Readonly<Record<string, string>>;
}

/** The language that every template is in already. */
export const english: Language = Object.freeze({ tag: 'en', templates: Object.freeze({}) });

/** The text of a detail in a language. A plain string is the same in all of them. */
export function inLanguage(detail: Detail | string, { templates }: Language): string {
  if (typeof detail === 'string') return detail;
  return detail.render((template) => ownText(templates, template) ?? template);
}

/** The tag of the language that a detail is told in; `undefined` for a plain string, which may be in any. */
export function languageOf(detail: Detail | string, { tag, templates }: Language): string | undefined {
  if (typeof detail === 'string') return undefined;
  return ownText(templates, detail.template) === undefined ? english.tag : tag;
}

function ownText(templates: Language['templates'], template: string): string | undefined {
  return Object.hasOwn(templates, template) ? templates[template] : undefined;
}
