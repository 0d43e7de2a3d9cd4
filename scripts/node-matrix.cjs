/**
 * Uses the packed package on other versions of Node.js. Their binaries are npm packages (node-<platform>-<cpu>), kept
 * in node_modules/.cache.
 */
'use strict';

const { execFileSync, spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const { createConsumer, createWorkFolder, pack, root } = require('./packed-consumer.cjs');

const versions = ['22', '24'];
const consumers = ['require.cjs', 'import.mjs', 'same-classes.mjs', 'application.cjs'];

/** The path of a Node.js of this major version; installs it once. */
function nodeBinary(version) {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = path.join(root, 'node_modules/.cache/node-matrix', version);
  const binary = path.join(folder, 'node_modules', name, 'bin/node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', '--no-save', `${name}@${version}`], { cwd: folder, stdio: 'inherit' });
  }
  return binary;
}

function passes(binary, file, cwd) {
  const { status, stdout, stderr } = spawnSync(binary, [file], { cwd, encoding: 'utf8' });
  const release = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} Node.js ${release}: ${file}`);
  if (status !== 0) console.log(stdout, stderr);
  return status === 0;
}

function main() {
  require('./build.cjs');
  const folder = createWorkFolder();
  try {
    const consumer = createConsumer(folder, pack(folder));
    const results = versions.flatMap((version) => {
      const binary = nodeBinary(version);
      return consumers.map((file) => passes(binary, file, consumer));
    });
    if (results.includes(false)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
