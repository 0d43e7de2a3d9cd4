/**
 * Code points of scripts that are written from right to left, assigned or not: the Unicode standard keeps these ranges
 * for them, so that a new script needs no change here.
 */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const arabicNumber = /[\u0600-\u0605\u0660-\u0669\u066b\u066c\u06dd\u08e2\u{10d30}-\u{10d39}\u{10e60}-\u{10e7e}]/u;
const europeanNumber = /[0-9\u06f0-\u06f9]/u;
const nonspacingMark = /[\p{Mn}\p{Me}]/u;
const letter = /[\p{L}\p{Mc}\p{Nd}\p{Nl}]/u;

type Direction = 'left' | 'right' | 'arabicNumber' | 'europeanNumber' | 'mark' | 'neutral';

/** Whether a text reads in one direction from its beginning to its end (RFC 5893 §2). */
export function hasOneDirection(text: string): boolean {
  if (!rightToLeft.test(text)) return true;
  const directions = Array.from(text, directionOf);
  const has = (direction: Direction): boolean => directions.includes(direction);
  // Arabic-script digits alone make a text right-to-left, too.
  if (!has('right') && !has('arabicNumber')) return true;
  const last = directions.findLast((direction) => direction !== 'mark');
  if (directions[0] === 'left') {
    return !has('right') && !has('arabicNumber') && (last === 'left' || last === 'europeanNumber');
  }
  const endsWell = last === 'right' || last === 'europeanNumber' || last === 'arabicNumber';
  return directions[0] === 'right' && !has('left') && endsWell && !(has('europeanNumber') && has('arabicNumber'));
}

function directionOf(character: string): Direction {
  if (nonspacingMark.test(character)) return 'mark';
  if (europeanNumber.test(character)) return 'europeanNumber';
  if (arabicNumber.test(character)) return 'arabicNumber';
  if (rightToLeft.test(character)) return 'right';
  return letter.test(character) ? 'left' : 'neutral';
}
