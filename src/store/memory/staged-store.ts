import type { StoredResource } from '../../resource/stored-resource';
import type { ScimContext } from '../context';
import type {
  CreateRequest,
  DeleteRequest,
  GetRequest,
  PatchRequest,
  QueryRequest,
  QueryResult,
  ReplaceRequest,
  ResourceStore,
} from '../resource-store';
import { canPatchLinks } from './link-patch';
import { groupKey, type MemoryScope, type MemoryState } from './memory-state';
import { queryResources } from './query-resources';
import { readResource } from './read-resource';
import { createResource, deleteResource, patchResource, replaceResource } from './write-resource';

/**
 * A store over a state in memory. Writes and transactions take turns, and each works on a stage of the state that is
 * committed at its end: a failure leaves nothing behind, and reads, which never wait, see whole changes only.
 */
export class StagedStore implements ResourceStore {
  /** `User.groups` and the like are computed at every read, and can be filtered and sorted by. */
  readonly resolvesInverse = true;
  readonly keepsLinks = true;
  readonly followsRelations = true;
  readonly #state: MemoryState;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(state: MemoryState) {
    this.#state = state;
  }

  create(request: CreateRequest, context: ScimContext): Promise<StoredResource> {
    return this.#write(context, (scope) => createResource(scope, request));
  }

  async get(request: GetRequest, context: ScimContext): Promise<StoredResource | undefined> {
    const scope = this.#read(context);
    const row = scope.state.rows.get(groupKey(context.tenant, request.type.storageName), request.id);
    return row === undefined ? undefined : readResource(scope, row, request);
  }

  async query(request: QueryRequest, context: ScimContext): Promise<QueryResult> {
    return queryResources(this.#read(context), request);
  }

  replace(request: ReplaceRequest, context: ScimContext): Promise<StoredResource | undefined> {
    return this.#write(context, (scope) => replaceResource(scope, request));
  }

  delete(request: DeleteRequest, context: ScimContext): Promise<boolean> {
    return this.#write(context, (scope) => deleteResource(scope, request));
  }

  async patch(request: PatchRequest, context: ScimContext): Promise<StoredResource | undefined> {
    // Decided before the turn is taken: readModifyWrite takes turns of its own.
    if (!canPatchLinks(request.type, request.operations)) return request.readModifyWrite();
    return this.#write(context, (scope) => patchResource(scope, request));
  }

  /**
   * Runs `work` while no other write of this store runs. What `work` does not do with the store it is given waits for
   * its end: a write to the outer store must not be awaited inside.
   */
  transaction<T>(work: (store: ResourceStore) => Promise<T>, context: ScimContext): Promise<T> {
    return this.#inTurn(context, async (stage) => work(new StagedStore(stage)));
  }

  #read(context: ScimContext): MemoryScope {
    this.#state.assertOpen();
    return { state: this.#state, context };
  }

  #write<T>(context: ScimContext, change: (scope: MemoryScope) => T): Promise<T> {
    return this.#inTurn(context, async (state) => change({ state, context }));
  }

  #inTurn<T>(context: ScimContext, work: (stage: MemoryState) => Promise<T>): Promise<T> {
    const result = this.#turn.then(() => this.#staged(context, work));
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #staged<T>(context: ScimContext, work: (stage: MemoryState) => Promise<T>): Promise<T> {
    // Nobody waits for the answer any more, and what has not begun need not be undone.
    context.signal.throwIfAborted();
    const stage = this.#state.stage();
    try {
      const result = await work(stage);
      stage.commit();
      return result;
    } finally {
      stage.end();
    }
  }
}
