/** Freezes a value and everything in it. The value must be a tree, as JSON is. */
export function deepFreeze<const T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
