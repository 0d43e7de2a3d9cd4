import { inspect } from 'node:util';

import type { ScimContext } from '../store/context';

/** What becomes of a fault when the host application has no `onError`: one entry on stderr, fit for a terminal. */
export function reportError(error: unknown, { requestId }: Partial<ScimContext>): void {
  console.error(`scim-router: request ${requestId ?? '-'} failed:`, withoutControls(inspect(error)));
}

/** What an error quotes may be meant for the terminal of whoever reads the log. */
function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
