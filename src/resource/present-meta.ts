import { findAttribute } from '../schema/attribute-path';
import type { MetaMember, ResourceType } from '../schema/resource-type';
import { isPlain } from './json-string';
import { createLinks } from './present-links';
import type { Projection } from './projection';
import type { StoredResource } from './stored-resource';
import type { Urls } from './urls';
import { entityTag } from './version';

/** What `meta` is made from. */
export interface MetaInput {
  readonly type: ResourceType;
  readonly projection: Projection;
  readonly members: readonly MetaMember[];
}

type Print = (resource: StoredResource) => string;

/** RFC 7643 §3.1, `meta`, as the last member; empty when it is not returned. */
export function createMeta(input: MetaInput): (urls: Urls) => Print {
  const { type, projection, members } = input;
  const attribute = findAttribute(type, 'meta');
  if (attribute === undefined || !projection.includes(attribute)) return () => () => '';
  const isWhole = attribute.subAttributes.every((subAttribute) => projection.includes(subAttribute));
  const links = isWhole && Object.keys(type.meta.links).length > 0 ? createLinks(type, projection) : undefined;
  if (isWhole && links === undefined && members.length === attribute.subAttributes.length) return wholeMeta(type);
  const returned = attribute.subAttributes.filter((subAttribute) => projection.includes(subAttribute));
  return someMeta(type, { shown: members.filter((member) => returned.some(({ name }) => name === member)), links });
}

/** Every member, which most service providers show: in one piece, as lists are long. */
function wholeMeta(type: ResourceType): (urls: Urls) => Print {
  const opening = `,"meta":{"resourceType":${JSON.stringify(type.name)},"created":"`;
  return (urls) => {
    const locationOf = createLocation(type, urls);
    return ({ id, version, created, lastModified }) => {
      const first = created.toISOString();
      const last = lastModified === created ? first : lastModified.toISOString();
      return `${opening}${first}","lastModified":"${last}","location":${locationOf(id)},"version":${tagText(version)}}`;
    };
  };
}

interface Shown {
  readonly shown: readonly MetaMember[];
  readonly links: ReturnType<typeof createLinks> | undefined;
}

function someMeta(type: ResourceType, { shown, links }: Shown): (urls: Urls) => Print {
  const resourceType = JSON.stringify(type.name);
  return (urls) => {
    const locationOf = createLocation(type, urls);
    const linksOf = links?.(urls) ?? (() => '');
    const prints: Readonly<Record<MetaMember, Print>> = {
      resourceType: () => resourceType,
      created: ({ created }) => `"${created.toISOString()}"`,
      lastModified: ({ lastModified }) => `"${lastModified.toISOString()}"`,
      location: ({ id }) => locationOf(id),
      version: ({ version }) => tagText(version),
    };
    return (resource) => {
      const members = shown.map((member) => `"${member}":${prints[member](resource)}`);
      const all = [...members, linksOf(resource)].filter((member) => member !== '');
      return all.length === 0 ? '' : `,"meta":{${all.join()}}`;
    };
  };
}

function tagText(version: string): string {
  return isPlain(version) ? `"W/\\"${version}\\""` : JSON.stringify(entityTag(version));
}

/** `meta.location` as a JSON string: all but the id is the same for every resource of a list. */
function createLocation(type: ResourceType, { locate }: Urls): (id: string) => string {
  const start = JSON.stringify(locate(type.name, '')).slice(0, -1);
  return (id) => (isPlain(id) ? `${start}${id}"` : JSON.stringify(locate(type.name, id)));
}
