import { defineSchema } from '../../schema/define-schema';

/** The schema of the resource type ProcessDefinition. */
export const processDefinitionSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.bpm.api.ProcessDefinition',
  title: 'ProcessDefinition',
  description: 'Version of a business process',
  type: 'object',
  properties: {
    name: { type: 'string', description: 'Name of the process', mutability: 'readOnly' },
    version: { type: 'integer', description: 'Number of the version', mutability: 'readOnly' },
    tag: { type: 'string', description: 'Label of the version', mutability: 'readOnly' },
    author: { type: 'string', description: 'Account that deployed the version', mutability: 'readOnly' },
    deployed: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the version was deployed',
      mutability: 'readOnly',
    },
    enabled: { type: 'boolean', description: 'Whether new instances can be started', mutability: 'readOnly' },
    type: {
      type: 'string',
      description: 'What the process is for',
      mutability: 'readOnly',
      canonicalValues: ['RoleApproval', 'RoleDefApproval', 'AuthoritativeChange', 'PrivilegedAccount'],
    },
    appliesTo: { type: 'string', description: 'What the process is started for', mutability: 'readOnly' },
  },
});
