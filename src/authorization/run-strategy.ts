import type { IncomingMessage } from 'node:http';

/** The part of a Passport strategy that is used here; every Passport strategy has it. */
export interface PassportStrategy {
  authenticate(request: IncomingMessage, options?: object): unknown;
}

/** What Passport adds to a strategy for the time of one request. */
interface StrategyActions {
  success(user: unknown): void;
  fail(): void;
  pass(): void;
  redirect(): void;
  error(reason: unknown): void;
}

/**
 * Runs a Passport strategy for one request, without `passport.initialize()` and without sessions.
 *
 * Resolves to the strategy's user, or to `undefined` when it calls `fail`. `pass` and `redirect` count as failed: a
 * SCIM request never continues unauthenticated, and its client cannot follow a redirect to a login page.
 *
 * @throws what the strategy throws or passes to `error`.
 */
export function runStrategy(strategy: PassportStrategy, request: IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const refuse = () => {
      resolve(undefined);
    };
    const fault = (reason: unknown) => {
      reject(reason instanceof Error ? reason : new Error('The strategy failed', { cause: reason }));
    };
    const actions: StrategyActions = { success: resolve, fail: refuse, pass: refuse, redirect: refuse, error: fault };
    // One strategy serves many requests at a time: the actions belong to this one's own object.
    const attempt = Object.assign(Object.create(strategy) as PassportStrategy, actions);
    Promise.resolve(attempt.authenticate(request, { session: false })).catch(fault);
  });
}
