import { ContextualRules } from './contextual-rules';

const contextual = /[\u200c\u200d\u00b7\u0375\u05f3\u05f4\u30fb\u0660-\u0669\u06f0-\u06f9]/u;
/** Exceptions of RFC 5892 §2.6 that are no letters or digits, but valid; and letters that are not valid. */
const alwaysValid = /[\u06fd\u06fe\u0f0b\u3007\u03c2\u00df]/u;
const neverValid = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]/u;
const asciiGraphic = /[\x21-\x7e]/u;
/** Unassigned, control and ignorable code points, surrogates, private use, and conjoining Hangul (RFC 8264 §9). */
const unsuitable =
  /[\p{Cn}\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u;
const letterOrDigit = /[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]/u;
const freeform = /[\p{L}\p{N}\p{M}\p{S}\p{P}\p{Zs}]/u;

/** The string classes of the PRECIS framework (RFC 8264 §4). */
export type StringClass = 'identifier' | 'freeform';

/** The first code point that a string class does not have, as `U+200B`; `undefined` when all of them belong to it. */
export function findDisallowed(text: string, stringClass: StringClass): string | undefined {
  const codePoints = Array.from(text);
  const rules = new ContextualRules(codePoints);
  const isAllowed = (character: string, at: number): boolean =>
    contextual.test(character) ? rules.allow(at) : belongsTo(stringClass, character);
  const code = codePoints.find((character, at) => !isAllowed(character, at))?.codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** In the order of RFC 8264 §8. */
function belongsTo(stringClass: StringClass, character: string): boolean {
  if (asciiGraphic.test(character) || alwaysValid.test(character)) return true;
  if (neverValid.test(character) || unsuitable.test(character)) return false;
  if (stringClass === 'freeform') return freeform.test(character);
  return character.normalize('NFKC') === character && letterOrDigit.test(character);
}
