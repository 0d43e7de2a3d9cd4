import type { ResourceType } from '../../schema/resource-type';
import { computedAttributes } from '../computed/computed-attributes';
import { redefined } from './redefined';
import { soffidTypes } from './soffid-types';

/** The resource types of the profile as they are served: with what is computed from other resources. */
export function servedTypes(now: () => Date): readonly ResourceType[] {
  const computed = computedAttributes(now);
  return soffidTypes.map((type) => {
    const added = computed[type.name];
    return added === undefined ? type : redefined(type, { derived: { ...type.derived, ...added } });
  });
}
