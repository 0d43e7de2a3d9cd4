import { createHash, randomBytes } from 'node:crypto';

const secretBytes = 32;
const pattern = /^scim_([A-Za-z0-9_-]{43})_([A-Za-z0-9_-]{6})$/;

/**
 * A new token: 256 random bits behind a prefix that those who search for leaked secrets can tell, and before a checksum
 * that tells a mistyped token from a foreign one without a look into the database.
 */
export function newToken(): string {
  const secret = randomBytes(secretBytes).toString('base64url');
  return `scim_${secret}_${checksum(secret)}`;
}

/** Whether a text can be a token at all. */
export function isToken(text: string): boolean {
  const [, secret, sum] = pattern.exec(text) ?? [];
  return secret !== undefined && sum === checksum(secret);
}

/** What is kept of a token. 256 random bits cannot be guessed, so that a fast digest is enough. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The last characters, by which an administrator knows a token again. */
export function endingOf(token: string): string {
  return token.slice(-4);
}

function checksum(secret: string): string {
  return createHash('sha256').update(`scim_${secret}`).digest('base64url').slice(0, 6);
}
