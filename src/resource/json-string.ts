const plain = /^[A-Za-z0-9_-]*$/;

/** Whether a text stands in JSON, and in a URL, as it is. */
export function isPlain(text: string): boolean {
  return plain.test(text);
}

/** A JSON string; most ids and versions need no escaping, and looking is quicker than escaping. */
export function quoted(text: string): string {
  return isPlain(text) ? `"${text}"` : JSON.stringify(text);
}
