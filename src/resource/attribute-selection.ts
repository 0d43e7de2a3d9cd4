import { InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Attribute, AttributePath } from '../schema/attribute';
import { resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import { resolveUnprefixedPath } from '../schema/unprefixed-path';
import { knownSchema } from './known-schema';

const maxNames = 200;
const maxNameLength = 256;

/** The attributes and sub-attributes that a client names to have them, or to have the others (RFC 7644 §3.9). */
export interface AttributeSelection {
  readonly kind: 'attributes' | 'excludedAttributes';
  readonly named: ReadonlySet<Attribute>;
}

export interface NameLists {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
  /** Whether attributes of extensions may stand without their URN. Default `false`. */
  readonly unprefixed?: boolean;
}

/**
 * Finds what the parameters `attributes` and `excludedAttributes` name (RFC 7644 §3.9, §3.10); `undefined` when
 * neither names anything. Throws `InvalidValueError` as `createProjection` says.
 */
export function parseAttributeNames(
  type: ResourceType,
  lists: NameLists,
): AttributeSelection | undefined {
  const attributes = givenNames(lists.attributes, 'attributes');
  const excludedAttributes = givenNames(lists.excludedAttributes, 'excludedAttributes');
  if (attributes.length > 0 && excludedAttributes.length > 0) {
    throw new InvalidValueError(detail`attributes and excludedAttributes exclude each other; send one of them`);
  }
  if (attributes.length > 0) return { kind: 'attributes', named: attributesNamed(type, attributes, lists) };
  if (excludedAttributes.length === 0) return undefined;
  return { kind: 'excludedAttributes', named: attributesNamed(type, excludedAttributes, lists) };
}

function givenNames(list: readonly string[] = [], parameter: string): readonly string[] {
  if (list.length > maxNames) throw new InvalidValueError(detail`${parameter} names more than ${maxNames} attributes`);
  const names = list.map((name) => name.trim()).filter((name) => name !== '');
  if (names.some((name) => name.length > maxNameLength)) {
    throw new InvalidValueError(detail`${parameter} has a name of more than ${maxNameLength} characters`);
  }
  return names;
}

function attributesNamed(type: ResourceType, names: readonly string[], { unprefixed = false }: NameLists): ReadonlySet<Attribute> {
  const find = (name: string): AttributePath | undefined =>
    resolveAttributePath(type, name) ?? (unprefixed ? resolveUnprefixedPath(type, name) : undefined);
  return new Set(
    names.map(withoutFilter).flatMap((name) => {
      const path = find(name);
      return attributesOfSchema(type, name) ?? (path === undefined ? [] : [path.subAttribute ?? path.attribute]);
    }),
  );
}

/** A filter in brackets is outside the grammar of §3.10; all values of the attribute are returned then. */
function withoutFilter(name: string): string {
  const [start, end] = [name.indexOf('['), name.lastIndexOf(']')];
  return start < 0 ? name : name.slice(0, start) + (end < start ? '' : name.slice(end + 1));
}

/** The URN of a schema alone stands for all its attributes: outside the grammar of §3.10, but widely used. */
function attributesOfSchema(type: ResourceType, name: string): readonly Attribute[] | undefined {
  const schema = knownSchema(type, name);
  return schema && type.attributes.filter((attribute) => attribute.schema === schema.$id);
}
