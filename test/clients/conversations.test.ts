import type { OpenTarget } from '../conformance/open-target';
import { openTarget } from '../conformance/open-target';
import { testExists } from '../conformance/requirement-list';
import { runCase } from '../conformance/run-case';
import { backends } from '../support/backends';
import { knownVectors, readConversations } from './conversation';
import { configurationOf, profiles, services } from './services';

const conversations = readConversations();

describe.each(backends)('identity providers on %s', (backend, open) => {
  const targets = new Map<string, Promise<OpenTarget>>();
  const targetOf = (service: string, profile: string): Promise<OpenTarget> => {
    const key = `${service} ${profile}`;
    const target = targets.get(key) ?? openTarget(open, configurationOf(service, profile));
    targets.set(key, target);
    return target;
  };
  afterAll(async () => {
    const opened = await Promise.allSettled(targets.values());
    for (const one of opened) if (one.status === 'fulfilled') await one.value.close();
  });

  const replayed = conversations.flatMap((one) =>
    one.steps === undefined ? [] : (one.profiles ?? []).map((profile) => ({ one, steps: one.steps!, profile })),
  );
  const rows = replayed.map((row) => [`${row.one.vector} ${row.one.file}: ${row.one.title} (${row.profile}, ${backend})`, row] as const);
  test.each(rows)('%s', async (_, { one, steps, profile }) => {
    const target = await targetOf(one.service ?? 'default', profile);
    const { vector: id, title: requirement } = one;
    expect(await runCase({ id, section: one.file, requirement, level: '*', steps }, target)).toEqual([]);
  });
});

describe('the conversations cover what is known of the clients', () => {
  test('every behaviour has one, or a reason', () => {
    const covered = new Set(conversations.map(({ vector }) => vector));
    expect(knownVectors.filter(({ id }) => !covered.has(id))).toEqual([]);
    expect(knownVectors).toHaveLength(106);
  });

  test('each is replayed, proved elsewhere or explained, in one of these ways', () => {
    const ways = conversations.map(({ steps, test: elsewhere, reason }) => [steps, elsewhere, reason].filter(Boolean).length);
    expect(conversations.filter((_, index) => ways[index] !== 1)).toEqual([]);
    const replayed = conversations.filter(({ steps }) => steps !== undefined);
    expect(replayed.filter(({ steps, profiles: names }) => steps!.length === 0 || !names?.length)).toEqual([]);
  });

  test('each says how its behaviour is known', () => {
    const evidence = new Map(knownVectors.map((vector) => [vector.id, vector.evidence]));
    expect(conversations.filter((one) => one.evidence !== evidence.get(one.vector))).toEqual([]);
  });

  test('each names profiles and services that there are', () => {
    const names = conversations.flatMap(({ profiles: given = [] }) => given);
    expect(names.filter((name) => !Object.hasOwn(profiles, name))).toEqual([]);
    expect(conversations.filter(({ service = 'default' }) => !Object.hasOwn(services, service))).toEqual([]);
    expect(Object.keys(profiles).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('tests elsewhere are there', () => {
    expect(conversations.flatMap((one) => one.test ?? []).filter((reference) => !testExists(reference))).toEqual([]);
  });

  test.each(conversations.filter(({ reason }) => reason !== undefined).map((one) => [`${one.vector} is no conversation: ${one.reason}`, one] as const))(
    '%s',
    (_, { reason = '' }) => {
      expect(reason.length).toBeGreaterThan(40);
    },
  );
});
