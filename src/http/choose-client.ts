import type { ClientProfile } from '../clients/client-profile';
import { clientProfiles, recognizedClients } from '../clients/client-profiles';
import type { Principal } from '../store/context';
import type { MountedRequest } from './base-url';

/**
 * Which client profile a request is read by: one for all; the first of several that recognises the request, or the
 * default profile; or what a function says, such as by tenant.
 */
export type ClientsOption<P extends Principal = Principal> =
  | ClientProfile
  | readonly ClientProfile[]
  | ((request: MountedRequest, principal: P, tenant: string | undefined) => ClientProfile);

/** Whose request it is. */
export interface Sender<P extends Principal = Principal> {
  readonly request: MountedRequest;
  readonly principal: P;
  readonly tenant: string | undefined;
}

export type ChooseClient<P extends Principal> = (sender: Sender<P>) => ClientProfile;

/** Checks the option once, at start; throws `TypeError` for what is no profile. */
export function createClientChoice<P extends Principal>(option: ClientsOption<P> = recognizedClients): ChooseClient<P> {
  if (typeof option === 'function') return ({ request, principal, tenant }) => checked(option(request, principal, tenant));
  if (!isList(option)) {
    const profile = checked(option);
    return () => profile;
  }
  const profiles = option.map(checked);
  const speechless = profiles.find(({ matches }) => matches === undefined);
  if (speechless !== undefined) {
    throw new TypeError(`options.clients has the profile "${speechless.name}", whose requests cannot be told: give a function instead`);
  }
  return ({ request }) => profiles.find((profile) => profile.matches?.(request)) ?? clientProfiles.default;
}

function isList<P extends Principal>(option: ClientsOption<P>): option is readonly ClientProfile[] {
  return Array.isArray(option);
}

function checked(profile: ClientProfile): ClientProfile {
  const given = profile as Partial<ClientProfile> | null | undefined;
  if (typeof given?.name === 'string' && typeof given.flags === 'object') return profile;
  throw new TypeError('options.clients must give client profiles, such as clientProfiles.entra');
}
