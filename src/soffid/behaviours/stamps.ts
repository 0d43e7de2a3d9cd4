import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Moment, Preparation } from '../behaviour';
import { before } from '../behaviour';

/** The attributes that tell who did something, and when. */
interface Stamp {
  readonly by?: string;
  readonly on: string;
}

interface Stamps {
  readonly creation?: Stamp;
  /** Of the creation, too. */
  readonly change?: Stamp;
}

const record: Stamps = { creation: { by: 'createdBy', on: 'createdOn' }, change: { by: 'updatedBy', on: 'updatedOn' } };

/** By the name of the resource type. */
export const stamps: Readonly<Record<string, Stamps | undefined>> = Object.freeze({
  User: {
    creation: { by: 'createdByUser', on: 'createdDate' },
    change: { by: 'modifiedByUser', on: 'modifiedDate' },
  },
  GroupType: record,
  UserType: record,
  UserGroup: record,
  RoleAccount: record,
  Issue: { change: { by: 'updatedBy', on: 'updatedOn' } },
  Account: { creation: { on: 'created' }, change: { on: 'lastChange' } },
  System: { creation: { on: 'created' }, change: { on: 'timeStamp' } },
});

/** Notes who created a resource and who changed it last, and when; what was noted of the creation stays. */
export const stamp: Preparation = (change, moment) => {
  const { creation, change: last } = stamps[change.type.name] ?? {};
  if (change.operation === 'create') return { ...change.attributes, ...values(creation, moment), ...values(last, moment) };
  return { ...change.attributes, ...kept(creation, before(change)), ...values(last, moment) };
};

/** What a change of a resource of the type notes, for changes that follow from others. */
export function changeStamp(type: string, moment: Moment): Attributes {
  return values(stamps[type]?.change, moment);
}

function values(stampOf: Stamp | undefined, { caller, now }: Moment): Attributes {
  if (stampOf === undefined) return {};
  return { ...(stampOf.by !== undefined && { [stampOf.by]: caller }), [stampOf.on]: formatLocalDateTime(now.getTime()) };
}

function kept(stampOf: Stamp | undefined, stored: Attributes): Attributes {
  const names = [stampOf?.by, stampOf?.on].filter((name) => name !== undefined);
  return Object.fromEntries(names.filter((name) => stored[name] !== undefined).map((name) => [name, stored[name]]));
}
