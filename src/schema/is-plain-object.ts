/** Whether a value is an object whose own properties are all it has. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Not compared with Object.prototype: an object may come from another realm, which has its own.
  return prototype === null || (!Array.isArray(value) && Object.getPrototypeOf(prototype) === null);
}
