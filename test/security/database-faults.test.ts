import type { Knex } from 'knex';
import { knex as createKnex } from 'knex';
import { Group, User } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';

import type { TestDatabase } from '../support/postgres';
import { createDatabase } from '../support/postgres';
import { groupBody, openService, patchBody, userBody } from '../support/service';
import type { TestService } from '../support/service';

/** Decides, before each statement, what the database answers instead; `undefined` lets it pass. */
type Failpoint = (text: string) => Error | undefined;

/** A service whose database can be made to fail. */
interface Opened {
  readonly service: TestService;
  readonly knex: Knex;
  readonly failWith: (failpoint: Failpoint | undefined) => void;
  readonly reported: unknown[];
}

describe('a database that fails', () => {
  let database: TestDatabase;
  let observer: Knex;
  beforeAll(async () => {
    database = await createDatabase();
    await createKnexStore(database.knex).migrate([User, Group]);
    observer = database.knex;
  }, 60_000);
  afterAll(() => database.close());

  let opened: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
    opened = [];
  });

  /** A service of its own, on a pool as docs/stores.md advises, with shorter times. */
  async function open({ max = 4, hooks = false, session = {} }: { max?: number; hooks?: boolean; session?: object } = {}): Promise<Opened> {
    const knex = createKnex({ client: 'pg', connection: { ...database.connection, ...session }, pool: { min: 0, max }, acquireConnectionTimeout: 300 });
    let failpoint: Failpoint | undefined;
    interceptStatements(knex, (text) => failpoint?.(text));
    const reported: unknown[] = [];
    const service = await openService(async () => ({ store: createKnexStore(knex), close: () => knex.destroy() }), {
      baseUrl: 'http://scim.example',
      onError: (error) => reported.push(error),
      ...(hooks && { hooks: { beforeWrite: () => undefined } }),
    });
    opened.push(() => service.close());
    return { service, knex, failWith: (given) => void (failpoint = given), reported };
  }

  describe('at any statement of any request', () => {
    const kinds: readonly (readonly [name: string, fields: object, allowed: readonly number[]])[] = [
      ...['40001', '40P01', '55P03'].map((code) => [code, { code }, [200, 201, 204, 503]] as const),
      ...['57014', '57P01', '57P02', '57P03', '25006', '53300', '53100', '08006'].map((code) => [code, { code }, [503]] as const),
      ['ECONNRESET', { code: 'ECONNRESET' }, [503]],
      ['KnexTimeoutError', { name: 'KnexTimeoutError' }, [503]],
      ['an error without a code', {}, [503]],
      ['XX000, which nobody foresaw', { code: 'XX000' }, [500]],
    ];

    test.each([false, true])('a request fails as a whole with the status of its cause, and the next one is served (hooks: %s)', async (hooks) => {
      const opening = await open({ hooks });
      const wrong: string[] = [];
      let tried = 0;
      const cases = kinds.flatMap(([kind, fields, allowed]) => scenarios.map(([name, run]) => ({ kind, fields, allowed, name, run })));
      for (const [index, each] of cases.entries()) {
        const found = await sweep(opening, each, `${hooks ? 'h' : 'p'}${index}`);
        wrong.push(...found.wrong);
        tried += found.tried;
      }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(kinds.length * scenarios.length);
      expect(usedConnections(opening.knex)).toBe(0);
    }, 120_000);
  });

  test.each(['40001', '40P01', '55P03'])('CONC-08: %s is tried again three times, then answered with 503 and Retry-After', async (code) => {
    const { service, failWith } = await open();
    let attempts = 0;
    failWith((text) => (/^insert/i.test(text) && (attempts += 1) > 0 ? Object.assign(new Error('busy'), { code }) : undefined));
    const response = await service.send('post', '/Users', userBody(`busy${code}`));
    expect([response.status, response.headers['retry-after'], attempts]).toEqual([503, expect.stringMatching(/^[0-9]+$/), 4]);
  });

  test('DOS-23: a statement that is cancelled for its time is answered with 503, and the pool is free again', async () => {
    const { service, knex } = await open({ max: 2, session: { statement_timeout: 300 } });
    const { id } = await service.create('/Users', userBody('locked'));
    const locker = await observer.transaction();
    opened.push(async () => locker.rollback());
    await locker.raw('select 1 from scim_resource where id::text = ? for update', [id]);
    const started = performance.now();
    const responses = await Promise.all([1, 2].map((index) => service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'displayName', value: `x${index}` }))));
    expect(responses.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([[503, expect.any(String)], [503, expect.any(String)]]);
    expect(performance.now() - started).toBeLessThan(2500);
    expect(usedConnections(knex)).toBe(0);
    expect((await service.send('get', `/Users/${id}`)).status).toBe(200);
  });

  test('REL-05: while the pool is exhausted every request is answered within 2 seconds, and afterwards as before', async () => {
    const { service } = await open({ max: 2, session: { statement_timeout: 1500 } });
    const { id } = await service.create('/Users', userBody('exhausted'));
    const locker = await observer.transaction();
    await locker.raw('select 1 from scim_resource where id::text = ? for update', [id]);
    const blocked = [1, 2].map(async (index) => (await service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'displayName', value: `x${index}` }))).status);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const waiting = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const started = performance.now();
        const { status, headers } = await service.send('get', `/Users/${id}`);
        return { status, retryAfter: headers['retry-after'], inTime: performance.now() - started < 2000 };
      }),
    );
    expect(waiting.filter(({ status, retryAfter, inTime }) => ![429, 503].includes(status) || retryAfter === undefined || !inTime)).toEqual([]);
    await locker.rollback();
    await Promise.all(blocked);
    expect((await service.send('get', `/Users/${id}`)).status).toBe(200);
  }, 30_000);

  test('the times of a pool are not those of a migration: it waits for that of another process', async () => {
    const { service, knex } = await open({ session: { lock_timeout: 50, statement_timeout: 50 } });
    const locker = await observer.transaction();
    await locker.raw('select pg_advisory_xact_lock(76437644)');
    const migrated = createKnexStore(knex).migrate([User, Group]);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await locker.rollback();
    await migrated;
    expect((await service.send('get', '/Users?count=1')).status).toBe(200);
    expect((await knex.raw('show lock_timeout')).rows).toEqual([{ lock_timeout: '50ms' }]);
  });

  test('REL-02: connections that are cut under load give 503 with Retry-After and nothing else, and the service goes on', async () => {
    const { service, reported } = await open({ session: { application_name: 'cut' } });
    const { id } = await service.create('/Users', userBody('cut'));
    const { id: group } = await service.create('/Groups', groupBody('cut'));
    const wrong: string[] = [];
    let isOver = false;
    let next = 0;
    const requests = [
      () => service.send('get', `/Users/${id}`),
      () => service.send('get', '/Users?count=5'),
      () => service.send('post', '/Users', userBody(`cut${(next += 1)}`)),
      () => service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'displayName', value: `x${(next += 1)}` })),
      () => service.send('put', `/Users/${id}`, userBody('cut', { displayName: `y${(next += 1)}` })),
      () => service.send('patch', `/Groups/${group}`, patchBody({ op: next % 2 ? 'add' : 'remove', path: 'members', value: [{ value: id }] })),
    ];
    let answered = 0;
    const worker = async (offset: number): Promise<void> => {
      for (let index = offset; !isOver; index += 1) {
        const response = await requests[index % requests.length]!();
        answered += 1;
        const isFine = response.status < 300 || (response.status === 503 && /^[0-9]+$/.test(response.headers['retry-after'] ?? ''));
        if (!isFine) wrong.push(`${response.status} ${response.text}`);
      }
    };
    const workers = [0, 1, 2, 3, 4, 5].map(worker);
    let cut = 0;
    for (let round = 0; round < 30; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const { rows } = await observer.raw("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut'");
      cut += (rows as unknown[]).length;
    }
    isOver = true;
    await Promise.all(workers);
    expect(wrong).toEqual([]);
    expect(cut).toBeGreaterThan(20);
    expect(answered).toBeGreaterThan(50);
    expect(reported.length).toBeGreaterThan(0);
    expect((await service.send('get', `/Users/${id}`)).status).toBe(200);
  }, 60_000);
});

function usedConnections(knex: Knex): number {
  return (knex.client as { readonly pool: { readonly numUsed: () => number } }).pool.numUsed();
}

interface SweepCase {
  readonly kind: string;
  readonly fields: object;
  readonly allowed: readonly number[];
  readonly name: string;
  readonly run: (service: TestService, mark: string) => Promise<Scenario>;
}

/** Fails the first statement of a request, then the second, until the request has no more. */
async function sweep(opened: Opened, sweepCase: SweepCase, mark: string): Promise<{ readonly wrong: readonly string[]; readonly tried: number }> {
  const wrong: string[] = [];
  for (let nth = 1; ; nth += 1) {
    const faults = await failNth(opened, sweepCase, { nth, mark: `${mark}-${nth}` });
    if (faults === undefined) return { wrong, tried: nth - 1 };
    wrong.push(...faults.map((fault) => `${sweepCase.name}, statement ${nth}, ${sweepCase.kind}: ${fault}`));
  }
}

/** `undefined` when the request has fewer statements. */
async function failNth(
  { service, failWith, reported }: Opened,
  { run, fields, allowed }: SweepCase,
  { nth, mark }: { readonly nth: number; readonly mark: string },
): Promise<readonly string[] | undefined> {
  const scenario = await run(service, mark);
  const before = await scenario.state();
  let seen = 0;
  failWith(() => ((seen += 1) === nth ? Object.assign(new Error('insert into "scim_resource" … - failed'), fields) : undefined));
  const { status, text, headers } = await scenario.send();
  failWith(undefined);
  if (seen < nth) return undefined;
  const after = await scenario.state();
  return [
    ...(allowed.includes(status) ? [] : [`${status} ${text} ${String((reported.at(-1) as Error).stack)}`]),
    ...(status !== 503 || /^[0-9]+$/.test(headers['retry-after'] ?? '') ? [] : ['no Retry-After']),
    ...(status < 400 || after === before ? [] : [`${before} became ${after}`]),
    ...(/scim_|failed"/.test(text) ? [`an answer says ${text}`] : []),
  ];
}

interface Scenario {
  readonly send: () => Promise<{ readonly status: number; readonly text: string; readonly headers: Readonly<Record<string, string>> }>;
  /** What must be as it was when the request failed. */
  readonly state: () => Promise<string>;
}

const scenarios: readonly (readonly [name: string, run: (service: TestService, mark: string) => Promise<Scenario>])[] = [
  ['GET', async (service, mark) => onUser(service, mark, (id) => service.send('get', `/Users/${id}`))],
  ['GET with filter and sort', async (service, mark) => onUser(service, mark, () => service.send('get', `/Users?sortBy=userName&filter=userName%20eq%20%22${mark}%22`))],
  ['POST', async (service, mark) => onUser(service, mark, () => service.send('post', '/Users', userBody(`new-${mark}`, { emails: [{ value: 'a@b.example' }] })))],
  ['PUT', async (service, mark) => onUser(service, mark, (id) => service.send('put', `/Users/${id}`, userBody(mark, { displayName: 'changed' })))],
  ['PATCH', async (service, mark) => onUser(service, mark, (id) => service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'displayName', value: 'changed' })))],
  ['DELETE', async (service, mark) => onUser(service, mark, (id) => service.send('delete', `/Users/${id}`))],
  ['POST with members', async (service, mark) => onUser(service, mark, (id) => service.send('post', '/Groups', groupBody(mark, [id])))],
  [
    'PATCH of members',
    async (service, mark) => {
      const { id: group } = await service.create('/Groups', groupBody(mark));
      return onUser(service, mark, (id) => service.send('patch', `/Groups/${group}`, patchBody({ op: 'add', path: 'members', value: [{ value: id }] })));
    },
  ],
];

async function onUser(service: TestService, mark: string, act: (id: string) => ReturnType<Scenario['send']>): Promise<Scenario> {
  const { id } = await service.create('/Users', userBody(mark));
  return {
    send: async () => act(id),
    state: async () => {
      const [user, created, group] = await Promise.all([
        service.send('get', `/Users/${id}`),
        service.send('get', `/Users?filter=userName%20eq%20%22new-${mark}%22`),
        service.send('get', `/Groups?filter=displayName%20eq%20%22${mark}%22`),
      ]);
      return JSON.stringify([user.status, user.text, created.body.totalResults, group.text]);
    },
  };
}

/** Puts the failpoint between the pool and the driver: what it returns is what the database said. */
function interceptStatements(knex: Knex, failpoint: Failpoint): void {
  interface Connection {
    query: (config: string | { readonly text: string }, ...rest: readonly unknown[]) => unknown;
  }
  const client = knex.client as { acquireRawConnection: () => Promise<Connection> };
  const acquire = client.acquireRawConnection.bind(client);
  client.acquireRawConnection = async () => {
    const connection = await acquire();
    const query = connection.query.bind(connection);
    connection.query = (config, ...rest) => {
      const text = typeof config === 'string' ? config : config.text;
      // Giving up a transaction is not what is tried here, and PostgreSQL never refuses it.
      const error = /^rollback/i.test(text) ? undefined : failpoint(text);
      if (error === undefined) return query(config, ...rest);
      const callback = rest.at(-1);
      const undone = /^commit/i.test(text) ? (query('rollback') as Promise<unknown>) : Promise.resolve();
      if (typeof callback !== 'function') return undone.then(() => Promise.reject(error));
      void undone.then(() => (callback as (error: Error) => void)(error));
      return undefined;
    };
    return connection;
  };
}
