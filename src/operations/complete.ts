import type { Filter } from '../filter/ast';
import { attributeValue } from '../resource/attribute-value';
import { allAttributes } from '../resource/create-projection';
import type { StoredResource } from '../resource/stored-resource';
import type { Attribute } from '../schema/attribute';
import { findAttribute, findSubAttribute } from '../schema/attribute-path';
import type { Inverse, ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { Addition } from './derived-on-read';
import { derivedOnRead, withAdditions } from './derived-on-read';
import type { ReadResources } from './describe-references';
import { describeReferences } from './describe-references';
import { lookUp } from './lookups';
import type { Service } from './service';

/** Adds what is computed on reading, for a whole page at once and only where the projection returns it. */
export async function complete<P extends Principal>(
  service: Service<P>,
  input: ReadResources,
  context: ScimContext<P>,
): Promise<readonly StoredResource[]> {
  if (input.resources.length === 0) return input.resources;
  const { type, resources: page } = input;
  const derived = await derivedOnRead({ type, resources: page, store: service.store, isNeeded: (name) => isNeeded(input, name) }, context);
  const additions: Addition[] = [...(await lookUp(service, input, context)), ...derived];
  if (service.store.resolvesInverse !== true) {
    for (const [name, inverse] of Object.entries(input.type.inverse)) {
      if (isNeeded(input, name)) additions.push([name, await inverseValues(service, { input, inverse }, context)]);
    }
  }
  const resources = additions.length === 0 ? input.resources : input.resources.map((resource, index) => withAdditions(resource, additions, index));
  return describeReferences(service, { ...input, resources }, context);
}

function isNeeded({ type, projection }: ReadResources, name: string): boolean {
  const attribute = findAttribute(type, name);
  return attribute !== undefined && projection.kind !== 'none' && projection.includes(attribute);
}

/** User.groups from Group.members (RFC 7643 §4.1.2): one query for the whole page. */
async function inverseValues<P extends Principal>(
  service: Service<P>,
  { input, inverse }: { readonly input: ReadResources; readonly inverse: Inverse },
  context: ScimContext<P>,
): Promise<readonly unknown[]> {
  const owner = service.types.find(({ type }) => type.name === inverse.type)?.type;
  const link = owner && findAttribute(owner, inverse.attribute);
  if (owner === undefined || link === undefined) return input.resources.map(() => undefined);
  const ids = input.resources.map(({ id }) => id);
  const { resources: owners } = await service.store.query(
    { type: owner, filter: refersToAny(link, ids), page: { startIndex: 1, count: Number.MAX_SAFE_INTEGER }, projection: allAttributes },
    context,
  );
  const references = referencesByTarget({ owner, link, owners, ids }, context);
  return ids.map((id) => references.get(id));
}

function refersToAny(link: Attribute, ids: readonly string[]): Filter {
  const subAttribute = findSubAttribute(link, 'value');
  const path = { attribute: link, ...(subAttribute && { subAttribute }) };
  return { kind: 'or', operands: ids.map((value) => ({ kind: 'comparison', path, operator: 'eq', value, caseExact: true })) };
}

interface Referrers {
  readonly owner: ResourceType;
  readonly link: Attribute;
  readonly owners: readonly StoredResource[];
  readonly ids: readonly string[];
}

/** In one go through the referrers: a large group must not be searched for each of its members. */
function referencesByTarget({ owner, link, owners, ids }: Referrers, context: ScimContext): ReadonlyMap<string, readonly object[]> {
  const wanted = new Set<unknown>(ids);
  const references = new Map<string, object[]>();
  for (const referrer of owners) {
    const reference = {
      value: referrer.id,
      $ref: context.locate(owner.name, referrer.id),
      display: owner.displayAttribute === undefined ? undefined : referrer.attributes[owner.displayAttribute],
      type: 'direct',
    };
    const targets = (attributeValue(referrer.attributes, link) as readonly { value?: unknown }[]).map(({ value }) => value);
    for (const target of new Set(targets)) {
      if (!wanted.has(target)) continue;
      const others = references.get(target as string);
      if (others === undefined) references.set(target as string, [reference]);
      else others.push(reference);
    }
  }
  return references;
}
