import type { ScimContext } from '../store/context';

const baseUrl = 'https://example.com/scim/v2';

/**
 * A context for calling a store directly, as the engine would for a request without a tenant.
 *
 * `locate` answers for every resource type: `https://example.com/scim/v2/Users/{id}` for a User.
 *
 * @example
 * ```ts
 * const context = createTestContext({ tenant: 'acme' });
 * await store.create({ type: User, attributes: { userName: 'bjensen' }, projection }, context);
 * ```
 */
export function createTestContext(overrides: Partial<ScimContext> = {}): ScimContext {
  return {
    principal: { id: 'test' },
    tenant: undefined,
    requestId: 'test',
    signal: new AbortController().signal,
    baseUrl,
    locate: (resourceType, id) => `${overrides.baseUrl ?? baseUrl}/${resourceType}s/${encodeURIComponent(id)}`,
    ...overrides,
  };
}
