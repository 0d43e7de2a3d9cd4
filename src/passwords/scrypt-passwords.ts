import { InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { opaqueStringFault, prepareOpaqueString } from '../schema/precis/opaque-string';
import type { ScimContext } from '../store/context';
import type { PasswordPolicy } from './password-policy';
import { hashWithScrypt, highestCost, isMadeAt, usualCost } from './scrypt-hash';
import { TaskQueue } from './task-queue';
import { matchesPassword } from './verify-password';

export interface ScryptPasswordsOptions {
  /** Cost parameter N of scrypt, a power of two from 2^10 to 2^20. Default 2^17: 128 MiB and some tenths of a second. */
  readonly cost?: number;
  /** Hashes that are computed at a time. Default 2. */
  readonly maxConcurrent?: number;
  /** Hashes that may wait; one more is answered with 503 and `Retry-After`. Default 16. */
  readonly queue?: number;
  /** Refuses passwords: see `PasswordPolicy.check`. */
  readonly check?: NonNullable<PasswordPolicy['check']>;
}

/** Passwords as hashes of scrypt, and the way to compare with them. */
export interface ScryptPasswords extends PasswordPolicy {
  /** `context.signal` ends the wait for a turn. */
  hash(clear: string, context?: Pick<ScimContext, 'signal'>): Promise<string>;
  /** `verifyPassword` in the same queue, so that logins and writes together keep to the limits. */
  verify(clear: string, stored: string | undefined): Promise<boolean>;
  /**
   * Whether what is stored is made otherwise than `hash` makes it now, such as at another cost: after a login, the
   * time to replace it by a hash of the password that was given.
   */
  needsRehash(stored: string): boolean;
}

/**
 * Keeps passwords as hashes of scrypt with r=8, p=1 and a salt of their own, in PHC strings:
 * `$scrypt$ln=17,r=8,p=1$salt$hash` (RFC 7643 §9.2).
 *
 * @throws TypeError for a limit that makes no sense.
 * @example
 * ```ts
 * const passwords = scryptPasswords();
 * createScimRouter(store, authz, { passwords });
 * ```
 */
export function scryptPasswords(options: ScryptPasswordsOptions = {}): ScryptPasswords {
  const { cost = usualCost, maxConcurrent = 2, queue = 16, check } = options;
  if (!Number.isInteger(Math.log2(cost)) || cost < 2 ** 10 || cost > highestCost) {
    throw new TypeError('scryptPasswords: options.cost must be a power of two from 2^10 to 2^20');
  }
  wholeNumber(maxConcurrent, 1, 'maxConcurrent');
  wholeNumber(queue, 0, 'queue');
  const tasks = new TaskQueue({ concurrent: maxConcurrent, waiting: queue });
  return Object.freeze({
    ...(check && { check }),
    hash: async (clear: string, context?: Pick<ScimContext, 'signal'>) => {
      const prepared = prepareOpaqueString(clear);
      const fault = opaqueStringFault(prepared);
      if (fault !== undefined) throw new InvalidValueError(detail`password ${fault}`);
      return tasks.run(() => hashWithScrypt(prepared, cost), context?.signal);
    },
    needsRehash: (stored: string) => !isMadeAt(stored, cost),
    verify: (clear: string, stored: string | undefined) => tasks.run(() => matchesPassword(clear, stored, cost)),
  });
}

function wholeNumber(value: number, least: number, name: string): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new TypeError(`scryptPasswords: options.${name} must be a whole number, ${least} or more`);
}
