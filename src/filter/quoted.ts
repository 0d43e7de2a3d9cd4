const longest = 100;

/** Text from a request, safe and short enough to be repeated in an error message. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
