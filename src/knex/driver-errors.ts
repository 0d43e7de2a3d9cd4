import { InvalidValueError, UnavailableError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { ScimError } from '../errors/scim-error';

/** Other transactions were in the way; the same statement may succeed at once. */
const CONTENTION: ReadonlySet<string> = new Set(['40001', '40P01', '55P03']);
/** Values that no column can hold; the edge refuses them, so they should not get this far. */
const UNSTORABLE: ReadonlySet<string> = new Set(['22P02', '22021', '22P05', '22003', '54000']);
/** Query cancelled, administrator shutdown, crash shutdown, cannot connect now, read-only transaction. */
const PASSING: ReadonlySet<string> = new Set(['57014', '57P01', '57P02', '57P03', '25006']);
/** With a digit, which every one has: EPIPE is no word of PostgreSQL. */
const SQLSTATE = /^(?=.*[0-9])[0-9A-Z]{5}$/;

/** What PostgreSQL says beside the message; read for mapping, never shown. */
export interface DriverError {
  readonly code: string;
  readonly constraint: string | undefined;
  /** May hold values of others. */
  readonly detail: string;
}

/** `undefined` for anything that PostgreSQL did not say. */
export function readDriverError(error: unknown): DriverError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, constraint, detail } = error as { code?: unknown; constraint?: unknown; detail?: unknown };
  if (typeof code !== 'string' || !SQLSTATE.test(code)) return undefined;
  return { code, constraint: typeof constraint === 'string' ? constraint : undefined, detail: typeof detail === 'string' ? detail : '' };
}

/** Looks behind an error that was translated already. */
export function isContention(error: unknown): boolean {
  const driverError = readDriverError(error instanceof ScimError ? error.cause : error);
  return driverError !== undefined && CONTENTION.has(driverError.code);
}

/**
 * Turns what the driver or the pool threw into what a client may know; the rest is returned as it is.
 * Never builds on `error.message`, which may hold SQL and values.
 */
export function translateDriverError(error: unknown): unknown {
  if (error instanceof ScimError) return error;
  const driverError = readDriverError(error);
  if (driverError === undefined) return isLostConnection(error) ? unavailable(error) : error;
  const { code } = driverError;
  if (UNSTORABLE.has(code)) return new InvalidValueError(detail`a value cannot be stored`, { cause: error });
  if (CONTENTION.has(code) || PASSING.has(code) || /^(08|53)/.test(code)) return unavailable(error);
  return error;
}

function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError(detail`the database is not available; try again later`, {
    cause,
    headers: { 'Retry-After': '5' },
  });
}

/**
 * Errors of the socket, of the pool, and those that the driver throws without any code when a connection ends under
 * it. Programming mistakes (TypeError and the like) are none of these.
 */
function isLostConnection(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (name === 'KnexTimeoutError' || name === 'TimeoutError') return true;
  if (typeof code === 'string')
    return /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/.test(code);
  return name === 'Error';
}
