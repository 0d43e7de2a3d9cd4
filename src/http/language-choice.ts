import type { IncomingMessage } from 'node:http';

import type { Language } from '../errors/language';
import { english } from '../errors/language';

/** The language in which whoever sent a request reads errors. */
export type ChooseLanguage = (request: Pick<IncomingMessage, 'headers'>) => Language;

/** Characters of `Accept-Language` that are read: it is parsed before anybody is authenticated. */
const longestHeader = 1024;
const tagPattern = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i;
const qualityPattern = /^q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/i;

/**
 * The choice among languages by `Accept-Language` (RFC 9110 §12.5.4): the best supported one that a client accepts, by
 * its quality values, and English where it accepts none. `undefined` where there is nothing to choose from.
 *
 * @throws TypeError for languages that cannot be told apart or have no texts.
 */
export function createLanguageChoice(languages: readonly Language[] = []): ChooseLanguage | undefined {
  checkLanguages(languages);
  if (languages.length === 0) return undefined;
  const offered = languages.some(({ tag }) => fold(tag) === english.tag) ? languages : [english, ...languages];
  return ({ headers }) => bestOf(offered, headers['accept-language'] ?? '') ?? english;
}

function checkLanguages(languages: unknown): asserts languages is readonly Language[] {
  if (!Array.isArray(languages)) throw new TypeError('options.languages must be an array, such as [es, ca] of scim-router/languages');
  const tags = new Set<string>();
  for (const language of languages as readonly unknown[]) {
    if (!isLanguage(language)) throw new TypeError('options.languages: a language has a tag, such as "es", and templates');
    const tag = fold(language.tag);
    if (tags.has(tag)) throw new TypeError(`options.languages has two languages with the tag "${language.tag}"`);
    tags.add(tag);
  }
}

function isLanguage(language: unknown): language is Language {
  const { tag, templates } = (language ?? {}) as { readonly tag?: unknown; readonly templates?: unknown };
  return typeof tag === 'string' && tagPattern.test(tag) && typeof templates === 'object' && templates !== null;
}

/** A language range with its quality value (RFC 9110 §12.5.4). */
interface Accepted {
  readonly range: string;
  readonly quality: number;
}

function bestOf(offered: readonly Language[], header: string): Language | undefined {
  const accepted = parseHeader(header);
  const refused = accepted.filter(({ quality }) => quality === 0);
  const candidates = offered.filter((language) => !refused.some(({ range }) => isWithin(language, range)));
  const named = accepted.filter(({ range }) => range !== '*');
  const others = candidates.filter((language) => !named.some(({ range }) => lookUp([language], range) !== undefined));
  for (const { range, quality } of accepted) {
    if (quality === 0) break;
    const found = range === '*' ? others[0] : lookUp(candidates, range);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The ranges, best first; of those that are equally good, the first. */
function parseHeader(header: string): readonly Accepted[] {
  const accepted = header.slice(0, longestHeader).split(',').flatMap((item) => parseItem(item) ?? []);
  return accepted.sort((left, right) => right.quality - left.quality);
}

/** `undefined` for what is no language range: a mistake there must not keep anybody from reading an error. */
function parseItem(item: string): Accepted | undefined {
  const [range = '', quality, ...more] = item.split(';').map((part) => part.trim());
  if (more.length > 0 || (range !== '*' && !tagPattern.test(range))) return undefined;
  if (quality === undefined) return { range: fold(range), quality: 1 };
  const [, value] = qualityPattern.exec(quality) ?? [];
  return value === undefined ? undefined : { range: fold(range), quality: Number(value) };
}

/** `es-MX` finds es-MX, else what is within it, else the same for `es` (RFC 4647 §3.4). */
function lookUp(languages: readonly Language[], range: string): Language | undefined {
  for (let wider = range; wider !== ''; wider = wider.slice(0, Math.max(0, wider.lastIndexOf('-')))) {
    const found = languages.find(({ tag }) => fold(tag) === wider) ?? languages.find((language) => isWithin(language, wider));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `pt` has pt and pt-BR within it (RFC 4647 §3.3.1). */
function isWithin({ tag }: Language, range: string): boolean {
  return fold(tag) === range || fold(tag).startsWith(`${range}-`);
}

function fold(tag: string): string {
  return tag.toLowerCase();
}
