import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import checklist from './checklist.json';
import { projectRoot } from './requirement-list';

test('docs/conformance.md is up to date', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/conformance.cjs', '--check'], { cwd: projectRoot, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

test('docs/conformance.md has a row for every line of the checklist', () => {
  const page = readFileSync(path.join(projectRoot, 'docs/conformance.md'), 'utf8');
  const rows = Array.from(page.matchAll(/^\| ([SPCE]-\d+) \|/gm), ([, id]) => id);
  expect(rows).toEqual(checklist.map(({ id }) => id));
  expect(rows.length).toBeGreaterThan(500);
});
