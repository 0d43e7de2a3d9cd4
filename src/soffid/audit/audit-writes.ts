import type { Change } from '../../hooks/hooks';
import type { StoredResource } from '../../resource/stored-resource';
import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Follower, Moment } from '../behaviour';
import { Audit } from '../resource-types/audit';
import { User } from '../resource-types/user';
import { auditedAction } from './audited-action';
import type { AuditedType } from './audited-types';
import { auditedTypes } from './audited-types';

/** Records every write, in its transaction: what was done, by whom, when, and whom and what it concerns. */
export const auditWrites: Follower = async (change, result, moment) => {
  const audited = auditedTypes[change.type.name];
  if (audited === undefined) return;
  const attributes = change.operation === 'delete' ? change.before.attributes : change.attributes;
  const { action, words } = auditedAction(change);
  await moment.directory.add(Audit, {
    object: audited.object,
    action,
    calendar: formatLocalDateTime(moment.now.getTime()),
    ...(await authorOf(moment)),
    ...namesOf(audited, attributes),
    ...searchIndex(audited, { id: idOf(change, result), attributes }),
    message: `${subjectOf(change, attributes)} ${words}`,
  });
};

async function authorOf({ caller, directory }: Moment): Promise<Attributes> {
  const user = await directory.findOne(User, 'userName', caller);
  const { fullName: authorFullName, primaryGroup: primaryGroupAuthor } = user?.attributes ?? {};
  const known = Object.entries({ authorFullName, primaryGroupAuthor, sourceIp: directory.context.clientAddress });
  return { author: caller, ...Object.fromEntries(known.filter(([, value]) => value !== undefined)) };
}

function namesOf({ names, object }: AuditedType, attributes: Attributes): Attributes {
  const { type, ownerUsers } = attributes;
  const owner = object === 'SC_ACCOUN' && type === 'U' ? (ownerUsers as readonly string[] | undefined)?.[0] : undefined;
  const named = Object.entries(names).map(([name, source]) => [name, attributes[source]] as const);
  const texts = named.filter(([, value]) => typeof value === 'string');
  return { ...Object.fromEntries(texts), ...(owner !== undefined && { user: owner }) };
}

/** What the link `briefAudit` of an account searches for. */
function searchIndex({ account }: AuditedType, { id, attributes }: { readonly id: string; readonly attributes: Attributes }): Attributes {
  if (account === undefined) return {};
  const concerned = account === 'id' ? id : attributes[account];
  return typeof concerned === 'string' || typeof concerned === 'number' ? { searchIndex: `ACC#${concerned}` } : {};
}

function idOf(change: Change, result: StoredResource | undefined): string {
  return change.operation === 'create' ? (result?.id ?? '') : change.id;
}

function subjectOf({ type: { name, displayAttribute } }: Change, attributes: Attributes): string {
  const display = displayAttribute === undefined ? undefined : attributes[displayAttribute];
  const at = name === 'Account' || name === 'Role' ? ` at ${String(attributes['system'])}` : '';
  return typeof display === 'string' ? `${name} ${display}${at}` : name;
}
