import type { Attribute, ResourceType } from 'scim-router';

import type { Random } from './random';
import { oddNumbers, oddTexts, prototypeNames, urns } from './words';

/** JSON as it will be sent; a text that JSON.stringify cannot make, such as 1e400, is wrapped in it. */
export type Json = null | boolean | number | string | RawJson | readonly Json[] | JsonMembers;
/** Members in order, since a name may occur twice. */
export interface JsonMembers {
  readonly members: readonly (readonly [name: string, value: Json])[];
}
export interface RawJson {
  readonly raw: string;
}

/** What is known of a tenant while it is fuzzed. */
export interface Known {
  readonly ids: string[];
  /** Endpoint of each of them. */
  readonly endpoints: Map<string, string>;
  readonly versions: string[];
  readonly cursors: string[];
  count: number;
}

export interface Scene {
  readonly random: Random;
  readonly known: Known;
  readonly types: readonly ResourceType[];
}

export function object(members: Readonly<Record<string, Json>>): JsonMembers {
  return { members: Object.entries(members) };
}

/** JSON text, with the names and numbers that JSON.stringify would lose. */
export function print(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('raw' in value) return value.raw;
  if (Array.isArray(value)) return `[${value.map(print).join(',')}]`;
  return `{${(value as JsonMembers).members.map(([name, member]) => `${JSON.stringify(name)}:${print(member)}`).join(',')}}`;
}

/** A value that fits the attribute, most of the time. */
export function attributeValue(scene: Scene, attribute: Attribute): Json {
  const { random } = scene;
  if (random.chance(0.02)) return oddValue(scene, 3);
  if (!attribute.multiValued) return elementValue(scene, attribute);
  if (random.chance(0.05)) return elementValue(scene, attribute);
  return random.times(3, () => elementValue(scene, attribute));
}

function elementValue(scene: Scene, attribute: Attribute): Json {
  const { random, known } = scene;
  switch (attribute.type) {
    case 'boolean':
      return random.of<Json>([true, false, true, false, 'true', 'False']);
    case 'integer':
    case 'decimal':
      return random.chance(0.8) ? random.below(1000) : { raw: random.of(oddNumbers) };
    case 'dateTime':
      return random.of(['2024-01-01T00:00:00Z', '2024-02-29T23:59:59.999+14:00', random.of(oddTexts)]);
    case 'binary':
      return random.of(['AAAA', 'AA==', 'AA', random.of(oddTexts)]);
    case 'reference':
      return random.of(['https://example.com/a', '../Users/1', random.of(oddTexts)]);
    case 'complex':
      return complexValue(scene, attribute);
    default:
      if (attribute.name === 'value' && random.chance(0.5)) return random.of(known.ids.length > 0 && random.chance(0.95) ? known.ids : ['nobody']);
      if (attribute.canonicalValues.length > 0 && random.chance(0.7)) return random.of(attribute.canonicalValues);
      return textValue(scene);
  }
}

function complexValue(scene: Scene, attribute: Attribute): Json {
  const members = attribute.subAttributes
    .filter(() => scene.random.chance(0.5))
    .map((subAttribute) => [nameOf(scene, subAttribute.name), attributeValue(scene, subAttribute)] as const);
  return { members: withOddMember(scene, members) };
}

function withOddMember(scene: Scene, members: readonly (readonly [string, Json])[]): readonly (readonly [string, Json])[] {
  const { random } = scene;
  return random.chance(0.05) ? [...members, [random.of([...prototypeNames, ...oddTexts]), oddValue(scene, 2)]] : members;
}

export function textValue({ random, known }: Scene): string {
  if (random.chance(0.04)) return random.of(oddTexts);
  return random.of(['alice', 'Bob', 'example.com', 'straße', 'x']) + String(random.chance(0.8) ? (known.count += 1) : random.below(20));
}

/** A name that may be taken. */
function nameValue(scene: Scene): string {
  return scene.random.chance(0.1) ? 'alice' : textValue(scene);
}

/** Any JSON at all. */
export function oddValue(scene: Scene, depth: number): Json {
  const { random } = scene;
  const kind = random.below(depth > 0 ? 8 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(0.5);
  if (kind === 2) return { raw: random.of(oddNumbers) };
  if (kind <= 4) return random.of<string>([...oddTexts, ...urns, ...scene.known.ids]);
  if (kind === 5) return random.times(3, () => oddValue(scene, depth - 1));
  if (kind === 6 && random.chance(0.1)) return { raw: `${'['.repeat(random.of([5, 31, 32, 40, 5000]))}]` };
  return { members: random.times(4, () => [random.of([...prototypeNames, ...oddTexts, 'value', 'type', 'userName']), oddValue(scene, depth - 1)] as const) };
}

/** The name as a client may spell it. */
export function nameOf({ random }: Scene, name: string): string {
  const choice = random.next();
  if (choice < 0.9) return name;
  return choice < 0.95 ? name.toUpperCase() : name.toLowerCase();
}

/** The body of a resource, mostly one that would be accepted. */
export function resourceBody(scene: Scene, type: ResourceType): JsonMembers {
  const { random } = scene;
  const core = type.attributes.filter(({ extension, name }) => extension === undefined && !['schemas', 'meta', 'id'].includes(name));
  const members: (readonly [string, Json])[] = [['schemas', [type.schema.$id, ...(random.chance(0.04) ? [random.of(urns)] : [])]]];
  for (const attribute of core) {
    const isWanted = attribute.required || random.chance(0.12);
    if (isWanted) members.push([nameOf(scene, attribute.name), attribute.required && random.chance(0.95) ? nameValue(scene) : attributeValue(scene, attribute)]);
  }
  for (const { schema } of type.extensions) {
    if (random.chance(0.3)) members.push([schema.$id, extensionValue(scene, type, schema.$id)]);
  }
  if (random.chance(0.1)) members.push(['id', textValue(scene)], ['meta', oddValue(scene, 2)]);
  return mutated(scene, { members: withOddMember(scene, members) });
}

function extensionValue(scene: Scene, type: ResourceType, urn: string): Json {
  const attributes = type.attributes.filter(({ extension }) => extension === urn && scene.random.chance(0.4));
  return { members: attributes.map((attribute) => [attribute.name, attributeValue(scene, attribute)] as const) };
}

/** One time in ten something is dropped, doubled, renamed or exchanged. */
export function mutated(scene: Scene, { members }: JsonMembers): JsonMembers {
  const { random } = scene;
  if (!random.chance(0.1) || members.length === 0) return { members };
  const at = random.below(members.length);
  const [name, value] = members[at]!;
  const changed: readonly (readonly (readonly [string, Json])[])[] = [
    [],
    [[name, value], [name, value]],
    [[name, value], [name.toUpperCase(), value]],
    [[random.of([...prototypeNames, ...oddTexts]), value]],
    [[name, oddValue(scene, 3)]],
    [[name, [value]]],
    [[name, null]],
  ];
  return { members: [...members.slice(0, at), ...random.of(changed), ...members.slice(at + 1)] };
}
