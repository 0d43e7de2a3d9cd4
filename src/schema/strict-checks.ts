import type { StrictFormat } from './keywords';

/**
 * What a service provider can be strict about, because RFC 7643 says how values look and many clients do not care:
 *
 * - `canonical-values`: nothing beside `canonicalValues`, in any letter case unless the attribute is case exact (§2.3.1);
 * - `absolute-uri`: a reference to what is no SCIM resource has a scheme (§2.3.7; `profileUrl`, `photos`);
 * - `country-code`: ISO 3166-1 alpha-2 (§4.1.2, `addresses.country`);
 * - `language-tag`: one BCP 47 tag (§4.1.1, `locale`);
 * - `language-ranges`: the syntax of Accept-Language (§4.1.1, `preferredLanguage`);
 * - `time-zone`: a name of the IANA database (§4.1.1, `timezone`);
 * - `certificate`: one X.509 certificate in DER (§4.1.2, `x509Certificates`).
 */
export type StrictCheck = 'canonical-values' | 'absolute-uri' | StrictFormat;

/** All of them. */
export const strictChecks: readonly StrictCheck[] = Object.freeze([
  'canonical-values',
  'absolute-uri',
  'country-code',
  'language-tag',
  'language-ranges',
  'time-zone',
  'certificate',
]);
