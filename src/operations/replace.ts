import { flagsOf } from '../clients/client-profiles';
import { InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { isJsonObject, messageMember } from '../messages/message-member';
import { applyDefaults } from '../resource/apply-defaults';
import { distinctValues } from '../resource/distinct-values';
import { mergeReplacement } from '../resource/merge-replacement';
import type { SentResource } from '../resource/normalize-resource';
import { readSentResource } from '../resource/normalize-resource';
import { sameAttributes } from '../resource/same-attributes';
import { sentInBody } from '../resource/sent-attributes';
import type { StoredResource } from '../resource/stored-resource';
import type { Attribute } from '../schema/attribute';
import { findAttribute } from '../schema/attribute-path';
import { userSchema } from '../schema/core/user-schema';
import type { ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { AttributeSelection } from './attribute-selection';
import { projectionFor } from './attribute-selection';
import { present } from './get';
import type { Reply } from './reply';
import { readingFor, withWarning } from './client-reading';
import type { ResolvedGrant } from './grant';
import { rewrite } from './rewrite';
import { securePasswords } from './secure-passwords';
import type { Service, ServedType } from './service';
import { authorize } from './service';
import { derivesOnWrite, hasWriteHooks } from './write';

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
  if (flagsOf(context).putIdMustMatch) assertSameId(body, id);
  const sent = sentInBody(type, body);
  const projection = projectionFor(served, selection, { ...grant, sent });
  const reading = readingFor(service, context);
  const { attributes: given, named } = readSentResource(type, body, {
    ...reading.options,
    ...(grant.isWritable && { isWritable: grant.isWritable }),
  });
  const kept = keptAttributes(type, named, context);
  const isWritable = writableBeside(kept, grant);
  const target = { served, id, ifMatch, grant };
  const incoming = distinctValues(type, await securePasswords(service, { served, attributes: given, target }, context));

  const change = (before: StoredResource) => {
    const merged = mergeReplacement({ type, current: before.attributes, incoming, ...(isWritable && { isWritable }) });
    const attributes = applyDefaults(type, merged, sent);
    if (sameAttributes(type, before.attributes, attributes)) return undefined;
    return { operation: 'replace' as const, type, id, before, attributes };
  };
  const untouchedLinks = untouched(service, { type, kept, grant });
  const resource = await rewrite(service, { served, id, ifMatch, projection, grant, change, untouchedLinks }, context);
  return withWarning(await present(service, { served, resource, projection, status: 200 }, context), reading);
}

/** Throws `InvalidValueError` for a body that is about another resource; the number 7 and the text "7" are one id. */
function assertSameId(body: unknown, id: string): void {
  const given = isJsonObject(body) ? messageMember(body, 'id')?.value ?? undefined : undefined;
  const isId = typeof given === 'string' || typeof given === 'number';
  if (given === undefined || (isId && String(given) === id)) return;
  const shown = JSON.stringify(given).slice(0, 256);
  throw new InvalidValueError(detail`The body has the id ${shown}, and the URL "${id.slice(0, 256)}"`);
}

/** What stays although the body does not name it: RFC 7644 §3.5.1 lets the service provider choose. */
function keptAttributes(type: ResourceType, named: SentResource['named'], context: ScimContext): ReadonlySet<Attribute> {
  const { putMissingMembers, putMissingActive } = flagsOf(context);
  const active = findAttribute(type, 'active');
  const kept = [
    ...(putMissingMembers === 'keep' ? type.links : []),
    ...(putMissingActive === 'keep' && active?.schema === userSchema.$id ? [active] : []),
  ];
  return new Set(kept.filter((attribute) => !named.has(attribute)));
}

/** To keep an attribute is to treat it as one that the client may not write. */
function writableBeside(kept: ReadonlySet<Attribute>, { isWritable }: ResolvedGrant): ResolvedGrant['isWritable'] {
  if (kept.size === 0) return isWritable;
  return (attribute) => !kept.has(attribute) && (isWritable === undefined || isWritable(attribute));
}

interface Replaced {
  readonly type: ResourceType;
  readonly kept: ReadonlySet<Attribute>;
  readonly grant: ResolvedGrant;
}

/** Kept links that need not even be read: nothing looks at the resource as a whole, and the store can do without. */
function untouched<P extends Principal>(service: Service<P>, { type, kept, grant }: Replaced): readonly Attribute[] {
  const { store, hooks } = service;
  const needsWhole = hasWriteHooks(service) || hooks.onCommitted !== undefined || grant.where !== undefined || derivesOnWrite(type);
  if (store.keepsLinks !== true || needsWhole) return [];
  return type.links.filter((attribute) => kept.has(attribute) && !attribute.required);
}
