import type { ResourceType } from '../../schema/resource-type';
import type { ReferenceForm } from '../references/reference';
import { Application } from '../resource-types/application';
import { Group } from '../resource-types/group';
import { Host } from '../resource-types/host';
import { Role } from '../resource-types/role';
import { System } from '../resource-types/system';
import { User } from '../resource-types/user';
import { UserType } from '../resource-types/user-type';

/** What the values of a custom attribute are; the last ones are names of other resources, of roles with `@` and system. */
export type CustomAttributeType =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'binary'
  | 'password'
  | 'user'
  | 'group'
  | 'role'
  | 'application'
  | 'system'
  | 'host'
  | 'userType';

/** A custom attribute of a resource type, a member of `attributes`. */
export interface CustomAttribute {
  readonly type: CustomAttributeType;
  readonly description?: string;
  /** Whether every write must leave it with a value; a password only the creation. Default `false`. */
  readonly required?: boolean;
  /** Default `false`. Passwords have one value. */
  readonly multiValued?: boolean;
  /** The only values that there may be. Default any. For texts. */
  readonly values?: readonly string[];
}

/**
 * Custom attributes by the name of the resource type and their own, as an installation of Soffid has them under Metadata.
 * Others may still be sent, and are kept as they are.
 */
export type CustomMetadata = Readonly<Record<string, Readonly<Record<string, CustomAttribute>>>>;

/** The types that are names of resources. */
export const namedResources: Readonly<Partial<Record<CustomAttributeType, { readonly to: ResourceType; readonly form?: ReferenceForm }>>> = Object.freeze({
  user: { to: User },
  group: { to: Group },
  role: { to: Role, form: 'qualified' },
  application: { to: Application },
  system: { to: System },
  host: { to: Host },
  userType: { to: UserType },
});
