import type { ResourceAction } from '../../operations/resource-action';
import { schemaUris } from '../../messages/schema-uris';
import { Directory } from '../directory';
import { RoleGrant } from '../resource-types/role-grant';
import type { EffectiveGrant, Grantee } from './effective-grants';
import { effectiveGrants } from './effective-grants';
import { granteeOf, storedGrants } from './stored-grants';

/** GET /User/{id}/effectiveGrants: all roles that a user has, and why (seed 001, link of a user; seed 002, inheritance). */
export function effectiveGrantsAction(now: () => Date): ResourceAction {
  return {
    type: 'User',
    name: 'effectiveGrants',
    method: 'GET',
    operation: 'get',
    async run({ resource, store, context }) {
      const directory = new Directory(store, context);
      const grantee = await granteeOf(directory, resource);
      const grants = await effectiveGrants(grantee, storedGrants(directory), now());
      const shown = grants.map((grant) => roleGrantBody(grant, grantee));
      const counts = { totalResults: shown.length, startIndex: 1, itemsPerPage: shown.length };
      return { status: 200, body: { schemas: [schemaUris.listResponse], ...counts, Resources: shown } };
    },
  };
}

function roleGrantBody({ role, domainValue, account, origin }: EffectiveGrant, { userName }: Grantee): object {
  return {
    schemas: [RoleGrant.schema.$id],
    roleId: role.id,
    roleName: role.name,
    roleDescription: role.description,
    system: role.system,
    informationSystem: role.informationSystem,
    hasDomain: domainValue !== undefined,
    domainValue,
    user: userName,
    ownerAccountName: account?.name,
    ...originBody(origin),
    enabled: true,
  };
}

function originBody(origin: EffectiveGrant['origin']): object {
  switch (origin.kind) {
    case 'account':
      return { ownerSystem: origin.account.system };
    case 'group':
      return { id: origin.grant.id, ownerGroup: origin.grant.ownerGroup, mandatory: true, status: origin.grant.status };
    case 'role': {
      const { grant, owner } = origin;
      return {
        id: grant.id,
        ownerRole: owner.id,
        ownerRoleName: owner.name,
        ownerRoleDescription: owner.description,
        ownerSystem: owner.system,
        ownerRolDomainValue: grant.ownerRolDomainValue,
        mandatory: true,
        status: grant.status,
      };
    }
  }
}
