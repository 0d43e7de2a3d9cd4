import { knex as createKnex } from 'knex';

import { InvalidValueError, UnavailableError } from '../../src/errors/catalog';
import { translateDriverError } from '../../src/knex/driver-errors';
import { createExecutor } from '../../src/knex/executor';
import { createKnexStore, type KnexStore } from '../../src/knex/knex-store';
import { User } from '../../src/schema/core/user';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { byDefault, context, createUser, migratedStore, nothing } from './fixture';

let database: TestDatabase;
let store: KnexStore;

beforeAll(async () => {
  database = await createDatabase({ max: 4 });
  store = await migratedStore(database.knex);
}, 30_000);

afterAll(() => database.close(), 30_000);

const sqlError = (code: string): Error => Object.assign(new Error('select secret'), { code });

test.each([
  '57P01',
  '57P03',
  '08006',
  '53300',
  '25006',
  '57014',
  '40001',
  '40P01',
  '55P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
])('%s is answered with 503 and Retry-After', (code) => {
  const error = translateDriverError(sqlError(code));
  expect(error).toBeInstanceOf(UnavailableError);
  expect(error).toMatchObject({
    headers: { 'Retry-After': '5' },
    message: expect.not.stringContaining('secret') as string,
  });
});

test.each(['22P02', '22021', '54000'])('%s is answered with 400 and without the value', (code) => {
  expect(translateDriverError(sqlError(code))).toBeInstanceOf(InvalidValueError);
});

test.each([
  ['42P01', sqlError('42P01')],
  ['a mistake of ours', new TypeError('x is not a function')],
])('%s stays what it is', (_, error) => {
  expect(translateDriverError(error)).toBe(error);
});

test('a connection that ends under a statement is answered with 503, and the next statement works', async () => {
  const id = await createUser(store, { userName: 'survivor' });
  const interrupted = store.transaction(async (inner) => {
    await inner.get({ type: User, id, projection: nothing }, context);
    const { rows } = await inner.knex.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
    await database.knex.raw('select pg_terminate_backend(?)', [rows[0]?.pid ?? 0]);
    return inner.get({ type: User, id, projection: nothing }, context);
  }, context);
  await expect(interrupted).rejects.toThrow(UnavailableError);
  expect(await store.get({ type: User, id, projection: byDefault }, context)).toBeDefined();
});

test('a server that cannot be reached and a pool without a free connection are answered with 503', async () => {
  const absent = createKnex({ client: 'pg', connection: { host: '/nonexistent' }, pool: { min: 0, max: 1 } });
  await expect(createKnexStore(absent).get({ type: User, id: '1', projection: nothing }, context)).rejects.toThrow(
    UnavailableError,
  );
  await absent.destroy();

  const { connection } = database.knex.client.config as { connection: object };
  const small = createKnex({ client: 'pg', connection, pool: { min: 0, max: 1 }, acquireConnectionTimeout: 100 });
  const busy = createKnexStore(small);
  const outside = busy.transaction(() => busy.get({ type: User, id: '1', projection: nothing }, context), context);
  await expect(outside).rejects.toThrow(UnavailableError);
  await small.destroy();
});

test('an error of the work in a transaction comes out unchanged', async () => {
  const failure = new Error('a hook said no');
  await expect(store.transaction(() => Promise.reject(failure), context)).rejects.toBe(failure);
});

test('work that met another transaction is repeated, and no more than three times', async () => {
  const executor = createExecutor(database.knex, true);
  let attempts = 0;
  const serialization = () => {
    attempts += 1;
    return attempts < 3 ? Promise.reject(sqlError('40001')) : Promise.resolve('done');
  };
  await expect(executor.retriedTransaction(serialization)).resolves.toBe('done');
  attempts = -10;
  await expect(executor.retriedTransaction(serialization)).rejects.toMatchObject({ code: '40001' });
  expect(attempts).toBe(-6);
});

test('two transactions that wait for one another both succeed in the end', async () => {
  const ids = [await createUser(store, { userName: 'dead' }), await createUser(store, { userName: 'lock' })];
  const executor = createExecutor(database.knex, true);
  const touch = (order: readonly (string | undefined)[]) =>
    executor.retriedTransaction(async (transaction) => {
      for (const id of order) {
        await transaction.run({
          text: `update scim_resource set version = version + 1 where tenant = '' and id = $1`,
          values: [id],
        });
        await transaction.run({ text: 'select pg_sleep(0.05)', values: [] });
      }
    });
  await Promise.all([touch(ids), touch([...ids].reverse())]);
  expect((await store.get({ type: User, id: ids[0] ?? '', projection: nothing }, context))?.version).toBe('3');
}, 30_000);
