import { defineSchema } from '../../schema/define-schema';

/** The schema of the resource type ProcessInstance. */
export const processInstanceSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.bpm.api.ProcessInstance',
  title: 'ProcessInstance',
  description: 'Run of a business process',
  type: 'object',
  required: ['processDefinition'],
  properties: {
    processDefinition: {
      type: 'integer',
      description: 'id of the ProcessDefinition it follows',
      mutability: 'immutable',
    },
    description: {
      type: 'string',
      description: 'What it is about, for people; the name of the definition when left out',
    },
    variables: {
      type: 'object',
      description: 'Data of the process, by name',
      shownWhenEmpty: true,
      additionalProperties: true,
      properties: {},
    },
    comments: {
      type: 'array',
      description: 'What was said along the way',
      shownWhenEmpty: true,
      items: {
        type: 'object',
        additionalProperties: true,
        properties: {
          message: { type: 'string', description: 'The text' },
          actor: { type: 'string', description: 'Account and full name of who said it' },
          time: { type: 'string', format: 'local-date-time', description: 'When it was said' },
          node: { type: 'string', description: 'Step at which it was said' },
        },
      },
    },
    start: { type: 'string', format: 'local-date-time', description: 'When it began' },
    end: { type: 'string', format: 'local-date-time', description: 'When it ended', mutability: 'readOnly' },
    currentTask: { type: 'string', description: 'Step it is at', mutability: 'readOnly', default: 'Start' },
    dummyProcess: {
      type: 'boolean',
      description: 'Whether it is a trial run',
      mutability: 'readOnly',
      default: false,
    },
    initiator: { type: 'string', description: 'Account that started it', mutability: 'readOnly' },
    transition: {
      type: 'string',
      description: 'Way to take from the current step',
      mutability: 'writeOnly',
      returned: 'never',
    },
  },
});
