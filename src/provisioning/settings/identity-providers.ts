import { UniquenessError, VersionMismatchError } from '../../errors/catalog';
import type { Filter } from '../../filter/ast';
import { allAttributes } from '../../resource/create-projection';
import type { StoredResource } from '../../resource/stored-resource';
import type { ResourceStore } from '../../store/resource-store';
import { equals } from '../equals';
import { ownContext } from '../own-context';
import { IdentityProvider } from '../resource-types/identity-provider';
import type { ProviderState } from './provider-state';
import { attributesOf, ownerOf, slots, standardProvider, stateOf } from './provider-state';

/** Somebody else has changed the settings since they were read. */
export class StaleSettingsError extends Error {}

/** The identity providers as they are in a store. */
export class IdentityProviders {
  constructor(private readonly store: ResourceStore) {}

  /** Those of a tenant: first the one that everybody has, the others by name. */
  async list(tenant: string | undefined): Promise<readonly ProviderState[]> {
    const states = (await this.#find(equals(IdentityProvider, 'owner', ownerOf(tenant)))).map(stateOf);
    const others = states.filter(({ isStandard }) => !isStandard).sort((left, right) => left.name.localeCompare(right.name));
    return [states.find(({ isStandard }) => isStandard) ?? standardProvider(tenant), ...others];
  }

  /** The one with a token of this digest: one query, by unique indexes. */
  async byTokenHash(hash: string): Promise<ProviderState | undefined> {
    const operands = slots.map((slot) => equals(IdentityProvider, `${slot}.hash`, hash));
    const [found] = await this.#find({ kind: 'or', operands });
    return found && stateOf(found);
  }

  /** Stores the state in the place of the one that was read; throws `StaleSettingsError` when that one is gone. */
  async write(state: ProviderState): Promise<ProviderState> {
    const attributes = attributesOf(state);
    const { id, version } = state;
    const request = { type: IdentityProvider, attributes, projection: allAttributes };
    const written = id === undefined || version === undefined
      ? await this.store.create(request, ownContext()).catch(asStale)
      : await this.store.replace({ ...request, id, ifVersion: version }, ownContext()).catch(asStale);
    if (written === undefined) throw new StaleSettingsError();
    return { ...state, id: written.id, version: written.version };
  }

  /** Throws `StaleSettingsError` when the state that was read is gone. */
  async remove({ id = '', version = '' }: ProviderState): Promise<void> {
    const isGone = !(await this.store.delete({ type: IdentityProvider, id, ifVersion: version }, ownContext()).catch(asStale));
    if (isGone) throw new StaleSettingsError();
  }

  async #find(filter: Filter): Promise<readonly StoredResource[]> {
    const page = { startIndex: 1, count: Number.MAX_SAFE_INTEGER };
    return (await this.store.query({ type: IdentityProvider, filter, page, projection: allAttributes }, ownContext())).resources;
  }
}

function asStale(error: unknown): never {
  throw error instanceof VersionMismatchError || error instanceof UniquenessError ? new StaleSettingsError(undefined, { cause: error }) : error;
}
