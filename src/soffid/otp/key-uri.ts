import { toBase32 } from './base32';
import type { CodeOptions } from './one-time-code';
import { stepSeconds } from './one-time-code';

/** What an authenticator app has to know of a device. */
export interface KeyUriInput extends CodeOptions {
  readonly type: 'TOTP' | 'HOTP';
  readonly secret: Buffer;
  /** Who issues the codes, as the app shows it. */
  readonly issuer: string;
  /** Whose codes they are. */
  readonly account: string;
}

/** The `otpauth:` URI that authenticator apps read from a QR image. */
export function keyUri({ type, secret, issuer, account, digits = 6, algorithm = 'sha1' }: KeyUriInput): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const moving = type === 'TOTP' ? `period=${stepSeconds}` : 'counter=0';
  const parameters = [`secret=${toBase32(secret)}`, `issuer=${encodeURIComponent(issuer)}`];
  return `otpauth://${type.toLowerCase()}/${label}?${[...parameters, `algorithm=${algorithm.toUpperCase()}`, `digits=${digits}`, moving].join('&')}`;
}
