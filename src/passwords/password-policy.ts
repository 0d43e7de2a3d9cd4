import type { Attributes } from '../schema/resource-type';
import type { ScimContext } from '../store/context';

/** Where a password stands in a resource. */
export interface PasswordPlace {
  /** In path notation, such as `password`, or `credentials.secret` for the part of a complex value. */
  readonly path: string;
  /** What the request says in the same complex value, without passwords; empty for a password that stands alone. */
  readonly beside: Attributes;
}

/**
 * What becomes of passwords that clients set (RFC 7643 §4.1.1, §9.2). `scryptPasswords()` is one; a policy of your own
 * may hand the password to another system, over a connection that is secured, and keep a reference.
 *
 * Passwords arrive here prepared by the OpaqueString profile (RFC 8265 §4.2): what is compared with them later has to
 * be prepared likewise, as `verifyPassword` does.
 *
 * @example
 * ```ts
 * const passwords: PasswordPolicy = {
 *   check(clear, { userName }) {
 *     if (clear.length < 15) throw new InvalidValueError('password must have at least 15 characters');
 *     if (clear.includes(String(userName))) throw new InvalidValueError('password must not contain the user name');
 *   },
 *   hash: (clear) => argon2.hash(clear),
 * };
 * createScimRouter(store, authz, { passwords });
 * ```
 */
export interface PasswordPolicy<C extends ScimContext = ScimContext> {
  /** What the store keeps in the place of the password. Never the password itself: that is a `TypeError`. */
  hash(clear: string, context: C, place: PasswordPlace): Promise<string> | string;
  /**
   * Refuses a password by throwing `InvalidValueError`, whose message the client gets. Called before `hash`, with the
   * other attributes of the resource as the request leaves them, without any password. Default: every password is accepted.
   */
  check?(clear: string, attributes: Attributes, context: C, place: PasswordPlace): Promise<void> | void;
}

/** The option `passwords` of the router. `drop`: accepted and forgotten at once. */
export type PasswordOption<C extends ScimContext = ScimContext> = 'drop' | PasswordPolicy<C>;
