import type { CommonBehaviour } from '../behaviour';
import { checkReferences } from '../references/check-references';
import { guardReferences } from '../references/follow-references';
import { requireCustom } from '../metadata/require-custom';
import type { BehaviourParts } from './behaviour-parts';
import { soffidFollowers } from './soffid-followers';
import { stamp } from './stamps';

/** What happens with the writes of every type. */
export function commonBehaviour(parts: BehaviourParts): CommonBehaviour {
  const { metadata, references } = parts;
  return {
    preparations: [checkReferences(references), requireCustom(metadata)],
    completions: [stamp],
    guards: [guardReferences(references)],
    followers: soffidFollowers(parts),
  };
}
