import { randomUUID } from 'node:crypto';

import type { ScimContext } from '../store/context';

/**
 * A context for what is read and written of the provider's own accord. Settings have no tenant there: whose a token is
 * can only be told once it has been found.
 */
export function ownContext(tenant?: string): ScimContext {
  return {
    principal: { id: 'provisioning' },
    tenant,
    requestId: randomUUID(),
    signal: new AbortController().signal,
    baseUrl: '',
    locate: () => undefined,
  };
}
