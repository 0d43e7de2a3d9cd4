import type { Attribute } from 'scim-router';

import type { Scene } from './generate-value';
import { nameOf, textValue } from './generate-value';
import { oddNumbers, oddTexts, prototypeNames } from './words';

const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;

/** A filter by the grammar of RFC 7644 §3.4.2.2, one time in four with a character changed. */
export function filterText(scene: Scene): string {
  return misspelt(scene, 0.25, expression(scene, 3));
}

function expression(scene: Scene, depth: number): string {
  const { random } = scene;
  const kind = depth === 0 ? 0 : random.below(7);
  if (kind === 3) return `${expression(scene, depth - 1)} ${random.of(['and', 'or', 'AND', 'xor'])} ${expression(scene, depth - 1)}`;
  if (kind === 4) return `not (${expression(scene, depth - 1)})`;
  if (kind === 5) return `(${expression(scene, depth - 1)})`;
  if (kind === 6) return `${pathText(scene)}[${expression(scene, depth - 1)}]${random.chance(0.2) ? '.value' : ''}`;
  if (random.chance(0.01)) return `${'('.repeat(random.of([10, 33, 500]))}a pr`;
  return random.chance(0.2) ? `${pathText(scene)} pr` : `${pathText(scene)} ${random.of(operators)} ${literal(scene)}`;
}

function literal(scene: Scene): string {
  const { random, known } = scene;
  const choices = [
    () => JSON.stringify(textValue(scene)),
    () => JSON.stringify(random.of(oddTexts)),
    () => JSON.stringify(random.of([...known.ids, 'nobody'])),
    () => random.of(['true', 'false', 'null', '"2024-01-01T00:00:00Z"']),
    () => random.of(oddNumbers),
  ];
  return random.of(choices)();
}

/** The path of an attribute of any type, with or without its URN, or of nothing. */
export function pathText(scene: Scene): string {
  const { random, types } = scene;
  if (random.chance(0.06)) return random.of([...prototypeNames, ...oddTexts]);
  const attribute = random.of(random.of(types).attributes);
  const prefix = attribute.extension !== undefined || random.chance(0.1) ? `${attribute.extension ?? attribute.schema ?? 'urn:x'}:` : '';
  return prefix + nameOf(scene, attribute.name) + subPath(scene, attribute);
}

function subPath(scene: Scene, { subAttributes }: Attribute): string {
  const { random } = scene;
  if (random.chance(0.03)) return `.${random.of(prototypeNames)}`;
  return subAttributes.length > 0 && random.chance(0.6) ? `.${nameOf(scene, random.of(subAttributes).name)}` : '';
}

/** The path of a PATCH operation. */
export function patchPath(scene: Scene): string {
  const { random } = scene;
  const path = random.chance(0.3) ? `${pathText(scene)}[${expression(scene, 1)}]${random.chance(0.5) ? '.value' : ''}` : pathText(scene);
  return misspelt(scene, 0.1, path);
}

function misspelt({ random }: Scene, probability: number, text: string): string {
  if (!random.chance(probability)) return text;
  const at = random.below(text.length + 1);
  const inserted = random.of(['', '"', '(', ')', '[', ']', '\\', ' ', '.', ':', ',', '\u0000', '\ud800', 'é', '$', '%']);
  return text.slice(0, at) + inserted + text.slice(at + random.below(3));
}
