import type { Attribute, AttributePath } from './attribute';
import { foldName } from './attribute-name';
import type { ResourceType, SchemaExtension } from './resource-type';

export { suggestName } from './suggest-name';

/**
 * Finds the attribute that a text names, in the notation of RFC 7644 §3.10: `userName`, `name.givenName`,
 * `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value`.
 *
 * Letter case does not count. Common and core attributes may carry the URN of the core schema; extension attributes
 * must carry theirs. `undefined` when the schemas of the type have no such attribute.
 */
export function resolveAttributePath(type: ResourceType, text: string): AttributePath | undefined {
  const folded = foldName(text);
  const nameStart = folded.lastIndexOf(':') + 1;
  const dot = folded.indexOf('.', nameStart);
  const attribute = attributeNamed(type, dot === -1 ? folded : folded.slice(0, dot));
  if (attribute === undefined) return undefined;
  if (dot === -1) return { attribute };
  const subAttribute = memberNamed(attribute, text.slice(dot + 1));
  return subAttribute === undefined ? undefined : { attribute, subAttribute };
}

/** By a folded name, which may stand behind a URN. */
function attributeNamed(type: ResourceType, folded: string): Attribute | undefined {
  const known = type.attributesByName.get(folded);
  if (known !== undefined || type.aliases.schemas.length === 0) return known;
  const colon = folded.lastIndexOf(':');
  return colon > 0 && isAliasUrn(type, folded.slice(0, colon)) ? type.attributesByName.get(folded.slice(colon + 1)) : undefined;
}

/** Characters of the longest URN that is compared with patterns. */
const longestUrn = 256;

/** Whether the core schema is known under this URN, too. Letter case does not count (RFC 7643 §3.3). */
export function isAliasUrn({ aliases }: ResourceType, urn: string): boolean {
  if (aliases.schemas.length === 0 || urn.length > longestUrn) return false;
  const folded = foldName(urn);
  return aliases.schemas.some((alias) => (typeof alias === 'string' ? foldName(alias) === folded : alias.test(urn)));
}

/** The common or core attribute of that name, in any letter case (RFC 7643 §2.1). */
export function findAttribute(type: ResourceType, name: string): Attribute | undefined {
  return name.includes(':') ? undefined : type.attributesByName.get(foldName(name));
}

/**
 * What a client calls so: a sub-attribute, in any letter case (RFC 7643 §2.1), or a member of an open attribute that no
 * schema declares, in the letter case of its name.
 */
export function memberNamed(attribute: Attribute, name: string): Attribute | undefined {
  return findSubAttribute(attribute, name) ?? attribute.undeclared?.get(name);
}

/** The sub-attribute of that name, in any letter case (RFC 7643 §2.1). */
export function findSubAttribute(attribute: Attribute, name: string): Attribute | undefined {
  return attribute.subAttributesByName.get(foldName(name));
}

/** The extension of that URN, in any letter case (RFC 7643 §3.3). */
export function findExtension(type: ResourceType, urn: string): SchemaExtension | undefined {
  const folded = foldName(urn);
  return type.extensions.find(({ schema }) => foldName(schema.$id) === folded);
}

/** The canonical text of a path: as spelled in the schema, with the URN for extension attributes only. */
export function formatAttributePath({ attribute, subAttribute }: AttributePath): string {
  const name = attributeText(attribute);
  return subAttribute === undefined ? name : `${name}.${subAttribute.name}`;
}

/** Paths of a value filter start at a sub-attribute, so its parent is not part of the text. */
function attributeText({ name, extension, parent }: Attribute): string {
  return extension === undefined || parent !== undefined ? name : `${extension}:${name}`;
}
