import type { DerivedAttribute } from '../../schema/resource-type';
import { accessLevel } from './access-level';
import { mailAlias } from './mail-alias';

/** Attributes that are computed from other resources whenever a resource is read, by resource type and name. */
export function computedAttributes(now: () => Date): Readonly<Record<string, Readonly<Record<string, DerivedAttribute>> | undefined>> {
  const levels = [['O', 'owner'], ['M', 'manager'], ['U', 'granted']] as const;
  return {
    User: { mailAlias },
    Account: { accessLevel: accessLevel(levels, now) },
    VaultFolder: { accessLevel: accessLevel([...levels, ['N', 'navigate']], now) },
  };
}
