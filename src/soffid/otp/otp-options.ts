import type { CodeOptions } from './one-time-code';
import type { OtpDelivery } from './otp-delivery';
import { createSecretBox } from './secret-box';
import type { SecretBox } from './secret-box';

/** One-time codes (seed 002, SCIM for OTP devices). */
export interface OtpOptions extends CodeOptions {
  /** 32 random bytes, as a Buffer or in base64, that secrets are encrypted with at rest. Without them no device can be made. */
  readonly encryptionKey: Buffer | string;
  /** Sends the codes of devices of type EMAIL and SMS. */
  readonly delivery: OtpDelivery;
  /** Shown by authenticator apps. Default `Soffid`. */
  readonly issuer?: string;
  /** Wrong answers in a row after which a device locks. Default 10. */
  readonly mostFails?: number;
  /** Seconds for which a code that was sent, or a question for digits of a PIN, can be answered. Default 300. */
  readonly challengeSeconds?: number;
  /** Characters of a PIN at least. Default 8. */
  readonly pinLength?: number;
  /** Characters of a PIN that are asked for. Default 3. */
  readonly pinDigitsAsked?: number;
}

/** `OtpOptions`, checked and complete. */
export interface OtpSettings {
  readonly box: SecretBox;
  readonly delivery: OtpDelivery;
  readonly code: CodeOptions;
  readonly issuer: string;
  readonly mostFails: number;
  readonly challengeSeconds: number;
  readonly pinLength: number;
  readonly pinDigitsAsked: number;
}

/** @throws TypeError naming the option that is wrong. */
export function otpSettings(options: OtpOptions): OtpSettings {
  const { encryptionKey, delivery, issuer = 'Soffid', digits = 6, algorithm = 'sha1' } = options;
  const { mostFails = 10, challengeSeconds = 300, pinLength = 8, pinDigitsAsked = 3 } = options;
  if (typeof (delivery as Partial<OtpDelivery> | undefined)?.send !== 'function') {
    throw new TypeError('options.otp.delivery must have a method send, as consoleDelivery() has');
  }
  for (const [name, value] of Object.entries({ mostFails, challengeSeconds, pinLength, pinDigitsAsked })) {
    if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`options.otp.${name} must be a whole number, 1 or more`);
  }
  const code = { digits, algorithm };
  return Object.freeze({ box: createSecretBox(encryptionKey), delivery, code, issuer, mostFails, challengeSeconds, pinLength, pinDigitsAsked });
}
