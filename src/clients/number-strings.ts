const forms = Object.freeze({ integer: /^-?[0-9]{1,16}$/, decimal: /^-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?$/ });

/** The number that a text spells as JSON does, such as `"12"`; `undefined` for any other text (RFC 7643 §2.3.3, §2.3.4). */
export function numberFromString(type: keyof typeof forms, text: string): number | undefined {
  return forms[type].test(text) ? Number(text) : undefined;
}
