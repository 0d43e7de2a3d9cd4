import type { ServiceConfiguration } from '../services';

/** /Me of a service whose client is, in each tenant, the user that was created first there. */
export function ownUser(): Pick<ServiceConfiguration, 'me' | 'hooks'> {
  const ids = new Map<string, string>();
  return {
    me: (_principal, { tenant = '' }) => {
      const id = ids.get(tenant);
      return id === undefined ? { type: 'User' } : { type: 'User', id };
    },
    hooks: {
      afterWrite: ({ operation, type }, result, { tenant = '' }) => {
        if (operation === 'create' && type.name === 'User' && result !== undefined && !ids.has(tenant)) ids.set(tenant, result.id);
      },
    },
  };
}
