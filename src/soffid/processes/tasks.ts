import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Moment } from '../behaviour';
import { equals } from '../directory';
import { TaskInstance } from '../resource-types/task-instance';

/** Whether a task is still to be done. */
export function isOpen({ open, cancelled }: Attributes): boolean {
  return open !== false && cancelled !== true;
}

/** What a task is when it was done; how it was finished stays with it, for the host to go on from. */
export function finished(transition: string, now: Date): Attributes {
  return { transition, open: false, end: formatLocalDateTime(now.getTime()) };
}

/** What a task is when it was called off. */
export function calledOff(now: Date): Attributes {
  return { cancelled: true, open: false, end: formatLocalDateTime(now.getTime()) };
}

/** Calls off what is still to be done for a process. */
export async function callOffTasks(processId: string, { directory, now }: Moment): Promise<void> {
  for await (const tasks of directory.pages(TaskInstance, equals(TaskInstance, 'processId', Number(processId)))) {
    for (const task of tasks) {
      await directory.change(TaskInstance, task, (attributes) => (isOpen(attributes) ? calledOff(now) : {}));
    }
  }
}

/** Finishes the open task of a process that can be finished in this way. Throws `InvalidValueError` when there is none. */
export async function finishTask(processId: string, transition: string, { directory, now }: Moment): Promise<void> {
  const tasks = await directory.find(TaskInstance, 'processId', [Number(processId)]);
  const task = tasks.find(({ attributes }) => takes(attributes, transition));
  if (task === undefined) throw noTransition(transition);
  await directory.change(TaskInstance, task, (attributes) => {
    // Somebody else may have finished it by now.
    if (!takes(attributes, transition)) throw noTransition(transition);
    return finished(transition, now);
  });
}

function takes(task: Attributes, transition: string): boolean {
  return isOpen(task) && transitionsOf(task).includes(transition);
}

function noTransition(transition: string): InvalidValueError {
  return new InvalidValueError(detail`No open task of the process has the transition "${transition}"`);
}

/** The ways to finish a task. */
export function transitionsOf({ transitions }: Attributes): readonly string[] {
  return Array.isArray(transitions) ? (transitions as readonly string[]) : [];
}
