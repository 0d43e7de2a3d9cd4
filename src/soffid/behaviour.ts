import type { Change, ScimHooks } from '../hooks/hooks';
import type { StoredResource } from '../resource/stored-resource';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';
import { Directory } from './directory';
import type { ServedTypes } from './directory';

/** What a write happens in. */
export interface Moment {
  /** The other resources, as this transaction sees them. */
  readonly directory: Directory;
  readonly now: Date;
  /** Account of whoever makes the request. */
  readonly caller: string;
  /** Where the request comes from, if it comes from anywhere. */
  readonly clientAddress: string | undefined;
}

/** A write of a resource that is there afterwards. */
export type Saving = Exclude<Change, { readonly operation: 'delete' }>;

export type Deleting = Extract<Change, { readonly operation: 'delete' }>;

/**
 * What the profile adds to the writes of one resource type. `saving` returns the attributes to store, where `undefined`
 * is no value; `deleting` what stays of a resource that is not to go, or nothing. Both may throw a `ScimError` to refuse.
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

/**
 * A step on the way to what is stored, whatever its type: returns the attributes with what it does to them, `undefined`
 * for one that it takes away.
 */
export type Preparation = (change: Saving, moment: Moment) => Promise<Attributes> | Attributes;

/** Refuses a delete by throwing a `ScimError`. */
export type Guard = (change: Deleting, moment: Moment) => Promise<void>;

/** What follows from every write, whatever its type. */
export type Follower = (change: Change, result: StoredResource | undefined, moment: Moment) => Promise<void>;

/** What happens with the writes of every type, beside the behaviour of each. */
export interface CommonBehaviour {
  /** Ahead of the behaviour of the type, in this order. */
  readonly preparations: readonly Preparation[];
  /** Behind it, in this order; also with what stays of a resource that is not to go. */
  readonly completions: readonly Preparation[];
  /** Of resources that are really to go. */
  readonly guards: readonly Guard[];
  /** In this order; ahead of what follows for the type of a resource that is saved, and behind it for one that is gone. */
  readonly followers: readonly Follower[];
}

export interface HookParts {
  readonly behaviours: Behaviours;
  readonly common: CommonBehaviour;
  /** As they are served. */
  readonly resourceTypes: readonly ResourceType[];
  readonly now: () => Date;
}

/** The hooks of the router that make the behaviours happen. */
export function soffidHooks({ behaviours, common, resourceTypes, now }: HookParts): Required<Pick<ScimHooks, 'beforeWrite' | 'afterWrite'>> {
  const byName = new Map(resourceTypes.map((type) => [type.name, type]));
  const served: ServedTypes = (type) => byName.get(type.name) ?? type;
  const momentOf = (context: ScimContext, store: ResourceStore): Moment => ({
    directory: new Directory(store, context, served),
    now: now(),
    caller: callerOf(context.principal),
    clientAddress: context.clientAddress,
  });
  return {
    async beforeWrite(change, context, store) {
      const behaviour = behaviours[change.type.name];
      const moment = momentOf(context, store);
      if (change.operation === 'delete') await takeAway(change, moment, { behaviour, common });
      else await save(change, moment, { behaviour, common });
    },
    async afterWrite(change, result, ...[context, store]) {
      const behaviour = behaviours[change.type.name];
      const moment = momentOf(context, store);
      if (change.operation === 'delete' && result === undefined) await behaviour?.deleted?.(change, moment);
      for (const follow of common.followers) await follow(change, result, moment);
      if (change.operation !== 'delete' && result !== undefined) await behaviour?.saved?.(change, result, moment);
    },
  };
}

interface Steps {
  readonly behaviour: Behaviour | undefined;
  readonly common: CommonBehaviour;
}

async function save(change: Saving, moment: Moment, { behaviour, common }: Steps): Promise<void> {
  const own: Preparation = (saving) => behaviour?.saving?.(saving, moment) ?? saving.attributes;
  for (const step of [...common.preparations, own, ...common.completions]) change.attributes = assigned(await step(change, moment));
}

async function takeAway(change: Deleting, moment: Moment, { behaviour, common }: Steps): Promise<void> {
  const kept = await behaviour?.deleting?.(change, moment);
  if (kept === undefined) {
    for (const guard of common.guards) await guard(change, moment);
    return;
  }
  const { type, id, before: stored } = change;
  const saving: Saving = { operation: 'replace', type, id, before: stored, attributes: kept };
  for (const step of common.completions) saving.attributes = await step(saving, moment);
  change.instead = assigned(saving.attributes);
}

/** Steps take an attribute away by making it `undefined`. */
function assigned(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
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
