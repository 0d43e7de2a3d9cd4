const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 without padding — RFC 4648 §6: how authenticator apps read a secret. */
export function toBase32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    // At most four bits are left over, so that this never grows beyond twelve.
    value = ((value & 0xf) << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((value >>> bits) & 0x1f);
    }
  }
  return bits === 0 ? text : text + alphabet.charAt((value << (5 - bits)) & 0x1f);
}
