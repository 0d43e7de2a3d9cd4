import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createProtection } from '../../src/http/protection';
import vectors from './attack-vectors.json';
import { provenElsewhere, reasonNotToRun } from './not-run';
import type { Vector } from './vector';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

test('docs/security.md: every test and file that it names is there', () => {
  const files = Array.from(page.matchAll(/`((?:test|src)\/[\w./-]+)`/g), ([, file]) => file!);
  expect(files.length).toBeGreaterThan(15);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('docs/security.md: the limits are the defaults', () => {
  const { maxBodyBytes, maxUrlLength, json } = createProtection({});
  const row = (option: string): string => /\| ([^|]+) \|$/.exec(page.split('\n').find((line) => line.includes(`| \`${option}`))!.replace(/ \| `[^]*$/, ' |'))![1]!;
  const expected = { maxBodyBytes, maxUrlLength, 'json.depth': json.depth, 'json.members': json.members, 'json.elements': json.elements };
  for (const [option, value] of Object.entries(expected)) expect([option, row(option)]).toEqual([option, value.toLocaleString('en')]);
});

test('docs/security.md: it says how many vectors are sent', () => {
  const all = vectors.vectors as unknown as readonly Vector[];
  const later = all.filter((vector) => reasonNotToRun(vector)?.startsWith('brought by a later part')).length;
  const elsewhere = Object.keys(provenElsewhere).length;
  expect(page.replace(/\s+/g, ' ')).toContain(`${all.length} attacks`);
  expect(page.replace(/\s+/g, ' ')).toContain(`The runner sends ${all.length - later - elsewhere} of them`);
  expect([elsewhere, page.includes(`and ${later} are about parts`)]).toEqual([14, true]);
});
