import { defineResourceType } from '../../schema/define-resource-type';
import { taskInstanceSchema } from '../schemas/task-instance';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Steps of business processes that wait for somebody. */
export const TaskInstance = defineResourceType({
  name: 'TaskInstance',
  endpoint: '/TaskInstance',
  schema: taskInstanceSchema,
  storageName: 'soffid.TaskInstance',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('TaskInstance')] },
  meta: metaWith(),
  relations: {
    process: { type: 'ProcessInstance', on: [{ here: 'processId', there: 'id' }] },
  },
});
