/** Signs that join the consonants before and after them: canonical combining class 9. */
const virama =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1715\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua82c\ua8c4\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{11070}\u{1107f}\u{110b9}\u{11133}\u{11134}\u{111c0}\u{11235}\u{112ea}\u{1134d}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}\u{1172b}\u{11839}\u{1193d}\u{1193e}\u{119e0}\u{11a34}\u{11a47}\u{11a99}\u{11c3f}\u{11d44}\u{11d45}\u{11d97}]/u;
/** Letters of a cursive script that joins what stands on both sides; those that join only the letter before are not. */
const joinsNext =
  /[\u0620\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a\u066e\u066f\u0678-\u0687\u069a-\u06bf\u06c1\u06c2\u06cc\u06ce\u06d0\u06d1\u06fa-\u06fc\u06ff]/u;
const arabicLetter = /[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06fc\u06ff\u0750-\u077f]/u;
/** U+30FB itself belongs to no script. */
const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const isGreek = /\p{Script=Greek}/u;
const isHebrew = /\p{Script=Hebrew}/u;
const arabicIndicDigit = /[\u0660-\u0669]/u;
const extendedArabicIndicDigit = /[\u06f0-\u06f9]/u;
const mark = /\p{Mn}/u;

/**
 * Whether code points that are valid in some surroundings only stand in such (RFC 5892 appendix A). What concerns the
 * whole text is found out once, so that the time does not grow with the square of its length.
 */
export class ContextualRules {
  private hasJapanese: boolean | undefined;
  private hasOneKindOfDigits: boolean | undefined;

  constructor(private readonly codePoints: readonly string[]) {}

  allow(at: number): boolean {
    const before = this.codePoints[at - 1] ?? '';
    const after = this.codePoints[at + 1] ?? '';
    switch (this.codePoints[at]) {
      case '\u200c':
        return virama.test(before) || this.separatesArabicLetters(at);
      case '\u200d':
        return virama.test(before);
      case '\u00b7':
        return before === 'l' && after === 'l';
      case '\u0375':
        return isGreek.test(after);
      case '\u05f3':
      case '\u05f4':
        return isHebrew.test(before);
      case '\u30fb':
        return (this.hasJapanese ??= this.has(isJapanese));
      default:
        return (this.hasOneKindOfDigits ??= !(this.has(arabicIndicDigit) && this.has(extendedArabicIndicDigit)));
    }
  }

  /** Persian writes some words so (RFC 5892 appendix A.1); other cursive scripts do without. */
  private separatesArabicLetters(at: number): boolean {
    return joinsNext.test(this.nearestLetter(at, -1)) && arabicLetter.test(this.nearestLetter(at, 1));
  }

  /** The next character that is not written above or below another one. */
  private nearestLetter(at: number, step: 1 | -1): string {
    let place = at + step;
    while (mark.test(this.codePoints[place] ?? '')) place += step;
    return this.codePoints[place] ?? '';
  }

  private has(pattern: RegExp): boolean {
    return this.codePoints.some((character) => pattern.test(character));
  }
}
