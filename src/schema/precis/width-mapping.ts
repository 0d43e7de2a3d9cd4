const widthVariants = /[\u3000\uff01-\uffee]/g;

/** Halfwidth Hangul letters, block by block: where they start, how many there are, and what they stand for. */
const halfwidthHangul: readonly (readonly [start: number, count: number, target: number])[] = Object.freeze([
  [0xffa0, 1, 0x3164],
  [0xffa1, 30, 0x3131],
  [0xffc2, 6, 0x314f],
  [0xffca, 6, 0x3155],
  [0xffd2, 6, 0x315b],
  [0xffda, 3, 0x3161],
]);

/** Fullwidth and halfwidth characters become the same ones in the usual width (RFC 8265 §3.3, width mapping rule). */
export function mapWidth(text: string): string {
  return text.replace(widthVariants, usualWidth);
}

function usualWidth(character: string): string {
  const code = character.charCodeAt(0);
  // NFKC decomposes these two further than width goes.
  if (code === 0xffe3) return '\u00af';
  const hangul = halfwidthHangul.find(([start, count]) => code >= start && code < start + count);
  if (hangul !== undefined) return String.fromCharCode(hangul[2] + code - hangul[0]);
  return character.normalize('NFKC');
}
