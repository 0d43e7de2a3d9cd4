import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares two secrets in a time that tells nothing about where they differ, nor how long they are: their SHA-256
 * digests are compared in constant time.
 *
 * @example
 * ```ts
 * const authz = bearerAuth((token) => (secretsEqual(token, secret) ? { id: 'okta' } : undefined));
 * ```
 */
export function secretsEqual(presented: string, expected: string): boolean {
  return timingSafeEqual(digest(presented), digest(expected));
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}
