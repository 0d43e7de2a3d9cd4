import type { Attributes, ResourceStore, ResourceType, ScimContext } from 'scim-router';

import { Random } from '../fuzz/random';
import { Account, Grant, Membership, Person, Unit } from './lab-types';

/** Few and similar values, so that filters match something; awkward ones for LIKE, JSON and collations among them. */
export const labWords: readonly string[] = Object.freeze(['a', 'A', 'ab', 'Ab', 'b%', 'a_b', '\\', "o'b", 'q"q', 'É', 'é', 'x y', '10', '1.5', 'true']);
const instants = ['2011-05-13T04:42:34Z', '2011-05-13T04:42:34.001Z', '2011-05-13T06:42:34+02:00', '2030-01-01T00:00:00Z'];

interface Sample {
  readonly type: ResourceType;
  readonly attributes: Attributes;
}

/** Fills a store with resources that refer to one another, and some to nothing. */
export async function createLabData(store: ResourceStore, context: ScimContext, seed: number): Promise<void> {
  const random = new Random(seed);
  const create = async ({ type, attributes }: Sample): Promise<string> =>
    (await store.create({ type, attributes, projection: { kind: 'none', includes: () => false } }, context)).id;
  const units: string[] = [];
  for (let index = 0; index < 25; index += 1) units.push(await create(unit(random, index, units)));
  for (let index = 0; index < 60; index += 1) await create(person(random, index));
  for (let index = 0; index < 80; index += 1) await create(account(random, index, units));
  for (let index = 0; index < 80; index += 1) await create(grant(random));
  for (let index = 0; index < 80; index += 1) await create(membership(random));
}

const word = (random: Random): string => random.of(labWords);
const userName = (random: Random): string => random.of([`p${random.below(60)}`, `P${random.below(60)}`, 'nobody']);
const unitCode = (random: Random): string => random.of([`u${random.below(25)}`, `U${random.below(25)}`]);
const some = <T>(random: Random, make: (random: Random) => T): readonly T[] => Array.from({ length: random.below(3) }, () => make(random));

/** Without the members that this resource happens to lack. */
function sparse(random: Random, attributes: Readonly<Record<string, unknown>>): Attributes {
  const kept = Object.entries(attributes).filter(([, value]) => random.chance(0.8) && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(kept);
}

function unit(random: Random, index: number, older: readonly string[]): Sample {
  const partners = older.length === 0 ? [] : [...new Set(some(random, () => random.of(older)))].map((value) => ({ value }));
  const optional = { title: word(random), level: random.below(4), parent: unitCode(random), partners };
  return { type: Unit, attributes: { code: `u${index}`, ...sparse(random, optional) } };
}

function person(random: Random, index: number): Sample {
  const phone = (): object => sparse(random, { value: word(random), type: word(random), rank: random.below(3) });
  const optional = {
    lastName: word(random),
    level: random.below(5) - 1,
    size: random.of([0, 1.5, -0.1, 1e21, 5e-7, 10]),
    active: random.chance(0.5),
    born: random.of(instants),
    home: unitCode(random),
    skills: some(random, word),
    site: `http://x.test/${word(random)}`.replaceAll(/[\\ "%']/g, ''),
    name: sparse(random, { given: word(random), family: word(random) }),
    phones: some(random, phone),
  };
  return { type: Person, attributes: { userName: `p${index}`, ...sparse(random, optional) } };
}

function account(random: Random, index: number, units: readonly string[]): Sample {
  const manager = (): object => sparse(random, { name: userName(random), since: random.of(instants) });
  const optional = {
    type: random.of(['U', 'u', 'S', 'P']),
    owner: userName(random),
    owners: some(random, userName),
    managers: some(random, manager),
    number: index,
    unitId: random.of([...units, 'nowhere']),
  };
  return { type: Account, attributes: { name: `n${random.below(30)}`, system: random.of(['s', 'S', 't']), ...sparse(random, optional) } };
}

function grant(random: Random): Sample {
  const optional = {
    role: word(random),
    accountName: random.of([`n${random.below(30)}`, `N${random.below(30)}`]),
    accountSystem: random.of(['s', 'T', 'x']),
    accountNumber: String(random.below(100)),
    enabled: random.chance(0.5),
    until: random.of(instants),
  };
  return { type: Grant, attributes: sparse(random, optional) };
}

function membership(random: Random): Sample {
  return { type: Membership, attributes: sparse(random, { person: userName(random), unit: unitCode(random), disabled: random.chance(0.3) }) };
}
