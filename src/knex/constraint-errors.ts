import { InvalidValueError, UniquenessError } from '../errors/catalog';
import { both, detail, either } from '../errors/detail';
import { readDriverError } from './driver-errors';
import type { LinkRow } from './link-columns';
import type { TypePlan } from './type-plan';
import { NO_TARGET } from './write-statements';

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Runs a write and says in the words of SCIM which constraint refused it. The attribute is found by the name of the
 * constraint; the detail that the database gives holds values of others, so that of `references`, the values that the
 * request itself has, the one is looked for that it is about.
 *
 * @throws UniquenessError (`ERR_SCIM_UNIQUENESS`) when another resource has the value.
 * @throws InvalidValueError (`ERR_SCIM_INVALID_VALUE`) when a link refers to no resource.
 */
export async function refusingConflicts<T>(
  written: WrittenResource,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw conflictOf(written, error) ?? error;
  }
}

/** What a write is about, for the words of its refusal. */
export interface WrittenResource {
  readonly plan: TypePlan;
  readonly references: Iterable<Pick<LinkRow, 'value'>>;
  /** The id that was given to a new resource. */
  readonly given?: string | undefined;
}

function conflictOf({ plan, references, given }: WrittenResource, cause: unknown): Error | undefined {
  const error = readDriverError(cause);
  if (error?.code === UNIQUE_VIOLATION && error.constraint === 'scim_resource_pkey' && given !== undefined) {
    return new UniquenessError(detail`The id ${JSON.stringify(given)} is already in use`, { cause });
  }
  if (error?.code === FOREIGN_KEY_VIOLATION && error.constraint === 'scim_link_target') {
    const names = either(plan.links.map(({ attribute }) => attribute.name));
    const missing = Array.from(references).find(({ value }) => error.detail.includes(`${NO_TARGET}${value})`));
    const name = missing === undefined ? '' : `: ${JSON.stringify(missing.value.slice(0, 256))}`;
    return new InvalidValueError(detail`${names} refers to a resource that does not exist${name}`, { cause });
  }
  const unique = error?.code === UNIQUE_VIOLATION ? plan.uniqueAttributes.get(error.constraint ?? '') : undefined;
  if (unique === undefined) return undefined;
  const { name } = plan.type;
  const [first = '', ...others] = unique;
  if (others.length > 0) return new UniquenessError(detail`Another ${name} has the same ${both(unique)}`, { cause });
  return new UniquenessError(detail`${first} is already in use by another ${name}`, { cause });
}
