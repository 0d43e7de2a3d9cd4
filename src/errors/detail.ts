/** What may stand in a detail: a value that is the same in every language, or a piece of text with a template of its own. */
export type DetailValue = string | number | Detail;

/** The template that stands for another one: in another language, or the same. */
export type TranslateTemplate = (template: string) => string;

/**
 * What went wrong, in words (RFC 7644 §3.12, `detail`): a template with numbered places, and the values for them. The
 * template is what is translated; the values are not, except those that are details themselves.
 *
 * Made with the tag `detail`; as a string it is English.
 */
export class Detail {
  /** The text with `{0}`, `{1}`… for the values. */
  readonly template: string;
  readonly values: readonly DetailValue[];

  constructor(template: string, values: readonly DetailValue[]) {
    this.template = template;
    this.values = values;
  }

  /** The text that `translate` makes of it, where the places may stand in another order. */
  render(translate: TranslateTemplate): string {
    return translate(this.template).replace(/\{(\d{1,2})\}/g, (_, place: string) => {
      const value = this.values[Number(place)] ?? '';
      return value instanceof Detail ? value.render(translate) : shortened(String(value));
    });
  }

  toString(): string {
    return this.render((template) => template);
  }
}

/** Characters of one value: what a client sent may be of any length, and a detail is to be read. */
const longestValue = 500;

function shortened(text: string): string {
  // Not in the middle of a character.
  return text.length <= longestValue ? text : `${text.slice(0, longestValue).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * A detail in English that other languages can be made of: its template is the text of the literal.
 *
 * @example
 * ```ts
 * throw new InvalidValueError(detail`${attribute.name} must have at most ${limit} characters`);
 * ```
 */
export function detail(strings: TemplateStringsArray, ...values: readonly DetailValue[]): Detail {
  return new Detail(strings.map((text, index) => (index === 0 ? text : `{${index - 1}}${text}`)).join(''), values);
}

/** `a or b or c`, in the order given. */
export function either(names: readonly string[]): DetailValue {
  return joined(names, (before, name) => detail`${before} or ${name}`);
}

/** `a and b and c`, in the order given. */
export function both(names: readonly string[]): DetailValue {
  return joined(names, (before, name) => detail`${before} and ${name}`);
}

function joined([first = '', ...rest]: readonly string[], join: (before: DetailValue, name: string) => Detail): DetailValue {
  return rest.reduce<DetailValue>(join, first);
}
