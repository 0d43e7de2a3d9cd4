import type { ClientProfile } from 'scim-router';
import { clientProfiles, defineClientProfile, Group, User } from 'scim-router';

import type { ServiceConfiguration } from '../conformance/services';
import { Entitlement, Role } from './entitlement-types';

/** Profiles by the name that a conversation gives; `recognized` leaves the choice to the router. */
export const profiles: Readonly<Record<string, ClientProfile | undefined>> = {
  ...clientProfiles,
  expandRoles: defineClientProfile({ name: 'expandRoles', base: clientProfiles.entra, flags: { expandJsonRoleValue: true } }),
  membersAsAdd: defineClientProfile({ name: 'membersAsAdd', base: clientProfiles.entra, flags: { replaceMembersAsAdd: true } }),
  passthrough: defineClientProfile({ name: 'passthrough', base: clientProfiles.pingone, flags: { primary: 'passthrough' } }),
  recognized: undefined,
};

/** Service providers by the name that a conversation gives as `service`. */
export const services: Readonly<Record<string, ServiceConfiguration>> = {
  default: {},
  strict: { unknownAttributes: 'reject' },
  usersOnly: { resourceTypes: [User] },
  entitlements: { resourceTypes: [User, Group, Role, Entitlement] },
  smallPages: { pagination: { defaultCount: 3, maxCount: 5 } },
};

/** A service provider that takes its requests for those of one client. */
export function configurationOf(service: string, profileName: string): ServiceConfiguration {
  const configuration = services[service];
  if (configuration === undefined) throw new Error(`there is no service "${service}"`);
  if (!Object.hasOwn(profiles, profileName)) throw new Error(`there is no profile "${profileName}"`);
  const profile = profiles[profileName];
  return profile === undefined ? configuration : { ...configuration, clients: profile };
}
