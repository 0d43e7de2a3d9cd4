/** A piece of a link template: text as it is, or the place of a value. */
export type LinkPiece = string | LinkPlaceholder;

/** `{attribute}`: the place of the value of an attribute. */
export interface LinkPlaceholder {
  /** In the notation of RFC 7644 §3.10. */
  readonly path: string;
  /** Whether it stands between single quotes, as a text in a filter does. */
  readonly isQuoted: boolean;
}

/** Takes a link template apart: `Accounts?filter=owner eq '{userName}'`. `undefined` for braces that do not pair. */
export function parseLinkTemplate(template: string): readonly LinkPiece[] | undefined {
  const pieces: LinkPiece[] = [];
  let quotes = 0;
  for (const [index, piece] of template.split(/[{}]/).entries()) {
    if (index % 2 === 1) {
      pieces.push({ path: piece, isQuoted: quotes % 2 === 1 });
    } else {
      pieces.push(piece);
      quotes += piece.split("'").length - 1;
    }
  }
  const braces = template.replaceAll(/[^{}]/g, '');
  return braces === '{}'.repeat(braces.length / 2) ? pieces : undefined;
}
