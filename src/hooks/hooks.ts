import type { PatchOperation } from '../resource/patch-operation';
import type { StoredResource } from '../resource/stored-resource';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';

/** A write, as hooks see it. `attributes` may be replaced by `beforeWrite`; it is validated afterwards. */
export type Change =
  | {
      readonly operation: 'create';
      readonly type: ResourceType;
      attributes: Attributes;
      /**
       * Set by `beforeWrite` or `afterWrite`: attributes of the type that the answer to this request shows, and that are
       * not stored, for a secret that is given out once.
       */
      shownOnce?: Attributes;
    }
  | { readonly operation: 'replace'; readonly type: ResourceType; readonly id: string; readonly before: StoredResource; attributes: Attributes }
  | {
      readonly operation: 'patch';
      readonly type: ResourceType;
      readonly id: string;
      readonly before: StoredResource;
      readonly operations: readonly PatchOperation[];
      attributes: Attributes;
    }
  | {
      readonly operation: 'delete';
      readonly type: ResourceType;
      readonly id: string;
      readonly before: StoredResource;
      /**
       * Set by `beforeWrite`: the resource stays, with these attributes, validated as those of any write. The client
       * gets 204 all the same, and the hooks that follow see the delete with the kept resource as its result.
       */
      instead?: Attributes;
    };

/**
 * Where a host takes part in writes. All are optional and awaited in this order.
 *
 * `store` is that of the transaction, where the store has any: what a hook reads there is what the write sees, and what
 * it writes there happens together with the write or not at all. Such writes are those of the host: they pass no hooks,
 * no grant and no validation. Nothing but the change itself may be about the resource that is being written.
 *
 * A write that another one overtakes starts again, and `beforeWrite` with it: what a hook does elsewhere it may do twice.
 *
 * @example
 * ```ts
 * const hooks: ScimHooks = {
 *   async afterWrite(change, result, context, store) {
 *     if (change.type.name !== 'User' || result === undefined) return;
 *     await store.create({ type: Line, attributes: { userId: result.id, what: change.operation }, projection }, context);
 *   },
 * };
 * ```
 */
export interface ScimHooks<C extends ScimContext = ScimContext> {
  /** In the transaction, before the store. May set `change.attributes`, or `change.instead`; throw a `ScimError` to refuse. */
  beforeWrite?(change: Change, context: C, store: ResourceStore<C>): Promise<void> | void;
  /** In the transaction, after the store: the place for an outbox row. Throwing undoes the write. */
  afterWrite?(change: Change, result: StoredResource | undefined, context: C, store: ResourceStore<C>): Promise<void> | void;
  /** After commit. What it throws goes to `onError` and cannot fail the request. */
  onCommitted?(change: Change, result: StoredResource | undefined, context: C): Promise<void> | void;
}
