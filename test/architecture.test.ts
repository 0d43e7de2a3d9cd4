import path from 'node:path';

import { errorTextsCanBeTranslated } from './architecture/details';
import {
  importsPointDownwards,
  noFileCycles,
  noFolderCycles,
  packagesStayInTheirFolder,
  storesAreReachedByContract,
} from './architecture/layers';
import { parseTree, readTree } from './architecture/source-tree';
import { filesAreShort, namesAreConcepts, noDefaultExports, noModuleState, nothingIsLeftToDo } from './architecture/style';

const source = readTree(path.join(__dirname, '../src'));

/** Every rule, with files that break it and what it says about them. */
const rules = [
  {
    title: 'imports point downwards',
    rule: importsPointDownwards,
    broken: {
      'errors/scim-error.ts': "export { parse } from '../filter/parser';",
      'filter/parser.ts': "import type { Store } from '../store/resource-store';\nexport const parse = 1;",
      'operations/get.ts': "export const send = () => import('../http/send');",
      'http/send.ts': "export type Entry = import('../index').Entry;",
      'knex/store.ts': "import { get } from '../operations/get';",
      'store/memory-store.ts': "import { get } from '../knex';",
      'extra/thing.ts': '',
    },
    says: [
      'errors/scim-error.ts imports filter/parser.ts',
      'filter/parser.ts imports store/resource-store.ts',
      'operations/get.ts imports http/send.ts',
      'http/send.ts imports index.ts',
      'knex/store.ts imports operations/get.ts',
      'store/memory-store.ts imports knex.ts',
      'extra/thing.ts: extra has no place in the layers',
    ],
  },
  {
    title: 'authorization, hooks, knex and testing know the contract of stores only',
    rule: storesAreReachedByContract,
    broken: {
      'authorization/any-of.ts': "import { now } from '../store/context';\nimport type { C } from '../store/context';",
      'testing/suite.ts': "import { MemoryStore } from '../store/memory-store';\nimport '../store/stored-text';",
      'knex/store.ts': "import { applyQuery } from '../store/apply-query';",
    },
    says: [
      'authorization/any-of.ts imports store/context.ts',
      'testing/suite.ts imports store/memory-store.ts',
      'knex/store.ts imports store/apply-query.ts',
    ],
  },
  {
    title: 'every package is known to one folder, Node.js to the upper layers',
    rule: packagesStayInTheirFolder,
    broken: {
      'operations/get.ts': "import type { Request } from 'express';\nimport { hash } from 'node:crypto';",
      'schema/validator.ts': "import Ajv from 'ajv/dist/2020';\nimport { readFileSync } from 'node:fs';",
      'store/memory-store.ts': "import { PGlite } from '@electric-sql/pglite/node-postgres';",
      'authorization/run.ts': "import type { A } from 'node:http';\nimport { createServer } from 'node:http';",
      'knex/store.ts': "import knex from 'knex';\nimport lodash = require('lodash');",
    },
    says: [
      'operations/get.ts imports express',
      'schema/validator.ts imports node:fs',
      'store/memory-store.ts imports @electric-sql/pglite/node-postgres',
      'authorization/run.ts imports node:http',
      'knex/store.ts imports lodash',
    ],
  },
  {
    title: 'no file imports itself through others',
    rule: noFileCycles,
    broken: {
      'filter/a.ts': "import { b } from './b';",
      'filter/b.ts': "import type { C } from './deep/c';",
      'filter/deep/c.ts': "export * from '../a';",
    },
    says: ['filter/a.ts -> filter/b.ts -> filter/deep/c.ts -> filter/a.ts'],
  },
  {
    title: 'no folder imports itself through others',
    rule: noFolderCycles,
    broken: {
      'filter/a.ts': "import { b } from '../schema/b';",
      'schema/b.ts': '',
      'schema/c.ts': "import { d } from '../errors/d';",
      'errors/d.ts': "import { e } from '../filter/e';",
      'filter/e.ts': '',
    },
    says: ['filter -> schema -> errors -> filter'],
  },
  {
    title: 'files and folders are named after a concept',
    rule: namesAreConcepts,
    broken: { 'http/utils.ts': '', 'helpers/text.ts': '', 'store/memoryStore.ts': '', 'schema/core/common.ts': '' },
    says: ['http/utils.ts', 'helpers/text.ts', 'store/memoryStore.ts'].map(
      (file) => `${file} is not named after a concept, in kebab-case`,
    ),
  },
  {
    title: 'files are short',
    rule: filesAreShort,
    broken: { 'http/a.ts': '\n'.repeat(401), 'http/b.ts': '\n'.repeat(400) },
    says: ['http/a.ts has 401 lines, more than 400', 'One file in ten has 401 lines or more, more than 250'],
  },
  {
    title: 'nothing is left to do',
    rule: nothingIsLeftToDo,
    broken: { 'http/a.ts': '// TODO: later', 'http/b.ts': 'const autodoc = "mastodon";' },
    says: ['http/a.ts has something left to do'],
  },
  {
    title: 'everything is exported by its name',
    rule: noDefaultExports,
    broken: {
      'http/a.ts': 'export default 1;',
      'http/b.ts': 'export default function reply() {}',
      'http/c.ts': 'const c = 1;\nexport { c as default };',
      'http/d.ts': 'export const d = 1;',
      'http/e.ts': 'export = 1;',
    },
    says: ['a', 'b', 'c', 'e'].map((name) => `http/${name}.ts has a default export`),
  },
  {
    title: 'modules hold nothing that changes',
    rule: noModuleState,
    broken: {
      'http/a.ts': 'let count = 0;\nvar total = 0;\nconst cache = new Map<string, string>();\nconst list: string[] = [];',
      'http/b.ts': 'const names: ReadonlySet<string> = new Set(["a"]);\nexport const f = () => new Map();\nconst limit = 1;',
    },
    says: ['count', 'total', 'cache', 'list'].map((name) => `http/a.ts: ${name} can change`),
  },
  {
    title: 'texts of errors can be translated',
    rule: errorTextsCanBeTranslated,
    broken: {
      'errors/catalog.ts':
        "class LateError extends ScimError {}\nclass OldError extends ScimError {\n  constructor() { super('Old'); }\n}",
      'http/a.ts': 'throw new LateError("Late");\nthrow new LateError(`Late by ${days}`);\nthrow new TypeError("Late");',
      'http/b.ts': 'throw new LateError(detail`Late by ${days}`);\nthrow new OldError();\nthrow new LateError(error.detail);',
      'http/c.ts': 'throw new LateError(days > 1 ? detail`Late` : "Soon");',
      'http/d.ts': 'throw new (isOld ? OldError : LateError)("Late");\nconst Fault = LateError;',
      'testing/d.ts': "throw new LateError('Late');",
    },
    says: [
      "errors/catalog.ts: super('Old')",
      'http/a.ts: new LateError("Late")',
      'http/a.ts: new LateError(`Late by ${days}`)',
      'http/c.ts: new LateError(days > 1 ? detail`Late` : "Soon")',
      'http/d.ts: new (isOld ? OldError : LateError)("Late")',
    ]
      .map((place) => `${place} has a text without a template`)
      .concat('http/d.ts: Fault = LateError gives an error another name'),
  },
] as const;

describe.each(rules)('$title', ({ rule, broken, says }) => {
  test('in src/', () => {
    expect(rule(source)).toEqual([]);
  });

  test('which the rule would notice', () => {
    expect(rule(parseTree(broken))).toEqual(says);
  });
});

test('the rules read all of src/', () => {
  expect(source.length).toBeGreaterThan(50);
  expect(source.every(({ imports, text }) => imports.length > 0 || !/^import /m.test(text))).toBe(true);
});
