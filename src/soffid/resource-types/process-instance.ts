import { defineResourceType } from '../../schema/define-resource-type';
import { processInstanceSchema } from '../schemas/process-instance';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Runs of business processes. */
export const ProcessInstance = defineResourceType({
  name: 'ProcessInstance',
  endpoint: '/ProcessInstance',
  schema: processInstanceSchema,
  storageName: 'soffid.ProcessInstance',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('ProcessInstance')] },
  meta: metaWith(),
  relations: {
    processDefinition: { type: 'ProcessDefinition', on: [{ here: 'processDefinition', there: 'id' }] },
    tasks: { type: 'TaskInstance', on: [{ here: 'id', there: 'processId' }] },
  },
  accept: { comments: commentsFromTexts },
});

/** Some clients send texts alone. */
function commentsFromTexts(value: unknown): unknown {
  if (typeof value === 'string') return { message: value };
  if (!Array.isArray(value)) return value;
  return value.map((comment: unknown) => (typeof comment === 'string' ? { message: comment } : comment));
}
