const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
const NOT_ASCII = /[^\x00-\x7f]/;

/** ATTRNAME of RFC 7643 §2.1, as far as the path grammar of RFC 7644 §3.10 can write it. */
export function isAttributeName(name: string): boolean {
  return ATTRIBUTE_NAME.test(name);
}

/**
 * The key under which a name or a schema URN is found whatever its letter case (RFC 7643 §2.1).
 *
 * Only ASCII folds: full case mapping would make the Kelvin sign equal to the letter k.
 */
export function foldName(name: string): string {
  return NOT_ASCII.test(name) ? name : name.toLowerCase();
}
