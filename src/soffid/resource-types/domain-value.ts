import { defineResourceType } from '../../schema/define-resource-type';
import { domainValueSchema } from '../schemas/domain-value';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Values of the role domains of applications. */
export const DomainValue = defineResourceType({
  name: 'DomainValue',
  endpoint: '/DomainValue',
  schema: domainValueSchema,
  storageName: 'soffid.DomainValue',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('DomainValue')] },
  meta: metaWith(),
  uniqueTogether: [['value', 'domainName', 'externalCodeDomain']],
});
