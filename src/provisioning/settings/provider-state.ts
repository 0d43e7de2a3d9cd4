import type { StoredResource } from '../../resource/stored-resource';
import type { Attributes } from '../../schema/resource-type';
import type { TokenAccess } from '../tokens/token-access';
import { readAccess, writeAccess } from '../tokens/token-access';

/** The places for tokens: two, so that one can be replaced while the other is in use. */
export const slots = Object.freeze(['first', 'second'] as const);

/** Name of the identity provider that everybody has. */
export const standardName = 'SCIM';

/** A token, without what it says. */
export interface TokenRecord {
  readonly id: string;
  readonly hash: string;
  /** Its last characters. */
  readonly ending: string;
  readonly access: TokenAccess;
  readonly created: Date;
  /** Id of the administrator. */
  readonly createdBy: string;
  readonly expires: Date;
}

/** An identity provider as it was read. */
export interface ProviderState {
  /** `undefined`: nothing has been stored of it. */
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly tenant: string | undefined;
  readonly name: string;
  /** Whether it is the one that everybody has, which cannot be removed. */
  readonly isStandard: boolean;
  readonly enabled: boolean;
  /** By slot; also expired ones. */
  readonly tokens: Readonly<Partial<Record<(typeof slots)[number], TokenRecord>>>;
}

/** The identity provider that everybody has, before anything of it is stored. */
export function standardProvider(tenant: string | undefined): ProviderState {
  return { id: undefined, version: undefined, tenant, name: standardName, isStandard: true, enabled: false, tokens: {} };
}

/** The tokens that have not expired. */
export function activeTokens({ tokens }: Pick<ProviderState, 'tokens'>, now: Date): readonly TokenRecord[] {
  return slots.flatMap((slot) => tokens[slot] ?? []).filter(({ expires }) => expires > now);
}

/** The tenant as it is stored; a tenant of any name differs from none. */
export function ownerOf(tenant: string | undefined): string {
  return tenant === undefined ? '-' : `=${tenant}`;
}

/** What no two identity providers share. */
export function keyOf({ tenant, name }: Pick<ProviderState, 'tenant' | 'name'>): string {
  return JSON.stringify([ownerOf(tenant), name.normalize('NFKC').toLowerCase()]);
}

export function stateOf({ id, version, attributes }: StoredResource): ProviderState {
  const { owner, name, enabled } = attributes as { owner: string; name: string; enabled: boolean };
  const tokens: ProviderState['tokens'] = Object.fromEntries(
    slots.flatMap((slot) => (attributes[slot] === undefined ? [] : [[slot, recordOf(attributes[slot])] as const])),
  );
  const tenant = owner === ownerOf(undefined) ? undefined : owner.slice(1);
  return { id, version, tenant, name, isStandard: keyOf({ tenant, name }) === keyOf({ tenant, name: standardName }), enabled, tokens };
}

export function attributesOf({ tenant, name, enabled, tokens }: ProviderState): Attributes {
  const kept = slots.flatMap((slot) => (tokens[slot] === undefined ? [] : [[slot, storable(tokens[slot])] as const]));
  return { key: keyOf({ tenant, name }), owner: ownerOf(tenant), name, enabled, ...Object.fromEntries(kept) };
}

type StoredToken = Omit<TokenRecord, 'access' | 'created' | 'expires'> & { readonly access?: string; readonly created: string; readonly expires: string };

function recordOf(value: unknown): TokenRecord {
  const { access = '', created, expires, ...rest } = value as StoredToken;
  return { ...rest, access: readAccess(access), created: new Date(created), expires: new Date(expires) };
}

function storable({ access, created, expires, ...rest }: TokenRecord): StoredToken {
  return { ...rest, access: writeAccess(access), created: created.toISOString(), expires: expires.toISOString() };
}
