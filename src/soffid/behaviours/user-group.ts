import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Behaviour } from '../behaviour';
import { markPrimary, moveToPrimary } from './primary-group';

/**
 * Memberships (seed 001, UserGroup): one that is marked as primary makes its group the main one of the user, and the
 * others of the user are marked no longer. With `history` a membership that is deleted has ended and stays.
 */
export function userGroupBehaviour(history: boolean): Behaviour {
  return {
    saving(change, { now }) {
      const { attributes } = change;
      const isNew = change.operation === 'create';
      return isNew ? { ...attributes, start: formatLocalDateTime(now.getTime()) } : attributes;
    },
    async saved({ attributes: { primaryGroup, disabled, user, group } }, _result, moment) {
      if (primaryGroup !== true || disabled === true) return;
      await moveToPrimary({ userName: String(user), group: String(group) }, moment);
      await markPrimary(moment.directory, String(user), String(group));
    },
    deleting({ before: { attributes } }, { now }) {
      if (!history) return undefined;
      if (attributes['disabled'] === true && attributes['end'] !== undefined) return attributes;
      return { ...attributes, disabled: true, end: formatLocalDateTime(now.getTime()) };
    },
  };
}
