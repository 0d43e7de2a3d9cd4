import { foldName } from './attribute-name';

/** Longer texts are no slip of the pen, and the distance costs the product of both lengths. */
const MAX_LENGTH = 64;

/** The candidate that a misspelt name most likely means, if one is near enough. */
export function suggestName(candidates: Iterable<string>, text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const wanted = foldName(text);
  let nearest: string | undefined;
  let least = Math.floor(text.length / 3) + 1.5;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) >= least) continue;
    const distance = editDistance(foldName(candidate), wanted);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** Number of letters to insert, delete, replace or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const shortest = Math.min(replaced, at(previous, column) + 1, at(current, column - 1) + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(swapped ? Math.min(shortest, at(beforePrevious, column - 2) + 1) : shortest);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
