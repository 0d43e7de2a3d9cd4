import { ConflictError, InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { StoredResource } from '../../resource/stored-resource';
import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour } from '../behaviour';
import type { Directory } from '../directory';
import { findAccount } from '../grants/find-account';
import { findRoles } from '../grants/find-roles';
import { checkDomainValues, domainOf } from '../grants/security-domain';

/**
 * Grants of roles to accounts (seed 001, RoleAccount): account and role are found by their ids, or by names and systems,
 * the account also by its user alone. A grant is made once and never changed; one of a rule ends with the rule. With
 * `history` a grant that is deleted has ended and stays.
 */
export function roleAccountBehaviour(history: boolean): Behaviour {
  return {
    async saving({ operation, attributes }, { directory, now }) {
      if (operation !== 'create') return attributes;
      const role = await roleOf(attributes, directory);
      const account = await findAccount(attributes, String(role.attributes['system']), directory);
      const time = formatLocalDateTime(now.getTime());
      return {
        ...attributes,
        ...namesOf(account, role),
        ...(await domainValueOf(attributes, role.attributes, directory)),
        bpmEnabled: attributes['bpmEnabled'] ?? (role.attributes['bpmEnabled'] === true ? 'S' : 'N'),
        startDate: attributes['startDate'] ?? time,
        certificationDate: time,
      };
    },
    deleting({ before: { attributes } }, { now }) {
      if (attributes['ruleId'] !== undefined) {
        throw new ConflictError(detail`The grant was made by the rule ${Number(attributes['ruleId'])}, and ends with it`);
      }
      if (!history) return undefined;
      if (attributes['revoked'] !== undefined) return attributes;
      const time = formatLocalDateTime(now.getTime());
      return { ...attributes, enabled: false, endDate: time, revoked: time };
    },
  };
}

async function roleOf({ roleId, roleName, system, accountSystem }: Attributes, directory: Directory): Promise<StoredResource> {
  const path = typeof roleId === 'number' ? 'roleId' : 'roleName';
  const [role] = await findRoles([{ path, id: roleId, name: roleName, system: system ?? accountSystem }], directory);
  if (role === undefined) throw new InvalidValueError(detail`The role is missing: roleName and system, or roleId`);
  return role;
}

function namesOf(account: StoredResource, role: StoredResource): Attributes {
  const { name, system, type, ownerUsers } = account.attributes;
  const [owner] = type === 'U' && Array.isArray(ownerUsers) ? (ownerUsers as readonly unknown[]) : [];
  return {
    accountId: Number(account.id),
    accountName: name,
    accountSystem: system,
    userName: owner,
    roleId: Number(role.id),
    roleName: role.attributes['name'],
    system: role.attributes['system'],
  };
}

/** Each grant of a role with a domain carries a value of it (seed 001, Notes about role domains). */
async function domainValueOf({ domainValue }: Attributes, role: Attributes, directory: Directory): Promise<Attributes> {
  const domain = domainOf(role);
  if (typeof domainValue !== 'string' || domainValue === '') {
    if (domain === undefined) return { domainValue: undefined };
    throw new InvalidValueError(detail`domainValue is missing: the role "${String(role['name'])}" has the domain ${domain.name}`);
  }
  const [value] = await checkDomainValues([{ path: 'domainValue', value: domainValue, role }], directory);
  return {
    domainValue: value,
    ...(domain?.kind === 'group' && { group: value }),
    ...(domain?.kind === 'application' && { informationSystem: value }),
  };
}
