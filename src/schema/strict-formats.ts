import { X509Certificate } from 'node:crypto';

import { isCountryCode } from './country-codes';
import type { StrictFormat } from './keywords';

/** `language-range [;q=weight]` of Accept-Language (RFC 9110 §12.5.4, RFC 4647 §2.1). */
const languageRange = /^(?:\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)(?:;q=(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?$/;
const zoneName = /^[A-Za-z][A-Za-z0-9_+/-]*$/;

/** One or more language ranges in the syntax of Accept-Language (RFC 7643 §4.1.1, `preferredLanguage`). */
export function isLanguageRanges(text: string): boolean {
  return text.split(',').every((range) => languageRange.test(range.replace(/^[ \t]+|[ \t]+$/g, '').replace(/[ \t]*;[ \t]*/, ';')));
}

/** One language tag (RFC 5646); old clients write an underscore (RFC 7643 §4.1.1, `locale`). */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-')).length === 1;
  } catch {
    return false;
  }
}

/** A name of the IANA time zone database that this process knows (RFC 6557, RFC 7643 §4.1.1, `timezone`). */
export function isTimeZone(text: string): boolean {
  if (!zoneName.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** One X.509 certificate in DER, as base64 with or without padding (RFC 7643 §4.1.2, `x509Certificates`). */
export function isCertificate(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  if (sequenceLength(bytes) !== bytes.length) return false;
  try {
    new X509Certificate(bytes);
    return true;
  } catch {
    return false;
  }
}

/** How many bytes the DER sequence at the beginning has; a certificate is one, and nothing follows it (X.690 §8.1.3). */
function sequenceLength(bytes: Buffer): number | undefined {
  const [tag, first = 0] = bytes;
  if (tag !== 0x30) return undefined;
  if (first < 0x80) return 2 + first;
  const size = first - 0x80;
  return size < 1 || size > 4 || bytes.length < 2 + size ? undefined : 2 + size + bytes.readUIntBE(2, size);
}

/** The formats that only strict service providers demand. */
export const strictFormats: Readonly<Record<StrictFormat, (text: string) => boolean>> = Object.freeze({
  'country-code': isCountryCode,
  'language-tag': isLanguageTag,
  'language-ranges': isLanguageRanges,
  'time-zone': isTimeZone,
  certificate: isCertificate,
});

/** Whether a format is one of those. */
export function isStrictFormat(format: string | undefined): format is StrictFormat {
  return format !== undefined && Object.hasOwn(strictFormats, format);
}
