import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Step } from '../conformance/requirement-list';
import { testExists } from '../conformance/requirement-list';
import { runCase } from '../conformance/run-case';
import { backends } from '../support/backends';
import type { BehaviourService } from './support/behaviour-services';
import { behaviourServices, openBehaviourService, openCoreService } from './support/behaviour-services';

/** A line of the behaviours that are documented, and what shows that it holds. */
interface BehaviourCase {
  readonly line: number;
  readonly behaviour: string;
  /** Default `soffid`. */
  readonly service?: string;
  /** `tester`: there is a user of the name `{{name}}` with the password `secret`, and an account of it. */
  readonly given?: 'tester';
  readonly steps?: readonly Step[];
  /** A test elsewhere that shows it: `file: part of its name`. */
  readonly test?: string;
  /** What of the line cannot be shown here. */
  readonly note?: string;
}

const folder = join(__dirname, 'behaviours');
const cases = readdirSync(folder)
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly BehaviourCase[]);
const titled = cases.map((one, index) => [`behaviours ${one.line}: ${one.behaviour}`, { ...one, name: `b${one.line}x${index}` }] as const);
const lines = 82;

const tester: readonly Step[] = [
  {
    send: 'POST /User',
    body: { userName: '{{name}}', firstName: 'Test', lastName: 'User', userType: 'I', primaryGroup: 'world', active: true, password: [{ domain: 'DEFAULT', value: 'secret', passwordExpired: false }] },
    expect: { status: 201 },
  },
  { send: 'POST /Account', body: { name: '{{name}}', system: 'soffid', type: 'U', passwordPolicy: 'I', description: 'Test User', ownerUsers: ['{{name}}'] }, expect: { status: 201 } },
];

/** The steps of a case, with names that no other case has. */
function stepsOf({ given, steps = [], name }: BehaviourCase & { readonly name: string }, names: Readonly<Record<string, string>>): readonly Step[] {
  const text = JSON.stringify([...(given === undefined ? [] : tester), ...steps]);
  const filled = Object.entries({ ...names, name }).reduce((result, [key, value]) => result.replaceAll(`{{${key}}}`, value), text);
  return JSON.parse(filled) as readonly Step[];
}

describe.each(backends)('on %s', (_backend, open) => {
  const opened = new Map<string, Promise<BehaviourService>>();
  const serviceNamed = (name: string): Promise<BehaviourService> => {
    const configuration = (behaviourServices as Readonly<Record<string, Parameters<typeof openBehaviourService>[1]>>)[name];
    if (configuration === undefined && name !== 'core') throw new Error(`There is no service ${name}`);
    const service = opened.get(name) ?? (configuration === undefined ? openCoreService(open) : openBehaviourService(open, configuration));
    opened.set(name, service);
    return service;
  };
  afterAll(async () => {
    for (const one of await Promise.allSettled(opened.values())) if (one.status === 'fulfilled') await one.value.close();
  });

  test.each(titled.filter(([, { steps }]) => steps !== undefined))('%s', async (_title, one) => {
    const service = await serviceNamed(one.service ?? 'soffid');
    expect(await runCase({ steps: stepsOf(one, service.names) } as never, service)).toEqual([]);
  });
});

const elsewhere = titled.filter(([, one]) => one.test !== undefined);

test.each(elsewhere)('%s', (_title, { test: reference = '' }) => {
  expect([reference, testExists(reference)]).toEqual([reference, true]);
});

test('every documented behaviour has a test', () => {
  const covered = new Set(cases.map(({ line }) => line));
  const all = Array.from({ length: lines }, (_, index) => index + 1);
  expect(all.filter((line) => !covered.has(line))).toEqual([]);
  expect(cases.filter(({ line, steps, test: reference }) => !all.includes(line) || (steps === undefined) === (reference === undefined))).toEqual([]);
  const notes = cases.filter(({ note }) => note !== undefined).map(({ line, note }) => `  behaviours ${line}: ${note}\n`);
  process.stdout.write(`Of these lines, what the tests do not show:\n${notes.join('')}`);
});
