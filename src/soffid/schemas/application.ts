import { defineSchema } from '../../schema/define-schema';
import { customAttributes } from './custom-attributes';

/** The schema of the resource type Application. */
export const applicationSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.api.Application',
  title: 'Application',
  description: 'Application, container of applications, or business process',
  type: 'object',
  required: ['name', 'description'],
  properties: {
    name: {
      type: 'string',
      description: 'Path of the application: the name of the parent, a slash and the relative name',
      uniqueness: 'server',
    },
    relativeName: { type: 'string', description: 'Last part of the name' },
    parent: { type: 'string', description: 'Name of the application above' },
    description: { type: 'string', description: 'What the application is, for people' },
    type: {
      type: 'string',
      description: 'container, application or business process',
      default: 'application',
      enum: ['container', 'application', 'business'],
    },
    database: { type: 'string', description: 'Name of the database' },
    bpmEnabled: {
      type: 'boolean',
      description: 'Whether changes of its roles need an approval',
      aliases: ['bpmEnforced'],
      default: false,
    },
    singleRole: { type: 'boolean', description: 'Whether a user may hold one role only', default: false },
    source: { type: 'string', description: 'Where the sources are' },
    owner: { type: 'string', description: 'User name of the responsible person' },
    ownerName: { type: 'string', description: 'Full name of the responsible person', mutability: 'readOnly' },
    executable: { type: 'string', description: 'Program to start' },
    notificationEmails: { type: 'string', description: 'Who is told of changes' },
    approvalProcess: { type: 'string', description: 'Process that approves grants' },
    roleDefinitionProcess: { type: 'string', description: 'Process that approves changes of roles' },
    attributes: customAttributes,
  },
});
