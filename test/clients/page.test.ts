import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { ClientFlags } from 'scim-router';
import { clientProfiles } from 'scim-router';

const page = readFileSync(path.join(__dirname, '../../docs/clients.md'), 'utf8');
const flagNames = Object.keys(clientProfiles.rfc.flags) as (keyof ClientFlags)[];

/** The columns of the table; several profiles in one have the same flags. */
const columns = [['rfc'], ['default'], ['okta', 'google', 'jumpcloud', 'sailpoint'], ['entra'], ['onelogin'], ['pingone'], ['validator']] as const;

function shown(value: ClientFlags[keyof ClientFlags]): string {
  if (typeof value === 'string') return value;
  return value ? 'on' : 'off';
}

describe('docs/clients.md', () => {
  test('says what each profile has for each flag', () => {
    const rows = flagNames.map((flag) => `| \`${flag}\` | ${columns.map(([name]) => shown(clientProfiles[name].flags[flag])).join(' | ')} |`);
    const written = page.split('\n').filter((line) => /^\| `\w+` \| (\w+ \| ){6}\w+ \|$/.test(line));
    expect(written).toEqual(rows);
  });

  test('puts profiles into one column only when they have the same flags', () => {
    for (const [first, ...others] of columns) {
      for (const other of others) expect(clientProfiles[other].flags).toEqual(clientProfiles[first].flags);
    }
    expect(columns.flat().sort()).toEqual(Object.keys(clientProfiles).sort());
  });

  test('says what each flag accepts', () => {
    const explained = Array.from(page.matchAll(/^\| `(\w+)` \| [^|]+ \| [^|]+ \|$/gm), ([, name]) => name);
    expect(explained.sort()).toEqual([...flagNames].sort());
  });
});
