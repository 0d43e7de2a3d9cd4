import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Moment } from '../behaviour';
import { User } from '../resource-types/user';

const schemas = Object.freeze(['urn:soffid:com.soffid.iam.bpm.api.Comment']);

/** Who says something, and when. */
export type Speaker = (message: unknown, node?: unknown) => Attributes;

/** Comments of the caller, in the form in which processes keep them: with the account and the full name (seed 001). */
export async function speakerOf({ directory, caller, now }: Moment): Promise<Speaker> {
  const user = await directory.findOne(User, 'userName', caller);
  const fullName = user?.attributes['fullName'];
  const actor = typeof fullName === 'string' ? `${caller} ${fullName}` : caller;
  const time = formatLocalDateTime(now.getTime());
  return (message, node) => ({ schemas, message, actor, time, ...(node !== undefined && { node }) });
}

/** The comments that a write leaves: those that were there stay as they are, and what is new is said by the caller. */
export async function spokenComments(written: unknown, stored: unknown, moment: Moment): Promise<readonly Attributes[]> {
  const comments = commentsIn(written);
  const known = new Map(commentsIn(stored).map((comment) => [identityOf(comment), comment] as const));
  if (comments.every((comment) => known.has(identityOf(comment)))) return comments.map((comment) => ({ ...comment, ...known.get(identityOf(comment)) }));
  const say = await speakerOf(moment);
  return comments.map((comment) => known.get(identityOf(comment)) ?? say(comment['message'], comment['node']));
}

/** The comments of a process. */
export function commentsIn(value: unknown): readonly Attributes[] {
  return Array.isArray(value) ? (value as readonly Attributes[]) : [];
}

function identityOf({ message, actor, time }: Attributes): string {
  return JSON.stringify([message, actor, time]);
}
