import type { Attributes } from 'scim-router';

/** What is taken into account when a documented value is compared with the one that was answered. */
export interface Comparison {
  /** Ids that the documents print, and what those resources have for an id here. */
  readonly ids: ReadonlyMap<string, string>;
  /** Whether times may be others: the answer tells when something was done. */
  readonly isNow: boolean;
  /** Every text of the request: a time that is in it is no time of now. */
  readonly sent: string;
  /** The URN that is meant by one of the spellings that the documents have. */
  readonly canonical: (urn: string) => string;
}

const isTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?$/;
const serviceRoot = /^https?:\/\/.*\/scim2?(\/v1)?\//;

/**
 * Everything that the documents say and the answer does not: dotted paths, and what stands there. What the answer says
 * beside it does not count. Host names, ids of what was created here, and times of what was done here are free.
 */
export function differences(documented: unknown, answered: unknown, comparison: Comparison, path = ''): readonly string[] {
  if (Array.isArray(documented)) return listDifferences(documented, answered, comparison, path);
  if (isObject(documented)) {
    return Object.entries(documented).flatMap(([name, value]) => {
      const at = path === '' ? name : `${path}.${name}`;
      const other = isObject(answered) && Object.hasOwn(answered, name) ? answered[name] : undefined;
      return differences(value, other, comparison, at);
    });
  }
  if (isEqual(documented, answered, { ...comparison, path })) return [];
  return [`${path}: ${JSON.stringify(documented)}, but was ${JSON.stringify(answered)}`];
}

/** The order of values says nothing, and those that have an id or a name are recognised by it. */
function listDifferences(documented: readonly unknown[], answered: unknown, comparison: Comparison, path: string): readonly string[] {
  if (!Array.isArray(answered)) return [`${path}: a list, but was ${JSON.stringify(answered)}`];
  if (path !== 'Resources' && answered.length !== documented.length) {
    return [`${path}: ${documented.length} values, but were ${JSON.stringify(answered)}`];
  }
  return documented.flatMap((value) => {
    const candidates = answered.map((other: unknown) => differences(value, other, comparison, `${path}.${nameOf(value)}`));
    const sameId = isObject(value) ? answered.findIndex((other) => isObject(other) && isSame(value, other, comparison)) : -1;
    if (sameId >= 0) return candidates[sameId] ?? [];
    if (candidates.some((each) => each.length === 0)) return [];
    return [`${path}: there is no ${JSON.stringify(value)} in ${JSON.stringify(answered)}`.slice(0, 2000)];
  });
}

function nameOf(value: unknown): string {
  if (!isObject(value)) return '*';
  const name = value['id'] ?? value['userName'] ?? value['name'];
  return typeof name === 'string' || typeof name === 'number' ? String(name) : '*';
}

function isSame(value: Attributes, other: Attributes, { ids }: Comparison): boolean {
  if (!('id' in value)) return 'userName' in value && value['userName'] === other['userName'];
  const id = String(value['id']);
  return String(other['id']) === (ids.get(id) ?? id);
}

function isEqual(documented: unknown, answered: unknown, { path, ...comparison }: Comparison & { readonly path: string }): boolean {
  if (documented === answered) return true;
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (name === 'id' || /[a-z]Id$/.test(name)) return isSameId(documented, answered, comparison, name);
  if (typeof documented !== 'string' || typeof answered !== 'string') return false;
  if (name === 'userTypes') return inOrder(documented) === inOrder(answered);
  if (serviceRoot.test(documented)) return urlText(documented, comparison) === urlText(answered, { ...comparison, ids: new Map() });
  if (documented.startsWith('urn:')) return comparison.canonical(documented) === answered;
  if (!comparison.isNow) return false;
  if (isTime.test(documented)) return isTime.test(answered) && !comparison.sent.includes(documented);
  return withoutTimes(documented) !== documented && withoutTimes(documented) === withoutTimes(answered);
}

/** The id of the resource itself is known; what other ids are depends on the system that is printed. */
function isSameId(documented: unknown, answered: unknown, { ids }: Comparison, name: string): boolean {
  if (typeof answered !== 'number') return false;
  const known = ids.get(String(documented));
  return known === undefined ? name !== 'id' : known === String(answered);
}

/** In the documents, names between commas come back in any order. */
function inOrder(names: string): string {
  return names.split(',').sort().join(',');
}

function withoutTimes(text: string): string {
  return text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?/g, '');
}

/** The part of a URL below the service root, read as people read it. */
function urlText(url: string, { ids }: Pick<Comparison, 'ids'>): string {
  const text = decodeURIComponent(url.replace(serviceRoot, '').replaceAll('+', ' '));
  return text.replace(/\d{2,}/g, (id) => ids.get(id) ?? id);
}

function isObject(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
