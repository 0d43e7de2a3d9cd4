import type { Operation } from '../../authorization/authorizer';
import type { OperationsOption } from '../../operations/offered-operations';
import { offeredOperations } from '../../operations/offered-operations';
import type { ResourceType } from '../../schema/resource-type';

/** What a token may do with the resources of one type. */
export type AccessLevel = 'none' | 'read' | 'write';

/** The levels of a token by the name of the resource type; a type that is not there is out of its reach. */
export type TokenAccess = Readonly<Record<string, AccessLevel>>;

/** The levels that make sense for one resource type, the highest first. */
export interface AccessChoice {
  readonly type: ResourceType;
  readonly levels: readonly AccessLevel[];
}

const reads: ReadonlySet<Operation> = new Set<Operation>(['get', 'query']);
const allLevels: readonly AccessLevel[] = Object.freeze(['write', 'read', 'none']);
const withoutWrites: readonly AccessLevel[] = Object.freeze(['read', 'none']);

/** The choice for each resource type, by the operations that are offered of it. */
export function accessChoices(types: readonly ResourceType[], operations: OperationsOption | undefined): readonly AccessChoice[] {
  const offered = offeredOperations(types.map(({ name }) => name), operations);
  return types.map((type) => ({ type, levels: [...offered(type.name)].every((operation) => reads.has(operation)) ? withoutWrites : allLevels }));
}

/** The highest level for each type. */
export function fullAccess(choices: readonly AccessChoice[]): TokenAccess {
  return Object.fromEntries(choices.map(({ type, levels }) => [type.name, levels[0] ?? 'none']));
}

/** Whether a level covers an operation. */
export function covers(access: TokenAccess, typeName: string, operation: Operation): boolean {
  const level = Object.hasOwn(access, typeName) ? access[typeName] : undefined;
  return level === 'write' || (level === 'read' && reads.has(operation));
}

/** As it is stored: `User=write Group=read`. */
export function writeAccess(access: TokenAccess): string {
  return Object.entries(access).filter(([, level]) => level !== 'none').map((entry) => entry.join('=')).join(' ');
}

/** What `writeAccess` wrote. */
export function readAccess(text: string): TokenAccess {
  const entries = text.split(' ').flatMap((part) => {
    const [name = '', level] = part.split('=');
    return level === 'read' || level === 'write' ? [[name, level] as const] : [];
  });
  return Object.fromEntries(entries);
}
