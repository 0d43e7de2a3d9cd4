/** Builds and packs the package, then uses the tarball the ways its users do. Exits with 1 when any of them fails. */
'use strict';

const { spawnSync } = require('node:child_process');
const { copyFileSync, rmSync } = require('node:fs');
const path = require('node:path');

const { createConsumer, createWorkFolder, pack, root } = require('./packed-consumer.cjs');

const bin = (file) => path.join(root, 'node_modules', file);
const strict = ['--noEmit', '--strict', '--target', 'es2022', '--types', 'node'];
const compilers = { 'TypeScript 6': bin('typescript/bin/tsc'), 'TypeScript 7': bin('typescript7/bin/tsc') };

/** Each way a TypeScript project may resolve the package. */
const resolutions = [
  { compiler: 'TypeScript 6', kind: 'nodenext, ES module', file: 'consumer.mts', options: ['--module', 'nodenext'] },
  { compiler: 'TypeScript 6', kind: 'node16, CommonJS', file: 'consumer.cts', options: ['--module', 'node16'] },
  { compiler: 'TypeScript 6', kind: 'bundler', file: 'consumer.ts', options: bundler() },
  { compiler: 'TypeScript 6', kind: 'node10', file: 'consumer.ts', options: [...node10(), '--skipLibCheck'] },
  { compiler: 'TypeScript 7', kind: 'nodenext, ES module', file: 'consumer.mts', options: ['--module', 'nodenext'] },
  { compiler: 'TypeScript 7', kind: 'bundler', file: 'consumer.ts', options: bundler() },
];

function bundler() {
  return ['--module', 'esnext', '--moduleResolution', 'bundler'];
}

function node10() {
  return ['--module', 'commonjs', '--moduleResolution', 'node10', '--esModuleInterop', '--ignoreDeprecations', '6.0'];
}

function checks(tarball, consumer) {
  const inConsumer = (...parameters) => ({ parameters, cwd: consumer });
  return [
    ['publint', { parameters: [bin('publint/src/cli.js'), 'run', tarball, '--strict'], cwd: root }],
    ['attw', { parameters: [bin('@arethetypeswrong/cli/dist/index.js'), tarball, '--no-definitely-typed'], cwd: root }],
    ['require', inConsumer('require.cjs')],
    ['import', inConsumer('import.mjs')],
    ['require and import share their classes', inConsumer('same-classes.mjs')],
    ['an Express application', inConsumer('application.cjs')],
    ['Jest, CommonJS', inConsumer(bin('jest/bin/jest.js'), '--rootDir', consumer, '--testRegex', 'jest-consumer')],
    ...resolutions.map(({ compiler, kind, file, options }) => [
      `${compiler}, ${kind}`,
      inConsumer(compilers[compiler], ...strict, ...options, file),
    ]),
  ];
}

/** The same TypeScript source as an ES module and as CommonJS. */
function copySources(consumer) {
  for (const extension of ['mts', 'cts']) {
    copyFileSync(path.join(consumer, 'consumer.ts'), path.join(consumer, `consumer.${extension}`));
  }
}

/** Runs one check and says how it went; its output is shown only when it failed. */
function passes([title, { parameters, cwd }]) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, parameters, { cwd, encoding: 'utf8' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${title}`);
  if (status !== 0) console.log(stdout, stderr, error ?? '');
  return status === 0;
}

function main() {
  require('./build.cjs');
  const folder = createWorkFolder();
  try {
    const tarball = pack(folder);
    const consumer = createConsumer(folder, tarball);
    copySources(consumer);
    const results = checks(tarball, consumer).map(passes);
    if (results.includes(false)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
