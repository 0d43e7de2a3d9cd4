import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import checklist from './checklist.json';
import type { Expectation } from './match';

/** One line of the checklist: a requirement of a standard, in our own words. */
export interface ChecklistLine {
  readonly id: string;
  readonly section: string;
  readonly requirement: string;
  /** The keyword of the standard; `*`: it has none; DEC: the standard is silent, this is our decision. */
  readonly level: string;
}

/** One request of a case, and what its answer must be. */
export interface Step {
  /** Method and path below the mount. What a URL cannot hold, such as spaces and quotes, may be written as it is. */
  readonly send: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  /** JSON, or a text that is sent as it is. */
  readonly body?: unknown;
  /** Name of the principal; `nobody` sends no credential. Default `client`. */
  readonly as?: string;
  /** Names for values of the answer, `headers.<name>` for a header; `{{name}}` stands for them from here on. */
  readonly save?: Readonly<Record<string, string>>;
  readonly expect: AnswerExpectation;
}

export interface AnswerExpectation {
  readonly status: number | readonly number[];
  readonly scimType?: string;
  /** By dotted path. */
  readonly body?: Readonly<Record<string, Expectation>>;
  readonly absent?: readonly string[];
  readonly headers?: Readonly<Record<string, Expectation>>;
  /** The body as text. */
  readonly text?: Expectation;
}

/** One case for a line of the checklist: how it is proved, or why it is not implemented. */
export interface RequirementCase extends ChecklistLine {
  /** Files of src/, separated by commas. */
  readonly implementation?: string;
  readonly service?: string;
  readonly steps?: readonly Step[];
  /** A test elsewhere: `file: part of its name`. */
  readonly test?: string;
  /** Why the project does something else. */
  readonly different?: string;
  readonly notApplicable?: string;
}

export interface CaseFile {
  readonly file: string;
  readonly cases: readonly RequirementCase[];
}

export const projectRoot = path.join(__dirname, '../..');
export const requirementsFolder = path.join(__dirname, 'requirements');

/** RFC 9967 comes later: its lines stand in the checklist, and no case is due for them. */
export const dueLines: readonly ChecklistLine[] = checklist.filter(({ section }) => !section.startsWith('RFC 9967'));

/** Reads every file of requirements/. */
export function readCaseFiles(folder = requirementsFolder): readonly CaseFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file, cases: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as RequirementCase[] }));
}

const proofs = ['steps', 'test', 'different', 'notApplicable'] as const;

const members: ReadonlySet<string> = new Set([
  ...['id', 'section', 'requirement', 'level', 'implementation', 'service'],
  ...proofs,
]);
const stepMembers: ReadonlySet<string> = new Set(['send', 'headers', 'body', 'as', 'save', 'expect']);
const expectMembers: ReadonlySet<string> = new Set(['status', 'scimType', 'body', 'absent', 'headers', 'text']);

/** Everything that is wrong with a case as it is written; empty when nothing is. */
export function faultsOf(one: RequirementCase, services: Readonly<Record<string, unknown>>): readonly string[] {
  return [...lineFaults(one), ...proofFaults(one), ...stepFaults(one, services), ...implementationFaults(one)].map(
    (fault) => `${one.id}: ${fault}`,
  );
}

function lineFaults({ id, requirement, level }: RequirementCase): readonly string[] {
  const line = dueLines.find((other) => other.id === id);
  if (line === undefined) return ['the checklist has no such line'];
  return [
    ...(typeof requirement === 'string' && requirement !== '' ? [] : ['says no requirement']),
    ...(level === line.level ? [] : [`the level is "${line.level}", not "${level}"`]),
  ];
}

function proofFaults(one: RequirementCase): readonly string[] {
  const given = proofs.filter((proof) => one[proof] !== undefined);
  return [
    ...unknownMembers(one, members),
    ...(given.length === 1 ? [] : [`has ${given.length} of ${proofs.join(', ')}; one is due`]),
    ...(one.different === undefined || one.different.length > 20 ? [] : ['gives no reason']),
    ...(one.notApplicable === undefined || one.notApplicable.length > 20 ? [] : ['gives no reason']),
    ...(one.test === undefined || testExists(one.test) ? [] : [`there is no test "${one.test}"`]),
  ];
}

function stepFaults({ service, steps }: RequirementCase, services: Readonly<Record<string, unknown>>): readonly string[] {
  if (steps === undefined) return [];
  return [
    ...(steps.length > 0 ? [] : ['has no steps']),
    ...(Object.hasOwn(services, service ?? 'default') ? [] : [`there is no service "${service}"`]),
    ...steps.flatMap((step, index) => [
      ...unknownMembers(step, stepMembers),
      ...ambiguousNames(step, steps.slice(0, index)),
      ...unknownMembers(step.expect, expectMembers),
      ...(Object.hasOwn(step.expect, 'status') ? [] : ['a step expects no status']),
    ]),
  ];
}

/** A name that gets a new value must not stand in what is expected of the same answer: is it the old or the new one? */
function ambiguousNames({ save = {}, expect }: Step, earlier: readonly Step[]): readonly string[] {
  return Object.keys(save)
    .filter((name) => earlier.some((step) => step.save !== undefined && Object.hasOwn(step.save, name)))
    .filter((name) => JSON.stringify(expect).includes(`{{${name}}}`))
    .map((name) => `{{${name}}} is saved again in the step that expects it`);
}

function unknownMembers(value: object, known: ReadonlySet<string>): readonly string[] {
  return Object.keys(value)
    .filter((name) => !known.has(name))
    .map((name) => `"${name}" has no meaning`);
}

function implementationFaults({ implementation, different, notApplicable }: RequirementCase): readonly string[] {
  if (implementation === undefined) {
    return different ?? notApplicable ? [] : ['names no file that implements it'];
  }
  return implementation
    .split(',')
    .map((file) => file.trim())
    .filter((file) => !existsSync(path.join(projectRoot, file)))
    .map((file) => `there is no file ${file}`);
}

/** Whether the file that a reference names has a test, or a row of a table of tests, whose name contains its text. */
export function testExists(reference: string): boolean {
  const [, file = '', name = ''] = /^([^:]+): (.+)$/su.exec(reference) ?? [];
  if (name === '' || !existsSync(path.join(projectRoot, file))) return false;
  const text = readFileSync(path.join(projectRoot, file), 'utf8');
  const titles = file.endsWith('.json') ? titlesOfTable(JSON.parse(text)) : titlesOfTests(text);
  return titles.some((title) => title.includes(name));
}

/** The names in a JSON file whose rows are tests. */
function titlesOfTable(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    ['id', 'name', 'title'].includes(key) && typeof member === 'string' ? [member] : titlesOfTable(member),
  );
}

/** The names of tests and groups of tests, and the first texts of rows: `test.each` names tests after them. */
export function titlesOfTests(source: string): readonly string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    const title = titleOf(node);
    if (title !== undefined) titles.push(title);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.test.ts', source, ts.ScriptTarget.Latest, true));
  return titles;
}

function titleOf(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && /^(suite\.)?(test|it|describe)\b/.test(node.expression.getText())) return textOf(node.arguments[0]);
  if (ts.isArrayLiteralExpression(node)) return textOf(node.elements[0]);
  if (ts.isPropertyAssignment(node) && /^(title|name|about)$/.test(node.name.getText())) return textOf(node.initializer);
  return undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText() : undefined;
}
