import { counterCode, matchingCount, matchingStep, timeCode, timeStep } from '../../../src/soffid/otp/one-time-code';
import type { OtpAlgorithm } from '../../../src/soffid/otp/one-time-code';
import { toBase32 } from '../../../src/soffid/otp/base32';
import { keyUri } from '../../../src/soffid/otp/key-uri';
import vectors from './one-time-codes.json';

const seed = '12345678901234567890';
/** The reference implementation of RFC 6238 repeats the digits to the length of the hash. */
const secrets: Readonly<Record<OtpAlgorithm, Buffer>> = {
  sha1: Buffer.from(seed),
  sha256: Buffer.from(seed.repeat(2).slice(0, 32)),
  sha512: Buffer.from(seed.repeat(4).slice(0, 64)),
};

describe('One-time codes', () => {
  test.each(vectors.counterCodes.map((code, counter) => ({ counter, code })))('counter $counter gives $code (RFC 4226 Appendix D)', ({ counter, code }) => {
    expect(counterCode(secrets.sha1, counter)).toBe(code);
  });

  test.each(vectors.timeCodes)('$seconds s with $algorithm give $code (RFC 6238 Appendix B)', ({ seconds, algorithm, code }) => {
    const options = { digits: 8, algorithm: algorithm as OtpAlgorithm } as const;
    expect(timeCode(secrets[options.algorithm], new Date(seconds * 1000), options)).toBe(code);
  });

  describe('validation by time', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
    const check = (seconds: number) => ({ secret: secrets.sha1, code: timeCode(secrets.sha1, at(seconds)) });

    test.each([-30, 0, 30])('a code of %i seconds from now is accepted (RFC 6238 §5.2)', (seconds) => {
      expect(matchingStep(check(seconds), now)).toBe(timeStep(at(seconds)));
    });

    test.each([-60, 60, 3600])('a code of %i seconds from now is refused (RFC 6238 §5.2)', (seconds) => {
      expect(matchingStep(check(seconds), now)).toBeUndefined();
    });

    test('a code is accepted once, and none before it afterwards (RFC 6238 §5.2)', () => {
      const step = matchingStep(check(0), now);
      expect(matchingStep(check(0), now, step)).toBeUndefined();
      expect(matchingStep(check(-30), now, step)).toBeUndefined();
      expect(matchingStep(check(30), now, step)).toBe(timeStep(at(30)));
    });

    test.each(['', '12345', '1234567', '١٢٣٤٥٦', 'abcdef'])('"%s" is no code', (code) => {
      expect(matchingStep({ secret: secrets.sha1, code }, now)).toBeUndefined();
    });
  });

  test('the counter may be up to ten ahead, never behind (RFC 4226 §7.4)', () => {
    const check = (counter: number) => ({ secret: secrets.sha1, code: counterCode(secrets.sha1, counter) });
    expect(matchingCount(check(5), 5)).toBe(5);
    expect(matchingCount(check(15), 5)).toBe(15);
    expect(matchingCount(check(16), 5)).toBeUndefined();
    expect(matchingCount(check(4), 5)).toBeUndefined();
  });

  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('"%s" is %s in base32 (RFC 4648 §10, without padding)', (text, encoded) => {
    expect(toBase32(Buffer.from(text))).toBe(encoded);
  });

  test('the URI for an app names issuer, account, secret and how codes are made', () => {
    const uri = keyUri({ type: 'TOTP', secret: secrets.sha1, issuer: 'Acme & Co', account: 'jane@acme' });
    expect(uri).toBe(
      'otpauth://totp/Acme%20%26%20Co:jane%40acme?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acme%20%26%20Co&algorithm=SHA1&digits=6&period=30',
    );
  });
});
