import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as catalogues from 'scim-router/languages';

const page = readFileSync(join(__dirname, '../../docs/languages.md'), 'utf8');

test('docs/languages.md has a row for every language of the package, and no other', () => {
  const documented = Array.from(page.matchAll(/^\| `([\w-]+)` \| \w+ \|$/gm), ([, tag]) => tag!);
  expect(documented.sort()).toEqual(Object.keys(catalogues).sort());
});

test('docs/languages.md prints what the languages say', () => {
  expect(page).toContain(catalogues.ca.templates['{0} {1} does not exist']!.replace('{0}', 'User').replace('{1}', '7'));
});
