/** HTML that is safe to send as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text, which is escaped, markup, or nothing. */
export type HtmlValue = string | number | Markup | undefined | readonly (Markup | undefined)[];

const escapes: Readonly<Record<string, string>> = Object.freeze({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' });

/**
 * HTML with values in it. Attribute values stand between quotes.
 *
 * @example
 * ```ts
 * html`<p title="${name}">${name}</p>`
 * ```
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  return new Markup(strings.map((text, index) => (index === 0 ? text : rendered(values[index - 1]) + text)).join(''));
}

function rendered(value: HtmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map((each) => each?.text ?? '').join('');
  return String(value).replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
