import { inspect } from 'node:util';

import type { ScimContext } from '../store/context';

/** What becomes of a fault when the host application has no `onError`: one entry on stderr, fit for a terminal. */
export function reportError(error: unknown, { requestId }: Partial<ScimContext>): void {
  console.error(`scim-router: request ${requestId ?? '-'} failed:`, withoutControls(inspect(error)));
}

/**
 * Tells the host application of faults. What its `onError` throws, or rejects with, must not become the fate of the
 * request, nor end the process: it goes to stderr, with the fault that would be lost otherwise.
 */
export function safeReporter<C extends Partial<ScimContext>>(onError: (error: unknown, context: C) => unknown) {
  return (error: unknown, context: C): void => {
    const lost = (failure: unknown): void => {
      reportError(error, context);
      reportError(failure, context);
    };
    try {
      Promise.resolve(onError(error, context)).catch(lost);
    } catch (failure) {
      lost(failure);
    }
  };
}

/** What an error quotes may be meant for the terminal of whoever reads the log. */
function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
