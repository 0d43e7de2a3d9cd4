import { InvalidSyntaxError, PayloadTooLargeError } from '../errors/catalog';
import { detail } from '../errors/detail';

/** How large the JSON of a body may be in every direction but its bytes. */
export interface JsonLimits {
  /** Objects and arrays inside each other, the outermost included. */
  readonly depth: number;
  /** Members of one object. */
  readonly members: number;
  /** Elements of one array, such as the members of a group. */
  readonly elements: number;
}

/**
 * Parses a JSON text (RFC 8259) from a client that is not trusted.
 *
 * One pass over the text, without recursion, comes before `JSON.parse`: it sees what parsing hides, such as the first of
 * two members with one name, and stops at a limit before anything is built.
 *
 * @throws InvalidSyntaxError for text that is no JSON, is nested too deeply, has an object with too many members, two
 * members with one name (RFC 8259 §4 leaves their meaning open), U+0000 or half of a surrogate pair.
 * @throws PayloadTooLargeError for an array with too many elements.
 */
export function parseJsonText(text: string, limits: JsonLimits): unknown {
  scan(text, limits);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidSyntaxError(detail`The body is not valid JSON`, { cause });
  }
}

/** The same limits for a value that the host application has parsed; repeated names are lost by then. */
export function checkJsonValue(value: unknown, limits: JsonLimits, depth = 1): void {
  if (typeof value === 'string') checkText(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth > limits.depth) throw tooDeep(limits);
  if (Array.isArray(value)) {
    if (value.length > limits.elements) throw tooManyElements(limits);
    for (const element of value as readonly unknown[]) checkJsonValue(element, limits, depth + 1);
    return;
  }
  const names = Object.keys(value);
  if (names.length > limits.members) throw tooManyMembers(limits);
  for (const name of names) {
    checkText(name);
    checkJsonValue((value as Readonly<Record<string, unknown>>)[name], limits, depth + 1);
  }
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** An object or an array whose end has not come. */
interface Open {
  /** The names seen in an object; `undefined` for an array. */
  readonly names: Set<string> | undefined;
  commas: number;
  nameIsNext: boolean;
}

/** Text that is no JSON may pass: `JSON.parse` refuses it afterwards. */
function scan(text: string, limits: JsonLimits): void {
  const stack: Open[] = [];
  let open: Open | undefined;
  let backslash = text.indexOf('\\');
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const start = at + 1;
      if (backslash !== -1 && backslash < start) backslash = text.indexOf('\\', start);
      at = text.indexOf('"', start);
      if (at === -1) return;
      const isEscaped = backslash !== -1 && backslash < at;
      if (isEscaped) at = endOfEscaped(text, backslash);
      if (open?.nameIsNext === true) addName(open, isEscaped ? unescaped(text.slice(start - 1, at + 1)) : text.slice(start, at), limits);
    } else if (code === comma) {
      if (open !== undefined) countComma(open, limits);
    } else if (code === openBrace || code === openBracket) {
      open = opened(code === openBrace);
      if (stack.push(open) > limits.depth) throw tooDeep(limits);
    } else if (code === closeBrace || code === closeBracket) {
      stack.pop();
      open = stack.at(-1);
    }
  }
}

function opened(isObject: boolean): Open {
  return { names: isObject ? new Set() : undefined, commas: 0, nameIsNext: isObject };
}

function addName(open: Open, name: string, limits: JsonLimits): void {
  const { names = new Set() } = open;
  if (names.has(name)) throw new InvalidSyntaxError(detail`An object in the body has two members with the same name`);
  if (names.add(name).size > limits.members) throw tooManyMembers(limits);
  open.nameIsNext = false;
}

function countComma(open: Open, limits: JsonLimits): void {
  open.commas += 1;
  if (open.names !== undefined) open.nameIsNext = true;
  else if (open.commas >= limits.elements) throw tooManyElements(limits);
}

/** Offset of the quote that ends a string whose first escape is at `backslash`. */
function endOfEscaped(text: string, backslash: number): number {
  let at = backslash;
  while (at < text.length && text.charCodeAt(at) !== quote) {
    if (text.charCodeAt(at) !== 0x5c) at += 1;
    else at += text.charCodeAt(at + 1) === 0x75 ? lengthOfUnicodeEscape(text, at) : 2;
  }
  return at;
}

/** Length of a `\uXXXX`, or of two when they are a surrogate pair. */
function lengthOfUnicodeEscape(text: string, at: number): number {
  const code = unicodeEscape(text, at);
  if (code === 0) throw nul();
  if (code === undefined || code < 0xd800 || code > 0xdfff) return 6;
  const next = unicodeEscape(text, at + 6);
  if (code > 0xdbff || next === undefined || next < 0xdc00 || next > 0xdfff) throw loneSurrogate();
  return 12;
}

function unicodeEscape(text: string, at: number): number | undefined {
  const digits = /^\\u([0-9A-Fa-f]{4})$/.exec(text.slice(at, at + 6))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

function unescaped(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal;
  }
}

function checkText(text: string): void {
  if (text.includes('\0')) throw nul();
  if (/\p{Surrogate}/u.test(text)) throw loneSurrogate();
}

function tooDeep({ depth }: JsonLimits): InvalidSyntaxError {
  return new InvalidSyntaxError(detail`The body is nested more than ${depth} levels deep`);
}

function tooManyMembers({ members }: JsonLimits): InvalidSyntaxError {
  return new InvalidSyntaxError(detail`An object in the body has more than ${members} members`);
}

function tooManyElements({ elements }: JsonLimits): PayloadTooLargeError {
  return new PayloadTooLargeError(detail`An array in the body has more than ${elements} elements`);
}

function nul(): InvalidSyntaxError {
  return new InvalidSyntaxError(detail`The body contains U+0000`);
}

function loneSurrogate(): InvalidSyntaxError {
  return new InvalidSyntaxError(detail`The body contains half of a surrogate pair`);
}
