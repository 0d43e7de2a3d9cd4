import type { Change, ScimHooks } from '../hooks/hooks';
import type { StoredResource } from '../resource/stored-resource';
import type { Attributes } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';
import { Directory } from './directory';

/** What a write happens in. */
export interface Moment {
  /** The other resources, as this transaction sees them. */
  readonly directory: Directory;
  readonly now: Date;
  /** Account of whoever makes the request. */
  readonly caller: string;
}

/** A write of a resource that is there afterwards. */
export type Saving = Exclude<Change, { readonly operation: 'delete' }>;

export type Deleting = Extract<Change, { readonly operation: 'delete' }>;

/**
 * What the profile adds to the writes of one resource type. `saving` returns the attributes to store; `deleting` what
 * stays of a resource that is not to go, or nothing. Both may throw a `ScimError` to refuse.
 */
export interface Behaviour {
  saving?(change: Saving, moment: Moment): Promise<Attributes> | Attributes;
  deleting?(change: Deleting, moment: Moment): Promise<Attributes | undefined> | Attributes | undefined;
  /** In the transaction, when the write is made: what follows from it elsewhere. */
  saved?(change: Saving, result: StoredResource, moment: Moment): Promise<void>;
  deleted?(change: Deleting, moment: Moment): Promise<void>;
}

/** Behaviours by the name of their resource type. */
export type Behaviours = Readonly<Record<string, Behaviour | undefined>>;

/** What follows from every write, whatever its type. */
export type Follower = (change: Change, result: StoredResource | undefined, moment: Moment) => Promise<void>;

export interface HookParts {
  readonly behaviours: Behaviours;
  readonly followers: readonly Follower[];
  readonly now: () => Date;
}

/** The hooks of the router that make the behaviours happen. */
export function soffidHooks({ behaviours, followers, now }: HookParts): Required<Pick<ScimHooks, 'beforeWrite' | 'afterWrite'>> {
  const momentOf = (context: ScimContext, store: ResourceStore): Moment => ({
    directory: new Directory(store, context),
    now: now(),
    caller: callerOf(context.principal),
  });
  return {
    async beforeWrite(change, context, store) {
      const behaviour = behaviours[change.type.name];
      if (behaviour === undefined) return;
      const moment = momentOf(context, store);
      if (change.operation !== 'delete') {
        if (behaviour.saving !== undefined) change.attributes = await behaviour.saving(change, moment);
        return;
      }
      const kept = await behaviour.deleting?.(change, moment);
      if (kept !== undefined) change.instead = kept;
    },
    async afterWrite(change, result, ...[context, store]) {
      const behaviour = behaviours[change.type.name];
      const moment = momentOf(context, store);
      if (change.operation === 'delete') await behaviour?.deleted?.(change, moment);
      else if (result !== undefined) await behaviour?.saved?.(change, result, moment);
      for (const follow of followers) await follow(change, result, moment);
    },
  };
}

/** The account that the authorizer knows, or else the id of the principal. */
export function callerOf(principal: Principal): string {
  const account = principal['account'];
  return typeof account === 'string' ? account : principal.id;
}

/** What was stored before; empty for a new resource. */
export function before(change: Saving): Attributes {
  return change.operation === 'create' ? {} : change.before.attributes;
}
