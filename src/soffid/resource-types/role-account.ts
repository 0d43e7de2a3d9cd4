import { defineResourceType } from '../../schema/define-resource-type';
import { roleAccountSchema } from '../schemas/role-account';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Roles that accounts were granted. */
export const RoleAccount = defineResourceType({
  name: 'RoleAccount',
  endpoint: '/RoleAccount',
  schema: roleAccountSchema,
  storageName: 'soffid.RoleAccount',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('RoleAccount')] },
  meta: metaWith(),
  derived: { bpmEnforced: { on: 'write', compute: (grants) => grants.map(({ bpmEnabled }) => bpmEnabled) } },
  accept: { domainValue: domainValueFromText },
});

/** Old clients send the value alone. */
function domainValueFromText(value: unknown): unknown {
  return typeof value === 'string' ? { value } : value;
}
