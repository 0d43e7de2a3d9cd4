import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Behaviour } from '../behaviour';

/**
 * Hosts (seed 001, Host): what a creation does not say of one is false, and what a PUT does not say of it is unknown, as
 * the documents print it.
 */
export const hostBehaviour: Behaviour = {
  saving({ operation, attributes }, { now }) {
    if (operation !== 'create') return attributes;
    const unsaid = { mail: false, office: false, printersServer: false, dynamicIp: false };
    return { ...unsaid, ...attributes, created: formatLocalDateTime(now.getTime()) };
  },
};
