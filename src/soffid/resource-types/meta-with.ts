import type { MetaDefinition } from '../../schema/resource-type';

/** What `meta` shows of Soffid's resources, with the links of the type. */
export function metaWith(links: Readonly<Record<string, string>> = {}): MetaDefinition {
  return { members: ['resourceType', 'location'], links };
}
