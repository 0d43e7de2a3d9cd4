import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { fold } from '../../schema/comparable';
import type { Attributes } from '../../schema/resource-type';
import type { Directory } from '../directory';
import { Application } from '../resource-types/application';
import { DomainValue } from '../resource-types/domain-value';
import { Group } from '../resource-types/group';

/** What grants of a role are limited to (seed 001, Notes about role domains). */
export interface SecurityDomain {
  readonly kind: 'group' | 'application' | 'custom';
  /** GROUP, APPLICATION or the name of a domain of the application. */
  readonly name: string;
  /** The application that a custom domain belongs to. */
  readonly application: string;
}

/** The names of the domains that every installation has, and those that they had or are misspelt with. */
const names: ReadonlyMap<string, string> = new Map([
  ...['sense_domain', 'sense_domini'].map((name) => [name, 'SENSE_DOMAIN'] as const),
  ...['group', 'groups', 'grups', 'memberships', 'grups_usuari'].map((name) => [name, 'GROUP'] as const),
  ...['application', 'applications', 'aplication', 'aplicacions'].map((name) => [name, 'APPLICATION'] as const),
]);

/** The one name of a domain, whatever it is called. */
export function domainNamed(name: string): string {
  return names.get(fold(name)) ?? name;
}

/** The domain of a role; `undefined` when its grants hold everywhere. */
export function domainOf(role: Attributes): SecurityDomain | undefined {
  const given = (role['domain'] as { readonly name?: unknown } | undefined)?.name;
  if (typeof given !== 'string') return undefined;
  const [name, application] = [domainNamed(given), String(role['informationSystemName'])];
  switch (name) {
    case 'SENSE_DOMAIN':
      return undefined;
    case 'GROUP':
      return { kind: 'group', name, application };
    case 'APPLICATION':
      return { kind: 'application', name, application };
    default:
      return { kind: 'custom', name, application };
  }
}

/** A domain value that a grant names. */
export interface DomainValueUse {
  /** The attribute that it stands in. */
  readonly path: string;
  readonly value: string;
  /** The role whose domain it belongs to. */
  readonly role: Attributes;
}

/**
 * The values, as they are written where they are defined: one query for each kind of domain.
 *
 * @throws InvalidValueError for a value of a role that has no domain, and for one that its domain does not have.
 */
export async function checkDomainValues(uses: readonly DomainValueUse[], directory: Directory): Promise<readonly string[]> {
  const known = await knownValues(uses, directory);
  return uses.map(({ path, value, role }) => {
    const domain = domainOf(role);
    if (domain === undefined) throw new InvalidValueError(detail`${path} is "${value}", but the role "${String(role['name'])}" has no domain`);
    const spelt = known.get(valueKey(domain, value));
    if (spelt === undefined) throw new InvalidValueError(detail`${path} is "${value}", which the domain ${domain.name} of the role does not have`);
    return spelt;
  });
}

async function knownValues(uses: readonly DomainValueUse[], directory: Directory): Promise<ReadonlyMap<string, string>> {
  const sought = (kind: SecurityDomain['kind']) => uses.filter(({ role }) => domainOf(role)?.kind === kind).map(({ value }) => value);
  const [groups, applications, values] = [
    await directory.find(Group, 'name', sought('group')),
    await directory.find(Application, 'name', sought('application')),
    await directory.find(DomainValue, 'value', sought('custom')),
  ];
  return new Map([
    ...groups.map(({ attributes: { name } }) => [valueKey({ kind: 'group', name: '', application: '' }, String(name)), String(name)] as const),
    ...applications.map(({ attributes: { name } }) => [valueKey({ kind: 'application', name: '', application: '' }, String(name)), String(name)] as const),
    ...values.map(({ attributes: { value, domainName, externalCodeDomain } }) => {
      const domain = { kind: 'custom', name: String(domainName), application: String(externalCodeDomain) } as const;
      return [valueKey(domain, String(value)), String(value)] as const;
    }),
  ]);
}

function valueKey({ kind, name, application }: SecurityDomain, value: string): string {
  return JSON.stringify(kind === 'custom' ? [kind, fold(name), fold(application), fold(value)] : [kind, fold(value)]);
}
