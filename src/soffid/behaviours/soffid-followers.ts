import { auditWrites } from '../audit/audit-writes';
import type { Follower } from '../behaviour';
import { followDomainValues } from '../grants/follow-domain-values';
import { followReferences } from '../references/follow-references';
import type { BehaviourParts } from './behaviour-parts';

/** What follows from every write, in this order. */
export function soffidFollowers({ references }: BehaviourParts): readonly Follower[] {
  return [followReferences(references), followDomainValues, auditWrites];
}
