/** Throws a `TypeError` that names the option unless `value` is a whole number above zero. */
export function positiveInteger(value: unknown, option: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1) {
    throw new TypeError(`${option} must be a whole number above 0, not ${String(value)}`);
  }
}

/** Throws a `TypeError` that names the argument and what it lacks. */
export function requireMethods(value: unknown, argument: string, methods: readonly string[]): void {
  for (const method of methods) {
    if (typeof (value as Record<string, unknown> | null | undefined)?.[method] !== 'function') {
      throw new TypeError(`createScimRouter: ${argument} must have a method ${method}()`);
    }
  }
}
