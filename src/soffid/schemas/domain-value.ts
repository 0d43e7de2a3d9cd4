import { defineSchema } from '../../schema/define-schema';

/** The schema of the resource type DomainValue. */
export const domainValueSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.iga.api.DomainValue',
  title: 'DomainValue',
  description: 'Value that grants of roles with a custom domain carry',
  type: 'object',
  required: ['value', 'domainName', 'externalCodeDomain'],
  properties: {
    value: { type: 'string', description: 'The value' },
    domainName: { type: 'string', description: 'Name of the domain of the application' },
    externalCodeDomain: { type: 'string', description: 'Name of the application' },
    description: { type: 'string', description: 'Text for people' },
  },
});
