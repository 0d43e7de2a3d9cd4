import { InvalidCountError, InvalidFilterError, InvalidValueError } from '../errors/catalog';
import type { DetailValue } from '../errors/detail';
import { detail } from '../errors/detail';
import type { AttributeSelection } from '../operations/attribute-selection';
import type { Pagination } from '../operations/pagination';

/** The query parameters of RFC 7644 §3.4.2 and §3.9 and of RFC 9865 §2; others are ignored (RFC 7644 §3.4.2). */
export interface QueryParameters {
  readonly selection: AttributeSelection;
  readonly filter?: string;
  readonly sortBy?: string;
  readonly sortOrder?: string;
  readonly startIndex?: number;
  readonly count?: number;
  /** Empty to start with the first page (RFC 9865 §2). */
  readonly cursor?: string;
}

type Name = 'attributes' | 'excludedAttributes' | 'filter' | 'sortBy' | 'sortOrder' | 'startIndex' | 'count' | 'cursor';

const withoutCursor: ReadonlySet<string> = new Set<Name>([
  'attributes',
  'excludedAttributes',
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
]);

const withCursor: ReadonlySet<string> = new Set<string>([...withoutCursor, 'cursor' satisfies Name]);

/** Those that may be given more than once: the lists are joined. */
const lists: ReadonlySet<string> = new Set<Name>(['attributes', 'excludedAttributes']);

const none: QueryParameters = Object.freeze({ selection: Object.freeze({}) });

/**
 * Reads the query of a URL — RFC 7644 §3.4.2. Percent-encoding is that of RFC 3986: `+` is a plus sign. Where lists are
 * not paged by cursor, `cursor` is a parameter like any other that is not known. Throws `InvalidValueError` for a
 * parameter that is given twice, is not well encoded, or is no number where one is due, and `InvalidCountError` for a
 * count that is no number beside a cursor.
 */
export function parseParameters(url: string, { cursor }: Pick<Pagination, 'cursor'>): QueryParameters {
  const start = url.indexOf('?');
  if (start < 0 || start === url.length - 1) return none;
  const given = readPairs(url.slice(start + 1), cursor === undefined ? withoutCursor : withCursor);
  const { startIndex, count } = { startIndex: whole(given, 'startIndex'), count: whole(given, 'count') };
  return {
    selection: { ...list(given, 'attributes'), ...list(given, 'excludedAttributes') },
    ...text(given, 'filter'),
    ...text(given, 'sortBy'),
    ...text(given, 'sortOrder'),
    ...(startIndex !== undefined && { startIndex }),
    ...(count !== undefined && { count }),
    ...text(given, 'cursor'),
  };
}

function readPairs(query: string, names: ReadonlySet<string>): ReadonlyMap<Name, string> {
  const given = new Map<Name, string>();
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals), detail`parameter name`);
    if (!names.has(name)) continue;
    const former = given.get(name as Name);
    if (former !== undefined && !lists.has(name)) throw givenTwice(name);
    const raw = equals < 0 ? '' : pair.slice(equals + 1);
    given.set(name as Name, joined(former, decode(name === 'filter' ? withSpaces(raw) : raw, name)));
  }
  return given;
}

function joined(former: string | undefined, value: string): string {
  return former === undefined ? value : `${former},${value}`;
}

function givenTwice(name: string): InvalidValueError | InvalidFilterError {
  return new (name === 'filter' ? InvalidFilterError : InvalidValueError)(detail`The parameter ${name} is given more than once`);
}

// A plus outside a string means nothing in a filter: there it can only be the space of a client that encodes like a
// form (curl does), and such a client writes a plus of its own as %2B. Everyone else means what RFC 3986 says.
function withSpaces(raw: string): string {
  return isFormEncoded(raw) ? raw.replaceAll('+', '%20') : raw;
}

function isFormEncoded(raw: string): boolean {
  if (!raw.includes('+')) return false;
  let quoted = false;
  for (const [part] of raw.matchAll(/%5C(?:%..|.)|\\(?:%..|.)|%22|"|\+/gi)) {
    if (part === '+' && !quoted) return true;
    if (part === '"' || part === '%22') quoted = !quoted;
  }
  return false;
}

function decode(text: string, name: DetailValue): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InvalidValueError(detail`The ${name} is not well percent-encoded`);
  }
}

function text<N extends Name>(given: ReadonlyMap<Name, string>, name: N): { readonly [K in N]?: string } {
  const value = given.get(name);
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in N]?: string };
}

function list(given: ReadonlyMap<Name, string>, name: 'attributes' | 'excludedAttributes'): AttributeSelection {
  const value = given.get(name);
  if (value === undefined) return {};
  return { [name]: value.split(',').map((part) => part.trim()).filter((part) => part !== '') };
}

function whole(given: ReadonlyMap<Name, string>, name: 'startIndex' | 'count'): number | undefined {
  const value = given.get(name);
  if (value === undefined) return undefined;
  if (/^-?[0-9]{1,15}$/.test(value)) return Number(value);
  // Only a client that pages by cursor knows of the error that RFC 9865 §2.1 has for this.
  const isByCursor = name === 'count' && given.has('cursor');
  throw new (isByCursor ? InvalidCountError : InvalidValueError)(detail`${name} must be a whole number`);
}
