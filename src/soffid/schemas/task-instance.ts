import { defineSchema } from '../../schema/define-schema';

/** The schema of the resource type TaskInstance. */
export const taskInstanceSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.bpm.api.TaskInstance',
  title: 'TaskInstance',
  description: 'Step of a business process that somebody has to do',
  type: 'object',
  properties: {
    name: { type: 'string', description: 'Name of the step', mutability: 'readOnly' },
    description: { type: 'string', description: 'What is to be done, for people', mutability: 'readOnly' },
    processName: { type: 'string', description: 'Name of the process', mutability: 'readOnly' },
    processId: { type: 'integer', description: 'id of the ProcessInstance', mutability: 'readOnly' },
    processDefinition: { type: 'integer', description: 'id of the ProcessDefinition', mutability: 'readOnly' },
    variables: {
      type: 'object',
      description: 'Data of the process, by name',
      shownWhenEmpty: true,
      additionalProperties: true,
      properties: {},
    },
    actorId: { type: 'string', description: 'User name of who does it' },
    priority: { type: 'integer', description: 'Priority, 1 for the highest', mutability: 'readOnly' },
    create: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the task came up',
      mutability: 'readOnly',
    },
    start: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the task was assigned',
      mutability: 'readOnly',
    },
    cancelled: { type: 'boolean', description: 'Whether the task was called off', mutability: 'readOnly' },
    open: { type: 'boolean', description: 'Whether the task is still to be done', mutability: 'readOnly' },
    signalling: {
      type: 'boolean',
      description: 'Whether the process goes on when the task is done',
      mutability: 'readOnly',
    },
    blocking: { type: 'boolean', description: 'Whether the process waits for the task' },
    dummyTask: { type: 'boolean', description: 'Whether it is a trial run', mutability: 'readOnly' },
    pooledActors: {
      type: 'array',
      description: 'Users and roles that may do it',
      mutability: 'readOnly',
      items: { type: 'string' },
    },
    transitions: {
      type: 'array',
      description: 'Ways to finish the task',
      mutability: 'readOnly',
      items: { type: 'string' },
    },
    end: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the task was finished',
      mutability: 'readOnly',
    },
    dueDate: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the task is due',
      mutability: 'readOnly',
    },
    swimlane: { type: 'string', description: 'Part that its actors play in the process', mutability: 'readOnly' },
    transition: {
      type: 'string',
      description: 'Way to finish the task with',
      mutability: 'writeOnly',
      returned: 'never',
    },
    comment: {
      type: 'string',
      description: 'Remark to add to the process',
      mutability: 'writeOnly',
      returned: 'never',
    },
  },
});
