import { defineSchema } from '../../schema/define-schema';

/** The schema of the resource type Network. */
export const networkSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.am.api.Network',
  title: 'Network',
  description: 'Network of hosts',
  type: 'object',
  required: ['name', 'ip'],
  properties: {
    name: { type: 'string', description: 'Unique name', uniqueness: 'server', aliases: ['code'] },
    ip: { type: 'string', description: 'Network address' },
    mask: { type: 'string', description: 'Network mask' },
    description: { type: 'string', description: 'Text for people' },
    lanAccess: { type: 'boolean', description: 'Whether the network is a local one' },
    loginRestriction: { type: 'boolean', description: 'Whether logging in is limited to known users' },
    dhcpSupport: { type: 'boolean', description: 'Whether addresses are given by DHCP', default: false },
    dhcp: { type: 'string', description: 'Parameters for DHCP' },
    discovery: { type: 'boolean', description: 'Whether the network is searched for hosts' },
    discoveryServer: { type: 'string', description: 'Server that searches the network' },
    discoveryRanges: { type: 'array', description: 'Addresses that are searched', items: { type: 'string' } },
  },
});
