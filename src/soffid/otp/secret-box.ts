import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const version = 'v1';

/** Encrypts small secrets for the store, and reads them again. */
export interface SecretBox {
  /** Text for the store; `purpose` is bound to it, so that it is of no use in another place. */
  seal(secret: Buffer, purpose: string): string;
  /** Throws `Error` for what was not sealed with this key for this purpose. */
  open(sealed: string, purpose: string): Buffer;
}

/**
 * AES-256-GCM with a random nonce for each secret: `v1.<nonce>.<ciphertext and tag>`, base64url.
 *
 * @throws TypeError for a key that has not 32 bytes.
 */
export function createSecretBox(key: Buffer | string): SecretBox {
  const bytes = typeof key === 'string' ? Buffer.from(key, 'base64') : key;
  if (bytes.length !== keyBytes) throw new TypeError('encryptionKey must have 32 bytes, as a Buffer or in base64');
  return Object.freeze({
    seal(secret: Buffer, purpose: string): string {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, bytes, nonce).setAAD(Buffer.from(purpose));
      const text = Buffer.concat([sealing.update(secret), sealing.final(), sealing.getAuthTag()]);
      return [version, nonce.toString('base64url'), text.toString('base64url')].join('.');
    },
    open(sealed: string, purpose: string): Buffer {
      const [given, nonce = '', text = ''] = sealed.split('.');
      const content = Buffer.from(text, 'base64url');
      if (given !== version || content.length < tagBytes) throw new Error('This is no sealed secret');
      const opening = createDecipheriv(cipher, bytes, Buffer.from(nonce, 'base64url'), { authTagLength: tagBytes });
      opening.setAAD(Buffer.from(purpose)).setAuthTag(content.subarray(-tagBytes));
      return Buffer.concat([opening.update(content.subarray(0, -tagBytes)), opening.final()]);
    },
  });
}
