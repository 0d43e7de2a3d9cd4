import type { Operation } from '../authorization/authorizer';
import type { StoredResource } from '../resource/stored-resource';
import type { ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';
import { isOperation } from './offered-operations';

/** What an action is given. */
export interface ActionInput<P extends Principal = Principal> {
  /** As it is stored, with all its attributes; that the grant lets the principal see it has been asked. */
  readonly resource: StoredResource;
  /** The parsed JSON of a POST; `undefined` for a GET, and for a POST without a body. */
  readonly body: unknown;
  /** That of the transaction, where there is one. What is written here passes no hooks, no grant and no validation. */
  readonly store: ResourceStore<ScimContext<P>>;
  readonly context: ScimContext<P>;
}

/** What an action answers; JSON of any form. */
export type ActionAnswer = { readonly status: 200; readonly body: object } | { readonly status: 204 };

/**
 * Something to do with one resource that SCIM has no operation for, served at `{endpoint}/{id}/{name}`, also below the
 * other endpoints of the type. Authentication, limits and deadlines are those of every request; hooks are for writes.
 *
 * An action whose `operation` is one that writes runs in a transaction, where the store has any, and has the resource to
 * itself meanwhile; what it throws undoes what it has written. One that reads runs without.
 *
 * @example
 * ```ts
 * const unlock: ResourceAction = {
 *   type: 'User',
 *   name: 'unlock',
 *   method: 'POST',
 *   operation: 'patch',
 *   async run({ resource: { id, attributes }, store, context }) {
 *     await store.replace({ type: User, id, attributes: { ...attributes, active: true }, projection }, context);
 *     return { status: 200, body: { unlocked: true } };
 *   },
 * };
 * createScimRouter(store, authz, { actions: [unlock] });
 * ```
 */
export interface ResourceAction<P extends Principal = Principal> {
  /** Name of the resource type. */
  readonly type: string;
  /** The last segment of the path: letters, digits, ".", "_" and "-" after a letter. */
  readonly name: string;
  /** Other methods are answered with 405. A HEAD is answered like a GET, unless the action writes. */
  readonly method: 'GET' | 'POST';
  /** What it does, for descriptions of the service. */
  readonly description?: string;
  /** What the principal must be permitted; the authorizer is asked for it with the id and the name of the action. */
  readonly operation: Operation;
  /** Throw a `ScimError` to refuse. */
  run(input: ActionInput<P>): Promise<ActionAnswer> | ActionAnswer;
}

/** The actions of each resource type, by its name. */
export type ActionsByType<P extends Principal = Principal> = ReadonlyMap<string, readonly ResourceAction<P>[]>;

const NAME = /^[A-Za-z][A-Za-z0-9._-]*$/;

/** Checks the option; throws `TypeError` naming the action that cannot be served. */
export function actionsByType<P extends Principal>(
  types: readonly ResourceType[],
  actions: readonly ResourceAction<P>[] = [],
): ActionsByType<P> {
  for (const [index, action] of actions.entries()) {
    const place = `options.actions[${index}]`;
    assertAction(action, place);
    if (!types.some(({ name }) => name === action.type)) throw new TypeError(`${place}.type names "${action.type}", which is no resource type`);
    const twin = actions.findIndex(({ type, name, method }) => type === action.type && name === action.name && method === action.method);
    if (twin !== index) throw new TypeError(`${place} is served already: options.actions[${twin}] has its type, name and method`);
  }
  return new Map(types.map(({ name }) => [name, actions.filter(({ type }) => type === name)]));
}

function assertAction(action: ResourceAction<never>, place: string): void {
  const { name, method, operation } = action;
  if (typeof name !== 'string' || !NAME.test(name)) throw new TypeError(`${place}.name must be letters, digits, ".", "_" and "-" after a letter`);
  if (!['GET', 'POST'].includes(method)) throw new TypeError(`${place}.method must be "GET" or "POST"`);
  if (!isOperation(operation)) throw new TypeError(`${place}.operation must be an operation, such as "get" or "patch"`);
  if (typeof action.run !== 'function') throw new TypeError(`${place}.run must be a function`);
}

/** Whether the action is there to change something. */
export function writes({ operation }: Pick<ResourceAction, 'operation'>): boolean {
  return operation !== 'get' && operation !== 'query';
}
