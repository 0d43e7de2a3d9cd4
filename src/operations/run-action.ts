import { allAttributes } from '../resource/create-projection';
import type { Principal, ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';
import type { Reply } from './reply';
import { noContent } from './reply';
import type { ActionAnswer, ResourceAction } from './resource-action';
import { writes } from './resource-action';
import type { ServedType, Service } from './service';
import { authorize, notFound } from './service';

export interface RunActionInput<P extends Principal> {
  readonly served: ServedType;
  readonly action: ResourceAction<P>;
  readonly id: string;
  readonly body: unknown;
}

/** GET or POST {endpoint}/{id}/{name}: an action of the host, outside of RFC 7644, under its rules of access (§2). */
export async function runAction<P extends Principal>(
  service: Service<P>,
  { served: { type }, action, id, body }: RunActionInput<P>,
  context: ScimContext<P>,
): Promise<Reply> {
  const { store } = service;
  const grant = await authorize(service, { operation: action.operation, type, id, action: action.name, context });
  const run = async (within: ResourceStore<ScimContext<P>>, locked: boolean): Promise<ActionAnswer> => {
    const resource = await within.get({ type, id, projection: allAttributes, forUpdate: locked }, context);
    if (resource === undefined || !grant.admits(resource)) throw notFound(type, id);
    return action.run({ resource, body, store: within, context });
  };
  const answer = writes(action) && store.transaction
    ? await store.transaction((within) => run(within, true), context)
    : await run(store, false);
  return replyOf(action, answer);
}

function replyOf<P extends Principal>({ type, name }: ResourceAction<P>, answer: { readonly status: number; readonly body?: unknown }): Reply {
  const { status, body } = answer;
  if (status === 204) return noContent;
  if (status === 200 && typeof body === 'object' && body !== null) return { status, body: JSON.stringify(body) };
  throw new TypeError(`The action ${name} of ${type} must answer status 200 and an object as body, or status 204`);
}
