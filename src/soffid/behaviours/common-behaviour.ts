import type { CommonBehaviour } from '../behaviour';
import { checkReferences } from '../references/check-references';
import { guardReferences } from '../references/follow-references';
import type { BehaviourParts } from './behaviour-parts';
import { soffidFollowers } from './soffid-followers';
import { stamp } from './stamps';

/** What happens with the writes of every type. */
export function commonBehaviour(parts: BehaviourParts): CommonBehaviour {
  return {
    preparations: [checkReferences],
    completions: [stamp],
    guards: [guardReferences],
    followers: soffidFollowers(parts),
  };
}
