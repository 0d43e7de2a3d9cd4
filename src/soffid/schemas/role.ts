import { defineSchema } from '../../schema/define-schema';
import { customAttributes } from './custom-attributes';
import { roleGrantAttributes } from './role-grant-attributes';

/** The schema of the resource type Role. */
export const roleSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.api.Role',
  title: 'Role',
  description: 'Permission on a system that accounts hold',
  type: 'object',
  required: ['name', 'description', 'system', 'informationSystemName'],
  properties: {
    name: { type: 'string', description: 'Name, unique on the system' },
    description: { type: 'string', description: 'What the role allows, for people' },
    system: { type: 'string', description: 'Name of the system that enforces the role' },
    informationSystemName: { type: 'string', description: 'Name of the application the role belongs to' },
    category: { type: 'string', description: 'Category for lists' },
    password: { type: 'boolean', description: 'Whether using the role asks for a password', default: false },
    enableByDefault: {
      type: 'boolean',
      description: 'Whether the role is active without being asked for',
      default: false,
    },
    bpmEnabled: {
      type: 'boolean',
      description: 'Whether grants of the role need an approval',
      aliases: ['bpmEnforced'],
      default: false,
    },
    domain: {
      type: 'object',
      description: 'Kind of value that each grant of the role carries',
      properties: {
        name: {
          type: 'string',
          description: 'SENSE_DOMAIN, GROUP, APPLICATION or the name of a domain of the application',
        },
        description: { type: 'string', description: 'Text for people' },
      },
      required: ['name'],
    },
    ownedRoles: {
      type: 'array',
      description: 'Roles that holders of this role get, too',
      shownWhenEmpty: true,
      items: {
        type: 'object',
        additionalProperties: true,
        properties: { id: { type: 'integer', description: 'id of the grant' }, ...roleGrantAttributes },
      },
    },
    ownerRoles: {
      type: 'array',
      description: 'Roles whose holders get this role',
      shownWhenEmpty: true,
      items: {
        type: 'object',
        additionalProperties: true,
        properties: { id: { type: 'integer', description: 'id of the grant' }, ...roleGrantAttributes },
      },
    },
    granteeGroups: {
      type: 'array',
      description: 'Groups whose members get this role',
      shownWhenEmpty: true,
      items: {
        type: 'object',
        additionalProperties: true,
        properties: { id: { type: 'integer', description: 'id of the grant' }, ...roleGrantAttributes },
      },
    },
    ownerGroups: {
      type: 'array',
      description: 'The groups of granteeGroups',
      mutability: 'readOnly',
      shownWhenEmpty: true,
      items: { type: 'object', additionalProperties: true, properties: {} },
    },
    approvalStart: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the last approval was asked for',
      mutability: 'readOnly',
    },
    approvalEnd: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the last approval was given',
      mutability: 'readOnly',
    },
    attributes: customAttributes,
  },
});
