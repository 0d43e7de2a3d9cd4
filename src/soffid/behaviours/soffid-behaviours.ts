import type { Behaviours } from '../behaviour';
import { federationBehaviours } from '../federation/federation-behaviours';
import { otpBehaviour } from '../otp/otp-behaviour';
import type { BehaviourParts } from './behaviour-parts';

/** What the profile adds to the writes of each resource type. */
export function soffidBehaviours({ otp }: BehaviourParts): Behaviours {
  return {
    OtpDevice: otpBehaviour(otp),
    ...federationBehaviours(otp?.box),
  };
}
