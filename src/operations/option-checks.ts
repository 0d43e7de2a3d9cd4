/** Throws a `TypeError` that names the option unless `value` is a whole number above zero. */
export function positiveInteger(value: unknown, option: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1) {
    throw new TypeError(`${option} must be a whole number above 0, not ${String(value)}`);
  }
}

/**
 * The numbers that are given, over those that hold without them. Throws a `TypeError` that names the option unless they
 * are whole numbers above zero, and each is one that there is.
 */
export function wholeNumbers<N extends string>(given: unknown, option: string, standing: Readonly<Record<N, number>>): Readonly<Record<N, number>> {
  if (given === undefined) return standing;
  if (typeof given !== 'object' || given === null) throw new TypeError(`${option} must be an object`);
  const numbers = Object.entries(given).filter(([, value]) => value !== undefined) as readonly (readonly [string, number])[];
  for (const [name, value] of numbers) {
    if (!Object.hasOwn(standing, name)) throw new TypeError(`${option}.${name} does not exist; there is ${Object.keys(standing).join(', ')}`);
    positiveInteger(value, `${option}.${name}`);
  }
  return { ...standing, ...(Object.fromEntries(numbers) as Partial<Record<N, number>>) };
}

/** Throws a `TypeError` that names the argument and what it lacks. */
export function requireMethods(value: unknown, argument: string, methods: readonly string[]): void {
  for (const method of methods) {
    if (typeof (value as Record<string, unknown> | null | undefined)?.[method] !== 'function') {
      throw new TypeError(`createScimRouter: ${argument} must have a method ${method}()`);
    }
  }
}
