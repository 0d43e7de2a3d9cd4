/**
 * Writes docs/conformance.md from the checklist and the cases in test/conformance.
 *
 * Usage: node scripts/conformance.cjs [--check]
 *
 * With --check nothing is written; the exit status is 1 when the page is not what would be written.
 */
'use strict';

const { existsSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const folder = path.join(root, 'test/conformance');
const page = path.join(root, 'docs/conformance.md');

const states = ['implemented', 'deliberately different', 'not applicable', 'not implemented'];
const standards = {
  'RFC 7643': 'Core schema',
  'RFC 7644': 'Protocol',
  'RFC 9865': 'Cursor-based pagination',
  'RFC 9967': 'Security events',
};
const prefixes = { S: 'RFC 7643', P: 'RFC 7644', C: 'RFC 9865', E: 'RFC 9967' };

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The cases of each line of the checklist, with the file that each stands in. */
function casesByLine() {
  const byLine = new Map();
  for (const file of readdirSync(path.join(folder, 'requirements')).sort()) {
    if (!file.endsWith('.json')) continue;
    for (const one of readJson(path.join(folder, 'requirements', file))) {
      byLine.set(one.id, [...(byLine.get(one.id) ?? []), { ...one, file }]);
    }
  }
  return byLine;
}

/** What became of a line: its state, and why where it is not implemented. */
function outcome(line, cases) {
  if (standardOf(line) === 'RFC 9967') return { state: 'not implemented', reason: 'RFC 9967 comes later' };
  const [first] = cases;
  if (first === undefined) return { state: 'not implemented', reason: 'no case' };
  if (first.different !== undefined) return { state: 'deliberately different', reason: first.different };
  if (first.notApplicable !== undefined) return { state: 'not applicable', reason: first.notApplicable };
  return { state: 'implemented' };
}

function standardOf({ id }) {
  return prefixes[id.slice(0, 1)];
}

function link(file, text = file) {
  if (!existsSync(path.join(root, file))) throw new Error(`docs/conformance.md would lead to ${file}, which is not there`);
  return `[${text}](../${file})`;
}

function unique(values) {
  return [...new Set(values)];
}

function implementation(cases) {
  const files = cases.flatMap((one) => (one.implementation ?? '').split(',').map((file) => file.trim()));
  return unique(files.filter((file) => file !== ''))
    .map((file) => link(file, file.replace(/^src\//, '')))
    .join(', ');
}

/** Where a line is proved, on which service, and what is proved of it when that is not simply the line. */
function proof({ requirement }, cases) {
  const words = (one) => (one.requirement === requirement ? '' : `: ${one.requirement}`);
  const proofs = cases.map((one) => {
    if (one.steps !== undefined) {
      const service = (one.service ?? 'default') === 'default' ? '' : ` on \`${one.service}\``;
      return `${link(`test/conformance/requirements/${one.file}`, one.file)}${service}${words(one)}`;
    }
    if (one.test === undefined) return undefined;
    const end = one.test.indexOf(':');
    const file = one.test.slice(0, end);
    return `${link(file, path.basename(file))}, "${one.test.slice(end + 1).trim()}"${words(one)}`;
  });
  return unique(proofs.filter((text) => text !== undefined)).join('; ');
}

function row(cells) {
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`;
}

function table(head, rows) {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function summary(lines) {
  const count = (of, state) => of.filter((line) => state === undefined || line.state === state).length;
  const rows = Object.entries(standards).map(([standard, title]) => {
    const own = lines.filter((line) => standardOf(line) === standard);
    return [`${standard}: ${title}`, count(own), ...states.map((state) => count(own, state))];
  });
  return table(['Standard', 'Lines', ...states], [...rows, ['All', count(lines), ...states.map((state) => count(lines, state))]]);
}

function chapter(standard, lines) {
  const rows = lines
    .filter((line) => standardOf(line) === standard)
    .map(({ id, section, requirement, level, state, reason, cases }) => [
      id,
      section.replaceAll(`${standard} `, ''),
      requirement,
      level,
      reason === undefined ? state : `${state}: ${reason}`,
      implementation(cases),
      proof({ requirement }, cases),
    ]);
  const head = ['Line', 'Section', 'Requirement', 'Level', 'State', 'Implementation', 'Proof'];
  return `## ${standard}: ${standards[standard]}\n\n${table(head, rows)}`;
}

function render() {
  const byLine = casesByLine();
  const lines = readJson(path.join(folder, 'checklist.json')).map((line) => {
    const cases = byLine.get(line.id) ?? [];
    return { ...line, ...outcome(line, cases), cases };
  });
  const introduction = [
    '<!-- Written by `npm run docs:conformance`; a test fails when it is not up to date. -->',
    '',
    '# Conformance, line by line',
    '',
    'Every testable requirement of the standards in our own words, where it is implemented, and what proves it. The cases',
    'in [test/conformance/requirements](../test/conformance/requirements) are requests and expected answers;',
    '[conformance.test.ts](../test/conformance/conformance.test.ts) replays them over HTTP on every store. A line without',
    'a case fails the tests, and so does a case that names a file or a test which does not exist.',
    '',
    '**Proof** names the file of the case and, unless it is `default`, the configuration of',
    '[services.ts](../test/conformance/services.ts) that it runs on. `default` takes the liberties of the default client',
    'profile; `rfc` takes none: where a line is proved on `rfc`, the default is more tolerant than the standard.',
    '',
    '**Level** is the keyword of the standard. With `*` the standard says it without a keyword, or it follows from several',
    'rules together. `DEC`: the standard is silent or contradicts itself, and this is our decision; see',
    '[where the RFCs contradict themselves](decisions/0004-where-the-rfcs-contradict-themselves.md). `EID` is the number of an',
    'erratum at rfc-editor.org.',
  ];
  return [introduction.join('\n'), summary(lines), ...Object.keys(standards).map((standard) => chapter(standard, lines))].join('\n\n') + '\n';
}

function main() {
  const text = render();
  if (!process.argv.includes('--check')) return writeFileSync(page, text);
  if (existsSync(page) && readFileSync(page, 'utf8') === text) return undefined;
  console.error('docs/conformance.md is not up to date; run npm run docs:conformance');
  process.exitCode = 1;
  return undefined;
}

main();
