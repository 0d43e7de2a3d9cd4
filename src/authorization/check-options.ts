import type { AuthenticationScheme } from './authorizer';

/** Printable ASCII without `"` and `\`, so that a realm needs no quoting (RFC 9110 §5.6.4). */
const realmPattern = /^[ !#-[\]-~]+$/;

/** Printable ASCII: what can be sent in a header field. */
const challengePattern = /^[ -~]+$/;

const schemeTexts = ['type', 'name', 'description', 'challenge'] as const;

/**
 * @throws TypeError for options that are no object, and for an option that does not exist: a misspelt `authorize`, or
 * one given in place of the options, would otherwise allow everything.
 */
export function checkOptionNames(caller: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${caller}: options must be an object with ${known.join(', ')}`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new TypeError(`${caller}: unknown option "${name}"; the options are ${known.join(', ')}`);
    }
  }
}

/** @throws TypeError when a callback is missing or is no function. */
export function checkFunction(caller: string, name: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`${caller}: ${name} must be a function`);
}

/** @throws TypeError when the realm cannot stand between double quotes in `WWW-Authenticate`. */
export function checkRealm(caller: string, realm: unknown): void {
  if (typeof realm !== 'string' || !realmPattern.test(realm)) {
    throw new TypeError(`${caller}: realm must be printable ASCII without quotation marks and backslashes`);
  }
}

/** @throws TypeError when a scheme cannot be published (RFC 7643 §5) or its challenge cannot be sent. */
export function checkScheme(caller: string, scheme: AuthenticationScheme | undefined): void {
  for (const name of schemeTexts) {
    const text: unknown = scheme?.[name];
    if (typeof text !== 'string' || text === '') {
      throw new TypeError(`${caller}: scheme.${name} must be a string that is not empty`);
    }
  }
  if (!challengePattern.test(scheme?.challenge ?? '')) {
    throw new TypeError(`${caller}: scheme.challenge must be printable ASCII, such as Bearer realm="scim"`);
  }
}
