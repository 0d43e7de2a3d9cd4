/** What a case expects of a value: a literal, in which matchers may stand anywhere, or a matcher. */
export type Expectation = unknown;

type Matcher = (actual: unknown, argument: unknown) => boolean;

const matchers: Readonly<Record<string, Matcher>> = {
  matches: (actual, pattern) => typeof actual === 'string' && new RegExp(String(pattern), 'u').test(actual),
  exists: (actual, wanted) => (actual !== undefined) === wanted,
  length: (actual, size) => (typeof actual === 'string' || Array.isArray(actual)) && actual.length === size,
  contains: (actual, wanted) =>
    typeof actual === 'string' && typeof wanted === 'string'
      ? actual.includes(wanted)
      : Array.isArray(actual) && actual.some((element) => matches(element, wanted)),
  gte: (actual, least) => comparable(actual, least) && (actual as number) >= (least as number),
  lte: (actual, most) => comparable(actual, most) && (actual as number) <= (most as number),
  unordered: (actual, wanted) => Array.isArray(actual) && Array.isArray(wanted) && sameElements(actual, wanted),
  same: (actual, other) => matches(actual, other),
  not: (actual, unwanted) => !matches(actual, unwanted),
  oneOf: (actual, choices) => Array.isArray(choices) && choices.some((choice) => matches(actual, choice)),
  has: (actual, members) =>
    isObject(members) && Object.entries(members).every(([path, wanted]) => matches(valueAt(actual, path), wanted)),
};

/** Whether a value is as expected; objects and arrays of a literal must agree in every member. */
export function matches(actual: unknown, expected: Expectation): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((element, index) => matches(actual[index], element))
    );
  }
  if (!isObject(expected)) return Object.is(actual, expected);
  const [only, ...others] = Object.entries(expected);
  if (only !== undefined && others.length === 0 && Object.hasOwn(matchers, only[0])) {
    return matchers[only[0]]!(actual, only[1]);
  }
  return (
    isObject(actual) &&
    Object.keys(actual).length === Object.keys(expected).length &&
    Object.entries(expected).every(([key, wanted]) => Object.hasOwn(actual, key) && matches(actual[key], wanted))
  );
}

/**
 * The value at a dotted path, such as `emails.0.value` or `urn:…:2.0:User.manager.value`; the empty path is the value
 * itself. URNs have dots of their own: of several members that a path may begin with, the longest counts.
 */
export function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  if (Array.isArray(value)) {
    const [index = '', ...rest] = path.split('.');
    if (index === 'length') return value.length;
    return /^\d+$/.test(index) ? valueAt(value[Number(index)], rest.join('.')) : undefined;
  }
  if (!isObject(value)) return undefined;
  const [key] = Object.keys(value)
    .filter((name) => path === name || path.startsWith(`${name}.`))
    .sort((a, b) => b.length - a.length);
  return key === undefined ? undefined : valueAt(value[key], path.slice(key.length + 1));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function comparable(a: unknown, b: unknown): boolean {
  return typeof a === typeof b && (typeof a === 'number' || typeof a === 'string');
}

/** Every expectation has an element of its own, found by trying them in turn. */
function sameElements(actual: readonly unknown[], wanted: readonly unknown[]): boolean {
  if (actual.length !== wanted.length) return false;
  const [first, ...rest] = wanted;
  if (wanted.length === 0) return true;
  return actual.some((element, index) => matches(element, first) && sameElements(actual.toSpliced(index, 1), rest));
}
