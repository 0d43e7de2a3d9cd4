import { defineSchema } from '../../schema/define-schema';
import { customAttributes } from './custom-attributes';

/** The schema of the resource type Host. */
export const hostSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.am.api.Host',
  title: 'Host',
  description: 'Computer of the network',
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', description: 'Unique name', uniqueness: 'server' },
    description: { type: 'string', description: 'Text for people' },
    ip: { type: 'string', description: 'Network address' },
    networkCode: { type: 'string', description: 'Name of the network' },
    os: { type: 'string', description: 'Operating system, as a short name' },
    mail: { type: 'boolean', description: 'Whether the host serves mail' },
    office: { type: 'boolean', description: 'Whether the host is an office machine' },
    printersServer: { type: 'boolean', description: 'Whether the host serves printers' },
    dynamicIp: { type: 'boolean', description: 'Whether the address is given by DHCP' },
    hostAlias: {
      type: 'array',
      description: 'Other names of the host',
      shownWhenEmpty: true,
      items: { type: 'string' },
    },
    serialNumber: { type: 'string', description: 'Serial number' },
    lastSeen: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the host was seen last',
      mutability: 'readOnly',
    },
    created: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the host was registered',
      mutability: 'readOnly',
    },
    mac: { type: 'string', description: 'Hardware address' },
    dhcp: { type: 'string', description: 'Parameters for DHCP' },
    locked: { type: 'boolean', description: 'Whether nobody may log in' },
    attributes: customAttributes,
  },
});
