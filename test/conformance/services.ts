import type { ScimRouterOptions } from 'scim-router';
import { Group, User, clientProfiles } from 'scim-router';

import { LabUser } from '../support/lab-user';
import { Asset, Device } from './device-types';
import { Desk } from './proofs/desk-type';
import { ownUser } from './proofs/own-user';
import { twoPasswords } from './proofs/two-passwords';
import type { CasePrincipal } from './principals';

export type ServiceConfiguration = ScimRouterOptions<CasePrincipal>;

const withoutPatch = ['create', 'get', 'query', 'replace', 'delete'] as const;

/**
 * Service providers that cases run on, by the name that a case gives as `service`. On each, the tenant is the header
 * X-Tenant, which the runner sets, and the principals are those of `principals.ts`.
 */
export const services = {
  default: {},
  strict: { unknownAttributes: 'reject' },
  /** Demands of values what RFC 7643 says of them. */
  strictValues: { strict: true },
  /** User, Group and types with every characteristic: /Devices, and /Assets with an extension that is required. */
  devices: { resourceTypes: [User, Group, Device, Asset] },
  /** A User with an extension that has several simple values and what is immutable. */
  lab: { resourceTypes: [LabUser, Group] },
  /** User, Group and /Desks, whose attributes have defaults. */
  defaults: { resourceTypes: [User, Group, Desk] },
  smallPages: { pagination: { defaultCount: 3, maxCount: 5 } },
  /** Takes no liberties with any client. */
  rfc: { clients: clientProfiles.rfc },
  rfcDevices: { clients: clientProfiles.rfc, resourceTypes: [User, Group, Device, Asset] },
  passwords: { passwords: twoPasswords },
  patchOff: { operations: { User: withoutPatch, Group: withoutPatch } },
  bulkOff: { bulk: false },
  me: ownUser(),
  tls: { requireTls: true },
  sensitive: { sensitiveAttributes: ['phoneNumbers', 'name.familyName'] },
  publicDiscovery: { publicDiscovery: true },
  /** Every limit so low that a case can reach it. */
  small: {
    bulk: { maxOperations: 3, maxPayloadSize: 2000 },
    maxBodyBytes: 2000,
    limits: { filterLength: 300, filterDepth: 5, filterTerms: 10, patchOperations: 3 },
  },
  cursors: { pagination: { defaultCount: 2, maxCount: 4, cursor: { timeout: 600 } } },
  cursorsOff: { pagination: { cursor: false } },
  cursorsFirst: { pagination: { defaultCount: 2, maxCount: 4, method: 'cursor' } },
  fixedBase: { baseUrl: 'https://scim.example.com/tenants/a/scim/v2' },
} as const satisfies Readonly<Record<string, ServiceConfiguration>>;
