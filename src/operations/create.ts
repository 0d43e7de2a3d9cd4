import { mergeReplacement } from '../resource/merge-replacement';
import { normalizeResource } from '../resource/normalize-resource';
import type { Principal, ScimContext } from '../store/context';
import type { AttributeSelection } from './attribute-selection';
import { projectionFor } from './attribute-selection';
import { present } from './get';
import type { Reply } from './reply';
import type { Service, ServedType } from './service';
import { authorize } from './service';
import { commit, hasWriteHooks, prepare } from './write';

export interface CreateInput {
  readonly served: ServedType;
  readonly body: unknown;
  readonly selection: AttributeSelection;
}

/** POST /{endpoint} — RFC 7644 §3.3. */
export async function create<P extends Principal>(service: Service<P>, input: CreateInput, context: ScimContext<P>): Promise<Reply> {
  const { served, body, selection } = input;
  const { type } = served;
  const grant = await authorize(service, { operation: 'create', type, id: undefined, context });
  const projection = projectionFor(served, selection, grant);
  const incoming = normalizeResource(type, body, { unknownAttributes: service.unknownAttributes });
  const { isWritable } = grant;
  const accepted = isWritable === undefined ? incoming : mergeReplacement({ type, current: {}, incoming, isWritable });

  const resource = await commit(service, { context, transactional: hasWriteHooks(service) }, async (store) => {
    const change = { operation: 'create' as const, type, attributes: accepted };
    const attributes = await prepare(service, { served, change, grant }, context);
    const result = await store.create({ type, attributes, projection }, context);
    await service.hooks.afterWrite?.(change, result, context);
    return { change, result };
  });
  return present(service, { served, resource, projection, status: 201 }, context);
}
