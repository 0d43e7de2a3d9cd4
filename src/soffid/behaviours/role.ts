import type { Attributes } from '../../schema/resource-type';
import type { Behaviour } from '../behaviour';
import { domainNamed } from '../grants/security-domain';
import { keepGrants, resolveGrants } from '../grants/written-grants';
import { RoleAccount } from '../resource-types/role-account';
import { RoleGrant } from '../resource-types/role-grant';

/**
 * Roles (seed 001, Role): what is written of their grants becomes resources of their own, which both sides show. A role
 * that is deleted takes its grants along, and nobody holds it any more.
 */
export const roleBehaviour: Behaviour = {
  saving: async (change, { directory }) => withDomain(await resolveGrants(change, directory)),
  saved: (change, result, { directory }) => keepGrants(change, result, directory),
  async deleted({ id }, { directory }) {
    const number = Number(id);
    const [given, owned] = [await directory.find(RoleGrant, 'roleId', [number]), await directory.find(RoleGrant, 'ownerRole', [number])];
    await directory.remove(RoleGrant, [...given, ...owned]);
    await directory.remove(RoleAccount, await directory.find(RoleAccount, 'roleId', [number]));
  },
};

function withDomain(attributes: Attributes): Attributes {
  const domain = attributes['domain'] as { readonly name?: unknown } | undefined;
  return typeof domain?.name === 'string' ? { ...attributes, domain: { ...domain, name: domainNamed(domain.name) } } : attributes;
}
