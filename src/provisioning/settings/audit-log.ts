import { allAttributes, noAttributes } from '../../resource/create-projection';
import { findAttribute } from '../../schema/attribute-path';
import type { ResourceStore } from '../../store/resource-store';
import { equals } from '../equals';
import { ownContext } from '../own-context';
import { AuditEvent } from '../resource-types/audit-event';
import { ownerOf } from './provider-state';

/** What can happen to provisioning. */
export type ProvisioningAction =
  | 'enabled'
  | 'disabled'
  | 'tokenCreated'
  | 'tokenRevoked'
  | 'tokenExpiring'
  | 'providerAdded'
  | 'providerRemoved';

/** One entry of the audit. Never a token: only its last characters. */
export interface ProvisioningEvent {
  readonly action: ProvisioningAction;
  readonly at: Date;
  readonly tenant: string | undefined;
  /** Id and name of the identity provider. */
  readonly provider: { readonly id: string; readonly name: string };
  /** Id of the administrator; `undefined` for what happened by itself. */
  readonly administrator: string | undefined;
  /** Network address of the administrator. */
  readonly address: string | undefined;
  readonly token?: { readonly ending: string; readonly access: string; readonly expires: Date };
}

/** Keeps what happened. */
export class AuditLog {
  constructor(private readonly store: ResourceStore) {}

  async add({ action, at, tenant, provider, administrator, address, token }: ProvisioningEvent): Promise<void> {
    const attributes = {
      owner: ownerOf(tenant),
      at: at.toISOString(),
      action,
      provider: provider.id,
      providerName: provider.name,
      ...(administrator !== undefined && { administrator }),
      ...(address !== undefined && { address }),
      ...(token && { token: token.ending, access: token.access, expires: token.expires.toISOString() }),
    };
    await this.store.create({ type: AuditEvent, attributes, projection: noAttributes }, ownContext());
  }

  /** What happened last, the latest first. */
  async latest(tenant: string | undefined, count: number): Promise<readonly ProvisioningEvent[]> {
    const attribute = findAttribute(AuditEvent, 'at');
    if (attribute === undefined) return [];
    const { resources } = await this.store.query(
      {
        type: AuditEvent,
        filter: equals(AuditEvent, 'owner', ownerOf(tenant)),
        sort: { path: { attribute }, order: 'descending' },
        page: { startIndex: 1, count },
        projection: allAttributes,
      },
      ownContext(),
    );
    return resources.map(({ attributes }) => eventOf(attributes as unknown as StoredEvent, tenant));
  }
}

interface StoredEvent {
  readonly at: string;
  readonly action: ProvisioningAction;
  readonly provider: string;
  readonly providerName: string;
  readonly administrator?: string;
  readonly address?: string;
  readonly token?: string;
  readonly access?: string;
  readonly expires?: string;
}

function eventOf(stored: StoredEvent, tenant: string | undefined): ProvisioningEvent {
  const { at, action, provider, providerName, administrator, address, token, access = '', expires } = stored;
  return {
    action,
    at: new Date(at),
    tenant,
    provider: { id: provider, name: providerName },
    administrator,
    address,
    ...(token !== undefined && expires !== undefined && { token: { ending: token, access, expires: new Date(expires) } }),
  };
}
