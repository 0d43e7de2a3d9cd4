import type { Change } from '../hooks/hooks';
import { applyDefaults } from '../resource/apply-defaults';
import { distinctValues } from '../resource/distinct-values';
import { mergeReplacement } from '../resource/merge-replacement';
import { normalizeResource } from '../resource/normalize-resource';
import { sentInBody } from '../resource/sent-attributes';
import type { StoredResource } from '../resource/stored-resource';
import type { Attributes } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { AttributeSelection } from './attribute-selection';
import { projectionFor } from './attribute-selection';
import { present } from './get';
import { withoutWritableDerived } from './derived-on-read';
import { withLookupKeys } from './lookups';
import type { Reply } from './reply';
import { assertRequiredPasswords, securePasswords } from './secure-passwords';
import type { Service, ServedType } from './service';
import { authorize } from './service';
import { readingFor, withWarning } from './client-reading';
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
  const sent = sentInBody(type, body);
  const projection = projectionFor(served, selection, { ...grant, sent });
  const reading = readingFor(service, context);
  const incoming = normalizeResource(type, body, reading.options);
  const { isWritable } = grant;
  const accepted = isWritable === undefined ? incoming : mergeReplacement({ type, current: {}, incoming, isWritable });
  assertRequiredPasswords(type, accepted);
  const attributes = await securePasswords(service, { served, attributes: accepted }, context);
  const initial = applyDefaults(type, distinctValues(type, attributes), sent);

  let shownOnce: Attributes | undefined;
  const stored = await commit(service, { context, transactional: hasWriteHooks(service) }, async (store) => {
    const change: Extract<Change, { operation: 'create' }> = { operation: 'create', type, attributes: initial };
    const attributes = withoutWritableDerived(type, await prepare({ ...service, store }, { served, change, grant }, context));
    const result = await store.create({ type, attributes, projection: withLookupKeys(service, type, projection) }, context);
    await service.hooks.afterWrite?.(change, result, context, store);
    shownOnce = change.shownOnce;
    return { change, result };
  });
  const resource = shownOnce === undefined ? stored : withShown(stored, shownOnce);
  return withWarning(await present(service, { served, resource, projection, status: 201 }, context), reading);
}

/** Without the text, which does not have them. */
function withShown({ id, version, created, lastModified, attributes }: StoredResource, shown: Attributes): StoredResource {
  return { id, version, created, lastModified, attributes: { ...attributes, ...shown } };
}
