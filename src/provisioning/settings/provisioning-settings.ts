import { randomUUID } from 'node:crypto';

import type { ResourceStore } from '../../store/resource-store';
import { ownContext } from '../own-context';
import { endingOf, hashOf, newToken } from '../tokens/token';
import type { TokenAccess } from '../tokens/token-access';
import { writeAccess } from '../tokens/token-access';
import type { ProvisioningAction, ProvisioningEvent } from './audit-log';
import { AuditLog } from './audit-log';
import { IdentityProviders } from './identity-providers';
import type { ProviderState, TokenRecord } from './provider-state';
import { activeTokens, slots, standardProvider } from './provider-state';

/** Who changes settings, and when. */
export interface Actor {
  readonly administrator: string;
  readonly address: string | undefined;
  readonly now: Date;
}

/** What a token is to be like. */
export interface TokenWish {
  readonly access: TokenAccess;
  readonly days: number;
}

/** A token that has just been made: the one time that its text is there. */
export interface MintedToken {
  readonly text: string;
  readonly record: TokenRecord;
}

/** What a change has led to. */
export interface Changed {
  readonly state: ProviderState;
  readonly token?: MintedToken;
}

/** Gets what has been committed. */
export type OnProvisioningEvent = (event: ProvisioningEvent) => unknown;

interface Step {
  readonly action: ProvisioningAction;
  readonly next: ProviderState;
  readonly token?: TokenRecord;
}

const dayMilliseconds = 86_400_000;

/**
 * What administrators can do. Every change names the state that it starts from, and is refused with `StaleSettingsError`
 * when somebody else has been faster; the entry in the audit is part of it where the store has transactions.
 */
export class ProvisioningSettings {
  constructor(
    private readonly store: ResourceStore,
    private readonly onEvent: OnProvisioningEvent,
  ) {}

  /** Makes a token and lets it in. */
  async enable(state: ProviderState, wish: TokenWish, actor: Actor): Promise<Changed> {
    const token = mint(wish, actor);
    const next = { ...state, enabled: true, tokens: { first: token.record } };
    return { state: await this.#change({ action: 'enabled', next, token: token.record }, actor), token };
  }

  /** No token is known any more from the next request on, in whatever process. */
  async disable(state: ProviderState, actor: Actor): Promise<Changed> {
    return { state: await this.#change({ action: 'disabled', next: { ...state, enabled: false, tokens: {} } }, actor) };
  }

  /** A second token, so that the first can be replaced without an interruption; `undefined` when there are two. */
  async addToken(state: ProviderState, wish: TokenWish, actor: Actor): Promise<Changed | undefined> {
    const active = new Set(activeTokens(state, actor.now));
    const free = slots.find((slot) => state.tokens[slot] === undefined || !active.has(state.tokens[slot]));
    if (!state.enabled || free === undefined) return undefined;
    const token = mint(wish, actor);
    const next = { ...state, tokens: { ...state.tokens, [free]: token.record } };
    return { state: await this.#change({ action: 'tokenCreated', next, token: token.record }, actor), token };
  }

  /** `undefined` when there is no such token. */
  async revokeToken(state: ProviderState, tokenId: string, actor: Actor): Promise<Changed | undefined> {
    const slot = slots.find((each) => state.tokens[each]?.id === tokenId);
    const token = slot && state.tokens[slot];
    if (slot === undefined || token === undefined) return undefined;
    const { [slot]: _revoked, ...tokens } = state.tokens;
    return { state: await this.#change({ action: 'tokenRevoked', next: { ...state, tokens }, token }, actor) };
  }

  /** Another identity provider beside those that there are; its name must be new. */
  async addProvider({ tenant, name }: Pick<ProviderState, 'tenant' | 'name'>, actor: Actor): Promise<Changed> {
    const next = { ...standardProvider(tenant), name, isStandard: false };
    return { state: await this.#change({ action: 'providerAdded', next }, actor) };
  }

  async removeProvider(state: ProviderState, actor: Actor): Promise<void> {
    await this.#change({ action: 'providerRemoved', next: state }, actor);
  }

  async #change({ action, next, token }: Step, { administrator, address, now }: Actor): Promise<ProviderState> {
    const work = async (store: ResourceStore): Promise<readonly [ProviderState, ProvisioningEvent]> => {
      const providers = new IdentityProviders(store);
      const isRemoval = action === 'providerRemoved';
      if (isRemoval) await providers.remove(next);
      const state = isRemoval ? next : await providers.write(next);
      const event: ProvisioningEvent = {
        action,
        at: now,
        tenant: state.tenant,
        provider: { id: state.id ?? '', name: state.name },
        administrator,
        address,
        ...(token && { token: { ending: token.ending, access: writeAccess(token.access), expires: token.expires } }),
      };
      await new AuditLog(store).add(event);
      return [state, event];
    };
    const [state, event] = await inTransaction(this.store, work);
    this.onEvent(event);
    return state;
  }
}

async function inTransaction<T>(store: ResourceStore, work: (store: ResourceStore) => Promise<T>): Promise<T> {
  return store.transaction === undefined ? work(store) : store.transaction(work, ownContext());
}

function mint({ access, days }: TokenWish, { administrator, now }: Actor): MintedToken {
  const text = newToken();
  const record = {
    id: randomUUID(),
    hash: hashOf(text),
    ending: endingOf(text),
    access,
    created: now,
    createdBy: administrator,
    expires: new Date(now.getTime() + days * dayMilliseconds),
  };
  return { text, record };
}
