import type { Operation } from '../authorization/authorizer';

/**
 * What is offered of a resource type, by its name, such as `{ Group: ['get', 'query'] }`. A type that is not named
 * offers everything. What is not offered is answered with 405, in a bulk job too, and PATCH with 501 when no resource
 * type has it.
 */
export type OperationsOption = Readonly<Record<string, readonly Operation[]>>;

const everyOperation: readonly Operation[] = Object.freeze(['create', 'get', 'query', 'replace', 'patch', 'delete']);

/** Whether a text names an operation. */
export function isOperation(text: string): boolean {
  return everyOperation.some((operation) => operation === text);
}

/** The operations of a resource type by its name; throws `TypeError` for names that do not exist. */
export function offeredOperations(
  typeNames: readonly string[],
  option: OperationsOption = {},
): (typeName: string) => ReadonlySet<Operation> {
  const offered = new Map(Object.entries(option).map(([name, operations]) => [name, new Set(operations)]));
  for (const [name, operations] of offered) {
    if (!typeNames.includes(name)) throw new TypeError(`options.operations names "${name}", which is no resource type`);
    const unknown = [...operations].find((operation) => !isOperation(operation));
    if (unknown === undefined) continue;
    throw new TypeError(`options.operations.${name} has "${unknown}"; there is ${everyOperation.join(', ')}`);
  }
  return (name) => offered.get(name) ?? new Set(everyOperation);
}
