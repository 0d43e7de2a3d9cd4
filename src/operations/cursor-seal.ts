import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Makes texts unreadable and unalterable for others, and ties them to where they may be used (RFC 9865 §5.2). */
export interface CursorSeal {
  /** Of unreserved characters only (RFC 9865 §2, RFC 3986 §2.3). */
  seal(text: string, binding: string): string;
  /** `undefined` for what was not sealed so, by this secret and with this binding. */
  open(cursor: string, binding: string): string | undefined;
}

const cipherName = 'aes-256-gcm';
const saltBytes = 16;
const tagBytes = 16;
/** A vector must not meet the same key twice, and every cursor has a key of its own. */
const vector: Readonly<Buffer> = Buffer.alloc(12);

/** AES-256-GCM with a key for each cursor, made of the secret and a random salt that stands ahead of the text. */
export function createCursorSeal(secret: string | undefined): CursorSeal {
  const root = Buffer.from(hkdfSync('sha256', secret ?? randomBytes(32), '', 'scim-router cursor', 32));
  const keyOf = (salt: Buffer): Buffer => createHmac('sha256', root).update(salt).digest();
  return Object.freeze({
    seal(text: string, binding: string): string {
      const salt = randomBytes(saltBytes);
      const cipher = createCipheriv(cipherName, keyOf(salt), vector);
      cipher.setAAD(Buffer.from(binding));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([salt, sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open(cursor: string, binding: string): string | undefined {
      const bytes = Buffer.from(cursor, 'base64url');
      // Decoding ignores what is not base64url and the spare bits at the end: there must be one spelling only.
      if (bytes.length < saltBytes + tagBytes || bytes.toString('base64url') !== cursor) return undefined;
      const decipher = createDecipheriv(cipherName, keyOf(bytes.subarray(0, saltBytes)), vector, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(binding));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const text = decipher.update(bytes.subarray(saltBytes, -tagBytes), undefined, 'utf8');
      try {
        return text + decipher.final('utf8');
      } catch {
        // The only way in which node says that the tag does not fit.
        return undefined;
      }
    },
  });
}
