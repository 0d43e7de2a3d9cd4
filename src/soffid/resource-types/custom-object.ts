import { defineResourceType } from '../../schema/define-resource-type';
import { customObjectSchema } from '../schemas/custom-object';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Objects of kinds that the installation defines. */
export const CustomObject = defineResourceType({
  name: 'CustomObject',
  endpoint: '/CustomObject',
  schema: customObjectSchema,
  storageName: 'soffid.CustomObject',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('CustomObject')] },
  meta: metaWith(),
  uniqueTogether: [['type', 'name']],
});
