import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Moment } from '../behaviour';

/** What may happen with an issue, as its log calls it (seed 001, Issue). */
export type IssueEvent = 'Created' | 'Acknowledged' | 'Solved';

/** The log of an issue with one more event: a line with the second, the account and the event. */
export function withEvent(log: unknown, event: IssueEvent, { now, caller }: Moment): string {
  const second = Math.floor(now.getTime() / 1000) * 1000;
  return `${typeof log === 'string' ? log : ''}${formatLocalDateTime(second)} ${caller} ${event}\n`;
}
