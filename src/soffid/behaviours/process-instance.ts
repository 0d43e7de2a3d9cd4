import { ConflictError, InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { noAttributes } from '../../resource/create-projection';
import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour, Moment, Saving } from '../behaviour';
import { before } from '../behaviour';
import { spokenComments } from '../processes/comments';
import { callOffTasks, finishTask } from '../processes/tasks';
import { ProcessDefinition } from '../resource-types/process-definition';

/**
 * Runs of business processes (seed 001, ProcessInstance): one begins when it is created and ends when it is deleted, and
 * its record stays. A transition finishes the task that has it.
 */
export const processInstanceBehaviour: Behaviour = {
  async saving(change, moment) {
    const { transition, ...attributes } = change.attributes;
    const stored = before(change);
    if (typeof transition === 'string') await takeTransition(change, transition, moment);
    return {
      ...attributes,
      ...(await fromDefinition(change, moment)),
      start: change.operation === 'create' ? formatLocalDateTime(moment.now.getTime()) : (attributes['start'] ?? stored['start']),
      initiator: change.operation === 'create' ? moment.caller : stored['initiator'],
      comments: await spokenComments(attributes['comments'], stored['comments'], moment),
    };
  },
  async deleting({ id, before: { attributes } }, moment) {
    await callOffTasks(id, moment);
    return { ...attributes, end: attributes['end'] ?? formatLocalDateTime(moment.now.getTime()) };
  },
};

/** The description where there is no other. Throws `InvalidValueError` when a new instance cannot follow its definition. */
async function fromDefinition(change: Saving, { directory }: Moment): Promise<Attributes> {
  const { processDefinition, description } = change.attributes;
  const isNew = change.operation === 'create';
  if (!isNew && description !== undefined) return {};
  const definition = await directory.get(ProcessDefinition, String(processDefinition));
  if (isNew && definition === undefined) {
    throw new InvalidValueError(detail`processDefinition is ${String(processDefinition)}, and there is no such ProcessDefinition`);
  }
  const { name, enabled } = definition?.attributes ?? {};
  if (isNew && enabled === false) throw new InvalidValueError(detail`The process "${String(name)}" is disabled, and no instance of it can be started`);
  return { description: description ?? name };
}

/** Holds the process first: whoever finishes one of its tasks changes the process, and would wait for this one. */
async function takeTransition(change: Saving, transition: string, moment: Moment): Promise<void> {
  if (change.operation === 'create') throw new InvalidValueError(detail`transition is for an instance that has been started`);
  if (change.before.attributes['end'] !== undefined) throw new ConflictError(detail`The process has ended`);
  const { store, context } = moment.directory;
  await store.get({ type: change.type, id: change.id, projection: noAttributes, forUpdate: true }, context);
  await finishTask(change.id, transition, moment);
}
