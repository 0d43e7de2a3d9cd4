import type { ResourceType } from '../../schema/resource-type';
import { computedAttributes } from '../computed/computed-attributes';
import type { CustomMetadata } from '../metadata/custom-attribute';
import { customSchema } from '../metadata/custom-schema';
import { redefined } from './redefined';
import { soffidTypes } from './soffid-types';

/**
 * The resource types of the profile as they are served: with what is computed from other resources, and with the custom
 * attributes of the installation.
 *
 * @throws TypeError for metadata of a type that does not exist or has no custom attributes.
 */
export function servedTypes({ now, metadata }: { readonly now: () => Date; readonly metadata: CustomMetadata }): readonly ResourceType[] {
  const unknown = Object.keys(metadata).find((name) => !soffidTypes.some((type) => type.name === name));
  if (unknown !== undefined) throw new TypeError(`options.metadata: there is no resource type ${unknown}`);
  const computed = computedAttributes(now);
  return soffidTypes.map((type) => {
    const [derived, custom] = [computed[type.name], metadata[type.name]];
    if (derived === undefined && custom === undefined) return type;
    return redefined(type, {
      ...(derived && { derived: { ...type.derived, ...derived } }),
      ...(custom && { schema: customSchema(type.schema, custom) }),
    });
  });
}
