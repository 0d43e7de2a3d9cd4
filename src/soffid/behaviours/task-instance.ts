import { ConflictError, InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour, Moment } from '../behaviour';
import { before } from '../behaviour';
import { commentsIn, speakerOf } from '../processes/comments';
import { calledOff, finished, isOpen, transitionsOf } from '../processes/tasks';
import { ProcessInstance } from '../resource-types/process-instance';

/**
 * Steps of processes (seed 001, TaskInstance): one is assigned to a user, finished with one of its transitions, or called
 * off when it is deleted; its record stays.
 */
export const taskInstanceBehaviour: Behaviour = {
  async saving(change, moment) {
    const { comment, ...attributes } = change.attributes;
    const stored = before(change);
    const transition = attributes['transition'] ?? stored['transition'];
    const isTaken = typeof transition === 'string' && transition !== stored['transition'];
    if (isTaken) assertTransition(stored, transition);
    await tellProcess({ comment, task: attributes, isTaken }, moment);
    return { ...attributes, ...assignment(attributes, stored, moment), transition, ...(isTaken && finished(transition, moment.now)) };
  },
  deleting: ({ before: { attributes } }, { now }) => (isOpen(attributes) ? { ...attributes, ...calledOff(now) } : attributes),
};

function assertTransition(task: Attributes, transition: string): void {
  if (!isOpen(task)) throw new ConflictError(detail`The task is no longer open`);
  const known = transitionsOf(task);
  if (known.includes(transition)) return;
  throw new InvalidValueError(detail`The task has no transition "${transition}"; it has: ${known.join(', ')}`);
}

/** A task starts when it is assigned, and anew when it is assigned to somebody else. */
function assignment({ actorId }: Attributes, stored: Attributes, { now }: Moment): Attributes {
  if (actorId === stored['actorId']) return {};
  return { start: actorId === undefined ? undefined : formatLocalDateTime(now.getTime()) };
}

interface Told {
  readonly comment: unknown;
  readonly task: Attributes;
  readonly isTaken: boolean;
}

/** The process gets what was said at one of its tasks, and the data of a task that was finished. */
async function tellProcess({ comment, task: { processId, name, variables }, isTaken }: Told, moment: Moment): Promise<void> {
  if (comment === undefined && !isTaken) return;
  const process = await moment.directory.get(ProcessInstance, String(processId));
  if (process === undefined) {
    if (comment !== undefined) throw new ConflictError(detail`The process of the task is not there, and the comment would be lost`);
    return;
  }
  const said = comment === undefined ? [] : [(await speakerOf(moment))(comment, name)];
  await moment.directory.change(ProcessInstance, process, (attributes) => ({
    ...(said.length > 0 && { comments: [...commentsIn(attributes['comments']), ...said] }),
    ...(isTaken && variables !== undefined && { variables: { ...(attributes['variables'] as Attributes | undefined), ...(variables as Attributes) } }),
  }));
}
