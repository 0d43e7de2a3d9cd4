import { mergeReplacement } from '../resource/merge-replacement';
import { normalizeResource } from '../resource/normalize-resource';
import { sameAttributes } from '../resource/same-attributes';
import type { StoredResource } from '../resource/stored-resource';
import type { Principal, ScimContext } from '../store/context';
import type { AttributeSelection } from './attribute-selection';
import { projectionFor } from './attribute-selection';
import { present } from './get';
import type { Reply } from './reply';
import { rewrite } from './rewrite';
import type { Service, ServedType } from './service';
import { authorize } from './service';

export interface ReplaceInput {
  readonly served: ServedType;
  readonly id: string;
  readonly body: unknown;
  readonly selection: AttributeSelection;
  readonly ifMatch: string | undefined;
}

/** PUT /{endpoint}/{id} — RFC 7644 §3.5.1. */
export async function replace<P extends Principal>(service: Service<P>, input: ReplaceInput, context: ScimContext<P>): Promise<Reply> {
  const { served, id, body, selection, ifMatch } = input;
  const { type } = served;
  const grant = await authorize(service, { operation: 'replace', type, id, context });
  const projection = projectionFor(served, selection, grant);
  const incoming = normalizeResource(type, body, { unknownAttributes: service.unknownAttributes });
  const { isWritable } = grant;

  const change = (before: StoredResource) => {
    const attributes = mergeReplacement({ type, current: before.attributes, incoming, ...(isWritable && { isWritable }) });
    if (sameAttributes(type, before.attributes, attributes)) return undefined;
    return { operation: 'replace' as const, type, id, before, attributes };
  };
  const resource = await rewrite(service, { served, id, ifMatch, projection, grant, change }, context);
  return present(service, { served, resource, projection, status: 200 }, context);
}
