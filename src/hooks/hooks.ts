import type { PatchOperation } from '../resource/patch-operation';
import type { StoredResource } from '../resource/stored-resource';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { ScimContext } from '../store/context';

/** A write, as hooks see it. `attributes` may be replaced by `beforeWrite`; it is validated afterwards. */
export type Change =
  | { readonly operation: 'create'; readonly type: ResourceType; attributes: Attributes }
  | { readonly operation: 'replace'; readonly type: ResourceType; readonly id: string; readonly before: StoredResource; attributes: Attributes }
  | {
      readonly operation: 'patch';
      readonly type: ResourceType;
      readonly id: string;
      readonly before: StoredResource;
      readonly operations: readonly PatchOperation[];
      attributes: Attributes;
    }
  | { readonly operation: 'delete'; readonly type: ResourceType; readonly id: string; readonly before: StoredResource };

/** Where a host takes part in writes. All are optional and awaited in this order. */
export interface ScimHooks<C extends ScimContext = ScimContext> {
  /** In the transaction, before the store. May set `change.attributes`; throw a `ScimError` to refuse. */
  beforeWrite?(change: Change, context: C): Promise<void> | void;
  /** In the transaction, after the store: the place for an outbox row. Throwing undoes the write. */
  afterWrite?(change: Change, result: StoredResource | undefined, context: C): Promise<void> | void;
  /** After commit. What it throws goes to `onError` and cannot fail the request. */
  onCommitted?(change: Change, result: StoredResource | undefined, context: C): Promise<void> | void;
}
