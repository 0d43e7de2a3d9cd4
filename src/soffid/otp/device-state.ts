import { createHmac, randomBytes, randomInt } from 'node:crypto';

import type { CodeOptions } from './one-time-code';
import { codesEqual, matchingCount, matchingStep } from './one-time-code';
import type { SecretBox } from './secret-box';

/** The kinds of devices (seed 002, SCIM for OTP devices). */
export type OtpType = 'TOTP' | 'HOTP' | 'EMAIL' | 'SMS' | 'PIN';

/** C: created, V: validated, L: locked, D: disabled (seed 002). */
export type OtpStatus = 'C' | 'V' | 'L' | 'D';

/** A code or a question that waits for its answer. */
export interface Challenge {
  /** Keyed hash of a code that was sent; absent for a PIN. */
  readonly hash?: string;
  readonly salt?: string;
  /** Milliseconds since 1970. */
  readonly issued: number;
  /** Which characters of the PIN were asked for, from 1. */
  readonly positions?: readonly number[];
}

/** What a device keeps beside what clients see. */
export interface DeviceState {
  /** Sealed seed, or sealed PIN; kept with the device itself, where no client can read it. */
  readonly secret?: string;
  /** HOTP: the next value of the counter. */
  readonly counter?: number;
  /** TOTP: the latest time step that was accepted. */
  readonly lastStep?: number;
  readonly challenge?: Challenge;
}

/** What validation works with. */
export interface OtpRules {
  readonly box: SecretBox;
  readonly now: Date;
  readonly code: CodeOptions;
  /** Seconds for which a code that was sent is good. */
  readonly challengeSeconds: number;
}

/** 160 bits, as RFC 4226 §4 recommends. */
export function newSeed(): Buffer {
  return randomBytes(20);
}

/** A code of digits to be sent. */
export function newCode({ digits = 6 }: CodeOptions): string {
  return String(randomInt(10 ** digits)).padStart(digits, '0');
}

/** What is kept of a code that was sent: enough to know it again. */
export function challengeFor(code: string, now: Date): Challenge {
  const salt = randomBytes(16).toString('base64url');
  return { salt, hash: hashCode(code, salt), issued: now.getTime() };
}

// A code lives for minutes and is one of a million: a slow hash would protect nothing that its end does not.
function hashCode(code: string, salt: string): string {
  return createHmac('sha256', salt).update(code).digest('base64url');
}

/** Which characters of a PIN to ask for, in ascending order. */
export function newPositions(length: number, asked: number): readonly number[] {
  const left = Array.from({ length }, (_, index) => index + 1);
  const chosen = Array.from({ length: Math.min(asked, length) }, () => left.splice(randomInt(left.length), 1));
  return chosen.flat().sort((a, b) => a - b);
}

/** A device as validation sees it. */
export interface OtpDevice {
  readonly id: string;
  readonly type: OtpType;
  readonly state: DeviceState;
}

/** What a secret is sealed for: it is of no use in another device. */
export function secretPurpose(type: OtpType): string {
  return `scim-router otp ${type}`;
}

/**
 * Checks an answer; the state afterwards when it is right, `undefined` when it is wrong. What was accepted is never
 * accepted again (RFC 6238 §5.2, RFC 4226 §7.2).
 */
export function accept({ type, state }: OtpDevice, answer: string, rules: OtpRules): DeviceState | undefined {
  switch (type) {
    case 'TOTP': {
      if (state.secret === undefined) return undefined;
      const step = matchingStep(codeCheck(type, state.secret, { answer, rules }), rules.now, state.lastStep);
      return step === undefined ? undefined : { ...state, lastStep: step };
    }
    case 'HOTP': {
      if (state.secret === undefined) return undefined;
      const count = matchingCount(codeCheck(type, state.secret, { answer, rules }), state.counter ?? 0);
      return count === undefined ? undefined : { ...state, counter: count + 1 };
    }
    case 'EMAIL':
    case 'SMS':
      return isChallengeAnswer(state, answer, rules) ? withoutChallenge(state) : undefined;
    case 'PIN':
      return isPinAnswer(state, answer, rules) ? withoutChallenge(state) : undefined;
  }
}

function codeCheck(type: OtpType, sealed: string, { answer, rules }: { readonly answer: string; readonly rules: OtpRules }) {
  return { secret: rules.box.open(sealed, secretPurpose(type)), code: answer, ...rules.code };
}

/** Whether a challenge can still be answered. */
export function isPending({ challenge }: DeviceState, { now, challengeSeconds }: Pick<OtpRules, 'now' | 'challengeSeconds'>): boolean {
  return challenge !== undefined && now.getTime() < challenge.issued + challengeSeconds * 1000;
}

function isChallengeAnswer(state: DeviceState, answer: string, rules: OtpRules): boolean {
  const { hash, salt } = state.challenge ?? {};
  if (hash === undefined || salt === undefined || !isPending(state, rules)) return false;
  return codesEqual(hashCode(answer, salt), hash);
}

function isPinAnswer(state: DeviceState, answer: string, rules: OtpRules): boolean {
  const positions = state.challenge?.positions;
  if (state.secret === undefined || positions === undefined || !isPending(state, rules)) return false;
  const characters = Array.from(rules.box.open(state.secret, secretPurpose('PIN')).toString('utf8'));
  return codesEqual(answer, positions.map((position) => characters[position - 1] ?? '').join(''));
}

function withoutChallenge({ challenge: _challenge, ...others }: DeviceState): DeviceState {
  return others;
}
