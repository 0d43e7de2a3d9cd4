import type { Attribute, AttributePath } from '../schema/attribute';
import { resolveAttributePath } from '../schema/attribute-path';
import type { LinkPiece } from '../schema/link-template';
import { parseLinkTemplate } from '../schema/link-template';
import type { ResourceType } from '../schema/resource-type';
import { attributeValue, ownMember } from './attribute-value';
import type { Projection } from './projection';
import type { StoredResource } from './stored-resource';
import type { Urls } from './urls';

/** The value at a place of a template; `undefined` for none, or for one that the principal may not see. */
type ReadText = (resource: StoredResource) => string | undefined;

/** Prepares `"links":{…}` for the `meta` of resources: absolute URLs; empty when no link has all its values. */
export function createLinks(type: ResourceType, projection: Projection): (urls: Pick<Urls, 'baseUrl'>) => (resource: StoredResource) => string {
  const links = Object.entries(type.meta.links).map(([name, template]) => ({
    name,
    pieces: piecesOf(template).map((piece) => createPiece(type, piece, projection)),
  }));
  return ({ baseUrl }) =>
    (resource) => {
      const members = links.flatMap(({ name, pieces }) => {
        const texts = pieces.map((piece) => piece(resource));
        return texts.includes(undefined) ? [] : [`${JSON.stringify(name)}:${JSON.stringify(`${baseUrl}/${texts.join('')}`)}`];
      });
      return members.length === 0 ? '' : `"links":{${members.join()}}`;
    };
}

/** The attributes whose values stand in the links of a resource type, with those that they are parts of. */
export function linkAttributes(type: ResourceType): readonly Attribute[] {
  const pieces = Object.values(type.meta.links).flatMap(piecesOf);
  const paths = pieces.map((piece) => (typeof piece === 'string' ? undefined : resolveAttributePath(type, piece.path)));
  return paths.flatMap((path) => (path === undefined || isId(path) ? [] : [path.attribute, ...(path.subAttribute ? [path.subAttribute] : [])]));
}

/** A template may begin with a slash or not. */
function piecesOf(template: string): readonly LinkPiece[] {
  return parseLinkTemplate(template.replace(/^\//, '')) ?? [];
}

function createPiece(type: ResourceType, piece: LinkPiece, projection: Projection): ReadText {
  if (typeof piece === 'string') return () => piece;
  const path = resolveAttributePath(type, piece.path);
  if (path === undefined) return () => undefined;
  const read = isId(path) ? ({ id }: StoredResource): unknown => id : createRead(path, projection);
  return (resource) => {
    const value = read(resource);
    if (value === undefined || value === null || typeof value === 'object') return undefined;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return encodeURIComponent(piece.isQuoted ? text.replaceAll(/[\\"']/g, '\\$&') : text);
  };
}

function createRead({ attribute, subAttribute }: AttributePath, projection: Projection): (resource: StoredResource) => unknown {
  const isReadable = projection.includes(attribute) && (subAttribute === undefined || projection.includes(subAttribute));
  if (!isReadable) return () => undefined;
  if (subAttribute === undefined) return ({ attributes }) => attributeValue(attributes, attribute);
  return ({ attributes }) => ownMember(attributeValue(attributes, attribute), subAttribute.name);
}

function isId({ attribute }: AttributePath): boolean {
  return attribute.schema === undefined && attribute.name === 'id';
}
