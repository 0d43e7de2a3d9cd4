import { isObject, isUnassigned } from '../resource/attribute-value';
import type { Attribute, AttributePath } from '../schema/attribute';
import type { Attributes } from '../schema/resource-type';

/** A password as a request has it. */
export interface FoundPassword {
  readonly path: AttributePath;
  readonly clear: string;
  /** The other parts of the complex value that it is part of; empty when it stands alone. */
  readonly beside: Attributes;
}

/** What stands in the place of a password from then on; `undefined` for nothing. */
export type Replace = (found: FoundPassword) => string | undefined;

/** Whether values of the attribute are passwords or have passwords in them. */
export function holdsPasswords({ password, subAttributes }: Attribute): boolean {
  return password || subAttributes.some((part) => part.password);
}

/**
 * A value with something else in the place of each password in it, found from left to right; `undefined` when nothing
 * is left of it. The value must be one that the schema accepts.
 */
export function replacePasswords(attribute: Attribute, value: unknown, replace: Replace): unknown {
  if (attribute.password) return replace({ path: { attribute }, clear: value as string, beside: {} });
  if (!Array.isArray(value)) return withParts(attribute, value, replace);
  const elements = value.map((element: unknown) => withParts(attribute, element, replace)).filter((element) => !isUnassigned(element));
  return elements.length === 0 ? undefined : elements;
}

function withParts(attribute: Attribute, value: unknown, replace: Replace): unknown {
  if (!isObject(value)) return value;
  const passwords = attribute.subAttributes.filter(({ name, password }) => password && !isUnassigned(value[name]));
  if (passwords.length === 0) return value;
  const names = new Set(passwords.map(({ name }) => name));
  const beside = Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
  const replaced: Record<string, unknown> = { ...beside };
  for (const subAttribute of passwords) {
    const { name } = subAttribute;
    const kept = replace({ path: { attribute, subAttribute }, clear: value[name] as string, beside });
    if (kept !== undefined) replaced[name] = kept;
  }
  return Object.keys(replaced).length === 0 ? undefined : replaced;
}
