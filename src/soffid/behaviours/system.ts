import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { fold } from '../../schema/comparable';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour } from '../behaviour';
import type { Directory } from '../directory';
import { System } from '../resource-types/system';

/**
 * Managed systems (seed 001, System): the name is part of names such as `role@system`, so that it has no `@`; systems with
 * one domain of passwords show one id for it.
 */
export const systemBehaviour: Behaviour = {
  async saving({ attributes }, { directory }) {
    const { name, passwordsDomain } = attributes;
    if (typeof name === 'string' && name.includes('@')) throw new InvalidValueError(detail`name must not contain "@"`);
    return {
      ...attributes,
      groupsList: listed(attributes['groups']),
      passwordsDomainId: typeof passwordsDomain === 'string' ? await idOfPasswordsDomain(passwordsDomain, directory) : undefined,
    };
  },
};

function listed(texts: unknown): readonly string[] | undefined {
  if (typeof texts !== 'string') return undefined;
  const names = texts.split(',').map((name) => name.trim()).filter((name) => name !== '');
  return names.length > 0 ? names : undefined;
}

/** The number that other systems have for the domain, or the next one. There are few systems, and no resource for domains. */
async function idOfPasswordsDomain(domain: string, directory: Directory): Promise<number> {
  const systems = (await directory.all(System)).map(({ attributes }) => attributes);
  const idOf = ({ passwordsDomainId }: Attributes): number => (typeof passwordsDomainId === 'number' ? passwordsDomainId : 0);
  const known = systems.find((system) => idOf(system) > 0 && fold(String(system['passwordsDomain'])) === fold(domain));
  return known === undefined ? Math.max(0, ...systems.map(idOf)) + 1 : idOf(known);
}
