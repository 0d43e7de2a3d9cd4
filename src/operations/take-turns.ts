import { UnavailableError, VersionMismatchError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { StoredResource } from '../resource/stored-resource';
import type { Principal, ScimContext } from '../store/context';
import type { DeleteRequest, ReplaceRequest, ResourceStore } from '../store/resource-store';
import type { Service } from './service';
import type { Written } from './write';
import { commit, hasWriteHooks } from './write';

// The first attempts take no lock and cost two statements. Under contention the others take turns.
const optimisticAttempts = 2;
const attempts = 8;

/** Another writer came between the read and the write. */
class LostRace extends Error {}

/** A read and a write of one resource by the store of `service`; `locked`: others have to wait until it is over. */
export type Turn<P extends Principal, R> = (service: Service<P>, locked: boolean) => Promise<Written<R>>;

/**
 * Commits what `turn` writes; when another writer was faster, starts again from what that one left (RFC 7644 §3.5).
 * Throws what `turn` throws, and `UnavailableError` when other writers win every time.
 */
export async function takeTurns<P extends Principal, R extends StoredResource | undefined>(
  service: Service<P>,
  turn: Turn<P, R>,
  context: ScimContext<P>,
): Promise<R> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const locked = attempt >= optimisticAttempts;
    const transactional = locked || hasWriteHooks(service);
    try {
      return await commit(service, { context, transactional }, (store) => turn({ ...service, store }, locked));
    } catch (error) {
      if (!(error instanceof LostRace)) throw error;
    }
  }
  throw new UnavailableError(detail`Other writers keep changing this resource`, { headers: { 'Retry-After': '1' } });
}

type InTurn<R> = R & Required<Pick<DeleteRequest, 'ifVersion'>>;

/** Replaces a resource that was read in the same turn; another version of it, or none, ends the turn. */
export async function replaceInTurn<P extends Principal>(
  store: ResourceStore<ScimContext<P>>,
  request: InTurn<ReplaceRequest>,
  context: ScimContext<P>,
): Promise<StoredResource> {
  const result = await store.replace(request, context).catch(loseRace);
  if (result === undefined) throw new LostRace();
  return result;
}

/** Deletes a resource that was read in the same turn; another version of it ends the turn. `false`: there is none. */
export async function deleteInTurn<P extends Principal>(
  store: ResourceStore<ScimContext<P>>,
  request: InTurn<DeleteRequest>,
  context: ScimContext<P>,
): Promise<boolean> {
  return store.delete(request, context).catch(loseRace);
}

function loseRace(error: unknown): never {
  throw error instanceof VersionMismatchError ? new LostRace() : error;
}
