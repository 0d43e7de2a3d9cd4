/** Packs the built package and sets up a project that has it installed, without a network. */
'use strict';

const { execFileSync } = require('node:child_process');
const { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const { name, dependencies, peerDependencies } = require('../package.json');

/** Types that every TypeScript project for Node.js has; all others must come with the package. */
const typesOfConsumers = ['@types/node'];

/** An empty folder for one run; the caller removes it. */
function createWorkFolder() {
  return mkdtempSync(path.join(tmpdir(), 'scim-router-package-'));
}

/** Packs dist/ as it is, as `npm publish` would; returns the path of the tarball. */
function pack(folder) {
  const options = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(execFileSync('npm', options, { cwd: root, encoding: 'utf8' }));
  return path.join(folder, filename);
}

/**
 * A project with the package and what it declares, nothing else: an import of a package that is installed here for
 * development only fails in the consumer as it would at a user's.
 */
function createConsumer(folder, tarball) {
  const project = path.join(folder, 'consumer');
  const installed = path.join(project, 'node_modules', name);
  cpSync(path.join(root, 'test/package/consumers'), project, { recursive: true });
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const each of [...Object.keys({ ...dependencies, ...peerDependencies }), ...typesOfConsumers]) {
    link(project, each);
  }
  return project;
}

function link(project, dependency) {
  const source = path.join(root, 'node_modules', dependency);
  const target = path.join(project, 'node_modules', dependency);
  if (!existsSync(source)) throw new Error(`${dependency} is not installed`);
  mkdirSync(path.dirname(target), { recursive: true });
  symlinkSync(source, target, 'dir');
}

module.exports = { createConsumer, createWorkFolder, pack, root };
