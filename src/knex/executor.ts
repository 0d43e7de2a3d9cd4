import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';

import { isContention, translateDriverError } from './driver-errors';

const RETRIES = 3;
/** Each named statement costs memory in every connection of the server; clients may invent any number of filters. */
const MAX_VARIED_STATEMENTS = 200;

/** One statement with its values, which are always bound. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /**
   * `fixed` (the default): one of a few texts, always prepared under a name. `varied`: depends on the request, and is
   * prepared while there is room. `once`: never prepared.
   */
  readonly shape?: 'fixed' | 'varied' | 'once';
}

/** The part of a node-postgres connection that is needed here. */
interface Connection {
  query(query: {
    name?: string;
    text: string;
    values: readonly unknown[];
  }): Promise<{ readonly rows: readonly unknown[] }>;
}

/** The part of Knex's client that is needed here; in a transaction it hands out the connection of the transaction. */
interface ConnectionPool {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

/**
 * Runs statements on connections of a Knex pool, without Knex's builder and runner: they cost more than the query.
 *
 * Outside a transaction each statement takes a connection for itself and is repeated when others were in its way.
 * No code may ask for a second connection while it holds one: the pool of an embedded database has one.
 */
export interface Executor {
  run<Row>(statement: Statement): Promise<readonly Row[]>;
  /** Runs `work` in a transaction; in the running one when there is one. */
  transaction<T>(work: (executor: Executor) => Promise<T>): Promise<T>;
  /** As `transaction`, and repeats `work` when others were in its way: for work that has no effect elsewhere. */
  retriedTransaction<T>(work: (executor: Executor) => Promise<T>): Promise<T>;
  readonly knex: Knex;
}

export function createExecutor(knex: Knex, preparedStatements: boolean): Executor {
  const naming = preparedStatements ? createStatementNames() : () => undefined;
  return knex.isTransaction === true ? executorWithin(knex, naming) : executorOnPool(knex, naming);
}

type StatementNames = (statement: Statement) => string | undefined;

function executorOnPool(knex: Knex, nameOf: StatementNames): Executor {
  const transaction = <T>(work: (executor: Executor) => Promise<T>): Promise<T> => runTransaction(knex, nameOf, work);
  return {
    knex,
    run: (statement) => retried(() => runOnce(knex, statement, nameOf)),
    transaction,
    retriedTransaction: (work) => retried(() => transaction(work)),
  };
}

function executorWithin(knex: Knex, nameOf: StatementNames): Executor {
  const executor: Executor = {
    knex,
    run: (statement) => runOnce(knex, statement, nameOf),
    transaction: (work) => work(executor),
    retriedTransaction: (work) => work(executor),
  };
  return executor;
}

async function runOnce<Row>(knex: Knex, statement: Statement, nameOf: StatementNames): Promise<readonly Row[]> {
  const name = nameOf(statement);
  const query = { text: statement.text, values: statement.values };
  const pool = knex.client as ConnectionPool;
  try {
    const connection = await pool.acquireConnection();
    try {
      return (await connection.query(name === undefined ? query : { name, ...query })).rows as readonly Row[];
    } finally {
      await pool.releaseConnection(connection);
    }
  } catch (error) {
    throw translateDriverError(error);
  }
}

/** What `work` throws passes unchanged; only what begin and commit throw is the driver's. */
async function runTransaction<T>(
  knex: Knex,
  nameOf: StatementNames,
  work: (executor: Executor) => Promise<T>,
): Promise<T> {
  let failure: { readonly error: unknown } | undefined;
  try {
    return await knex.transaction(async (transacting) => {
      // Knex goes on when BEGIN fails, and each statement would be a transaction of its own.
      if (transacting.isCompleted()) throw new Error('the transaction did not begin');
      try {
        return await work(executorWithin(transacting, nameOf));
      } catch (error) {
        failure = { error };
        throw error;
      }
    });
  } catch (error) {
    throw failure === undefined ? translateDriverError(error) : failure.error;
  }
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt > RETRIES || !isContention(error)) throw error;
      await wait(Math.random() * 20 * 2 ** attempt);
    }
  }
}

/** Names follow from the text, so that two stores on one pool never give one name to two statements. */
function createStatementNames(): StatementNames {
  const names = new Map<string, string>();
  let varied = 0;
  return ({ text, shape = 'fixed' }) => {
    const known = names.get(text);
    if (known !== undefined || shape === 'once') return known;
    if (shape === 'varied') {
      if (varied >= MAX_VARIED_STATEMENTS) return undefined;
      varied += 1;
    }
    const name = `scim_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    names.set(text, name);
    return name;
  };
}
