/**
 * A copy of a JSON value that nobody can change. Its own properties only, also those with names such as `__proto__`;
 * members that are `undefined` are left out, as JSON has none.
 */
export function frozenCopy<T>(value: T): T {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as T;
  if (typeof value !== 'object' || value === null) return value;

  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.freeze(Object.fromEntries(members.map(([name, member]) => [name, frozenCopy(member)]))) as T;
}
