import { allAttributes, allAttributesBut } from '../resource/create-projection';
import type { Projection } from '../resource/projection';
import type { StoredResource } from '../resource/stored-resource';
import { assertIfMatch } from '../resource/version';
import type { Attribute } from '../schema/attribute';
import type { Principal, ScimContext } from '../store/context';
import { withWritableDerived, withoutWritableDerived } from './derived-on-read';
import type { ResolvedGrant } from './grant';
import { withLookupKeys } from './lookups';
import type { Service, ServedType } from './service';
import { notFound } from './service';
import { replaceInTurn, takeTurns } from './take-turns';
import type { AttributeChange, Written } from './write';
import { prepare } from './write';

type Rewriting = Exclude<AttributeChange, { readonly operation: 'create' }>;

export interface RewriteInput {
  readonly served: ServedType;
  readonly id: string;
  readonly ifMatch: string | undefined;
  readonly projection: Projection;
  readonly grant: ResolvedGrant;
  /** Links that the change leaves alone: they are not read. */
  readonly untouchedLinks?: readonly Attribute[];
  /** The change to make of what is stored now; `undefined` when there is nothing to change. */
  readonly change: (current: StoredResource) => Rewriting | undefined;
}

/**
 * Reads a resource, changes it and replaces it; when another writer was faster, starts again from what that one left
 * (RFC 7644 §3.5). Throws `NotFoundError`, `VersionMismatchError` for a failed If-Match, and `UnavailableError` when
 * other writers win every time.
 */
export function rewrite<P extends Principal>(service: Service<P>, input: RewriteInput, context: ScimContext<P>): Promise<StoredResource> {
  return takeTurns(service, (within, locked) => rewriteOnce(within, { ...input, locked }, context), context);
}

async function rewriteOnce<P extends Principal>(
  service: Service<P>,
  input: RewriteInput & { readonly locked: boolean },
  context: ScimContext<P>,
): Promise<Written> {
  const { served, id, ifMatch, grant, projection, locked, untouchedLinks = [] } = input;
  const { type } = served;
  const isPart = untouchedLinks.length > 0;
  const needed = isPart ? allAttributesBut(untouchedLinks) : allAttributes;
  const stored = await service.store.get({ type, id, projection: needed, forUpdate: locked }, context);
  if (stored === undefined || !grant.admits(stored)) throw notFound(type, id);
  const current = await withWritableDerived(stored, { type, store: service.store }, context);
  if (ifMatch !== undefined) assertIfMatch(ifMatch, current.version);
  const change = input.change(current);
  if (change === undefined) {
    const whole = isPart ? await service.store.get({ type, id, projection: allAttributes }, context) : current;
    if (whole === undefined) throw notFound(type, id);
    return { change, result: withoutText(whole) };
  }

  const attributes = withoutWritableDerived(type, await prepare(service, { served, change, grant }, context));
  const result = await replaceInTurn(
    service.store,
    { type, id, attributes, ifVersion: current.version, projection: withLookupKeys(service, type, projection), ...(isPart && { untouchedLinks }) },
    context,
  );
  await service.hooks.afterWrite?.(change, result, context, service.store);
  return { change, result };
}

// The text of a read of all attributes holds those that are never returned.
function withoutText({ id, version, created, lastModified, attributes }: StoredResource): StoredResource {
  return { id, version, created, lastModified, attributes };
}
