import { defineResourceType } from '../../schema/define-resource-type';
import { processDefinitionSchema } from '../schemas/process-definition';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Business processes, by version. The service provider has them; clients only read. */
export const ProcessDefinition = defineResourceType({
  name: 'ProcessDefinition',
  endpoint: '/ProcessDefinition',
  schema: processDefinitionSchema,
  storageName: 'soffid.ProcessDefinition',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('ProcessDefinition')] },
  meta: metaWith(),
});
