import type { Reference } from '../references/reference';
import { soffidTypes } from '../resource-types/soffid-types';
import type { CustomMetadata } from './custom-attribute';
import { namedResources } from './custom-attribute';

/** The custom attributes that name resources. */
export function customReferences(metadata: CustomMetadata): readonly Reference[] {
  return soffidTypes.flatMap((from) =>
    Object.entries(metadata[from.name] ?? {}).flatMap(([name, { type }]): readonly Reference[] => {
      const named = namedResources[type];
      return named === undefined ? [] : [{ from, path: `attributes.${name}`, whenDeleted: 'clear', ...named }];
    }),
  );
}
