import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as catalog from '../../src/errors/catalog';
import type { ScimError } from '../../src/errors/scim-error';

const page = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8');

/** The rows of the table, by code. */
const documented = new Map(
  Array.from(page.matchAll(/^\| `(ERR_SCIM_\w+)` \| (\d{3}) \| (\S+) \| (.+) \| (.+) \|$/gm), ([, code, status, scimType, cause, remedy]) => [
    code,
    { status: Number(status), scimType: scimType === '–' ? undefined : scimType, cause, remedy },
  ]),
);

const classes = Object.values(catalog as unknown as Record<string, new (detail: string) => ScimError>);

test.each(classes.map((ErrorClass) => [ErrorClass.name, ErrorClass] as const))('docs/errors.md has a row for %s, with its status and scimType', (_name, ErrorClass) => {
  const { code, status, scimType } = new ErrorClass('detail');
  expect(documented.get(code)).toEqual({ status, scimType, cause: expect.stringMatching(/\w/), remedy: expect.stringMatching(/\w/) });
});

test('docs/errors.md has no row for an error that does not exist', () => {
  const codes = new Set<string | undefined>(classes.map((ErrorClass) => new ErrorClass('detail').code));
  expect([...documented.keys()].filter((code) => !codes.has(code))).toEqual([]);
});

test('no two errors share a code', () => {
  const codes = classes.map((ErrorClass) => new ErrorClass('detail').code);
  expect(new Set(codes).size).toBe(codes.length);
});
