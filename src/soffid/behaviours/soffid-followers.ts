import type { Follower } from '../behaviour';
import type { BehaviourParts } from './behaviour-parts';

/** What follows from every write, in this order. */
export function soffidFollowers(_parts: BehaviourParts): readonly Follower[] {
  return [];
}
