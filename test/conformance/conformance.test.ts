import { backends } from '../support/backends';
import type { OpenTarget } from './open-target';
import { openTarget } from './open-target';
import { dueLines, faultsOf, readCaseFiles } from './requirement-list';
import { runCase } from './run-case';
import type { ServiceConfiguration } from './services';
import { services } from './services';

const caseFiles = readCaseFiles();
const cases = caseFiles.flatMap((file) => file.cases);
const configurations: Readonly<Record<string, ServiceConfiguration>> = services;

const sectionOf = new Map(dueLines.map(({ id, section }) => [id, section]));

describe.each(backends)('conformance on %s', (backend, open) => {
  const targets = new Map<string, Promise<OpenTarget>>();
  const targetOf = (name: string): Promise<OpenTarget> => {
    const configuration = configurations[name];
    if (configuration === undefined) throw new Error(`there is no service "${name}"`);
    const target = targets.get(name) ?? openTarget(open, configuration);
    targets.set(name, target);
    return target;
  };
  afterAll(async () => {
    const opened = await Promise.allSettled(targets.values());
    for (const one of opened) if (one.status === 'fulfilled') await one.value.close();
  });

  const replayed = cases.filter(({ steps }) => steps !== undefined);
  test.each(replayed.map((one) => [`${one.id} ${sectionOf.get(one.id) ?? ''}: ${one.requirement} (${backend})`, one] as const))(
    '%s',
    async (_, one) => {
      expect(await runCase(one, await targetOf(one.service ?? 'default'))).toEqual([]);
    },
  );
});

describe('the cases cover the checklist', () => {
  test.each(caseFiles)('$file is well written', (file) => {
    expect(file.cases.flatMap((one) => faultsOf(one, services))).toEqual([]);
  });

  test('every line has a case', () => {
    const covered = new Set(cases.map(({ id }) => id));
    expect(dueLines.filter(({ id }) => !covered.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('a line is either implemented or it is not', () => {
    const stateOf = ({ different, notApplicable }: (typeof cases)[number]): string =>
      different !== undefined ? 'different' : notApplicable !== undefined ? 'not applicable' : 'implemented';
    const states = new Map<string, Set<string>>();
    for (const one of cases) states.set(one.id, (states.get(one.id) ?? new Set()).add(stateOf(one)));
    expect([...states].filter(([, { size }]) => size > 1).map(([id]) => id)).toEqual([]);
  });

  test('no two cases have one name', () => {
    const names = cases.map(({ id, requirement }) => `${id} ${requirement}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('at least 430 lines are implemented', () => {
    const implemented = new Set(cases.filter(({ steps, test: reference }) => steps ?? reference).map(({ id }) => id));
    expect(implemented.size).toBeGreaterThanOrEqual(430);
  });
});
