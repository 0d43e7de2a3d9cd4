import { mapWidth } from '../schema/precis/width-mapping';
import { quoteLiteral } from './tables';

/** Every character that is another one in an unusual width, each of which has one counterpart (RFC 8265 §3.3). */
const widthVariants = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
  (character) => /[\u3000\uff01-\uffee]/.test(character) && mapWidth(character) !== character,
);
const from = quoteLiteral(widthVariants.join(''));
const to = quoteLiteral(widthVariants.map(mapWidth).join(''));

/**
 * What `fold` does, in SQL and by the rules of the database's locale: for attributes that are stored case exact, and
 * that a filter compares otherwise.
 */
export function foldExpression(text: string): string {
  const usual = `translate((${text}) collate "default", ${from}, ${to})`;
  return `translate(lower(normalize(${usual})), '\u03c2', '\u03c3')`;
}
