import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour, Moment, Saving } from '../behaviour';
import { withEvent } from '../issues/issue-log';
import { nextNumber } from '../issues/issue-number';
import type { IssueUser } from '../issues/issue-users';
import { duplicatedUsers, withActions } from '../issues/issue-users';

type Reporting = Extract<Saving, { readonly operation: 'create' }>;
type Handling = Exclude<Saving, Reporting>;

/** The one type of issue that people report; the service provider finds all others. */
const reported = 'duplicated-user';

/**
 * Issues (seed 001, Issue): new ones are acknowledged and solved, and each step is in their log. Once an issue is there,
 * only its status and the actions of its users change.
 */
export function issueBehaviour(actor: string): Behaviour {
  return {
    saving: (change, moment) => (change.operation === 'create' ? report(change, moment, actor) : handle(change, moment)),
  };
}

async function report({ attributes }: Reporting, moment: Moment, actor: string): Promise<Attributes> {
  const { directory, now, caller, clientAddress } = moment;
  if (attributes['type'] !== reported) throw new InvalidValueError(detail`type must be ${reported}: issues of other types cannot be reported`);
  const users = await duplicatedUsers(attributes['users'], directory);
  return {
    ...attributes,
    users,
    status: 'N',
    times: 1,
    number: await nextNumber(directory),
    description: `Duplicated user ${users.map(({ userName }) => userName).join(' ')}`,
    created: formatLocalDateTime(now.getTime()),
    performedActions: withEvent(undefined, 'Created', moment),
    requester: `${caller}@soffid`,
    actor,
    ip: clientAddress,
  };
}

function handle({ before: { attributes: stored }, attributes }: Handling, moment: Moment): Attributes {
  const users = withActions(stored['users'], attributes['users']);
  const status = attributes['status'] ?? stored['status'];
  return { ...stored, users, ...(status !== stored['status'] && step(stored, { status, users }, moment)) };
}

interface Step {
  readonly status: unknown;
  readonly users: readonly IssueUser[];
}

/** What a new status brings with it. Throws `InvalidValueError` for a step back. */
function step({ type, status: old, performedActions }: Attributes, { status, users }: Step, moment: Moment): Attributes {
  if (status === 'N' || old === 'S' || old === 'D') throw new InvalidValueError(detail`status goes from N to A and to S or D, and never back`);
  const time = formatLocalDateTime(moment.now.getTime());
  if (status === 'A') return { status, acknowledged: time, performedActions: withEvent(performedActions, 'Acknowledged', moment) };
  if (status === 'D' && type !== reported) throw new InvalidValueError(detail`status D is for issues of the type ${reported}`);
  return { status: type === reported ? outcome(users) : status, solved: time, performedActions: withEvent(performedActions, 'Solved', moment) };
}

/** Users of which none was found to be a duplicate were different ones all along. */
function outcome(users: readonly IssueUser[]): 'S' | 'D' {
  return users.some(({ action }) => action === 'D') ? 'S' : 'D';
}
