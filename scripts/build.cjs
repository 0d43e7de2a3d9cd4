/**
 * Builds dist/: compiles src/ to CommonJS, then gives every entry of the package an ES module that re-exports the same
 * CommonJS module. Both forms therefore share their classes: `instanceof` works across `require` and `import`.
 */
'use strict';

const { execFileSync } = require('node:child_process');
const { copyFileSync, cpSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const compiler = path.join(root, 'node_modules/typescript7/bin/tsc');
const { exports: entries } = require('../package.json');

rmSync(path.join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.json'], { cwd: root, stdio: 'inherit' });

copyViewer();

for (const [entry, conditions] of Object.entries(entries)) {
  if (typeof conditions === 'object') wrap(entry, conditions);
}

/** The explorer of OpenAPI documents works offline: Swagger UI, with its licence, comes along. */
function copyViewer() {
  const viewer = path.join(root, 'dist/openapi/viewer');
  const swagger = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  cpSync(path.join(root, 'src/openapi/viewer'), viewer, { recursive: true });
  for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css', 'swagger-ui-bundle.js.LICENSE.txt', 'LICENSE', 'NOTICE']) {
    copyFileSync(path.join(swagger, file), path.join(viewer, file));
  }
}

/** Writes the ES module of one entry, and its declarations, at the places package.json names. */
function wrap(entry, conditions) {
  const commonJs = path.join(root, conditions.require.default);
  const names = Object.keys(require(commonJs)).filter((name) => name !== 'default' && name !== '__esModule');
  if (names.length === 0) throw new Error(`Entry "${entry}" exports nothing`);

  const source = `./${path.basename(commonJs)}`;
  const lines = names.sort().map((name) => `  ${name},\n`).join('');
  write(conditions.import.default, `import entry from '${source}';\n\nexport const {\n${lines}} = entry;\n`);
  write(conditions.import.types, `export * from '${source}';\n`);
}

function write(file, text) {
  writeFileSync(path.join(root, file), text);
}
