import type { OperationsOption } from '../../operations/offered-operations';

const reading = ['query', 'get'] as const;

/** What the documents say is not allowed (seed 001); all else is served. */
export const soffidOperations: OperationsOption = Object.freeze({
  RoleAccount: [...reading, 'create', 'delete'],
  RoleGrant: reading,
  ProcessDefinition: reading,
  TaskInstance: [...reading, 'replace', 'patch', 'delete'],
  Issue: [...reading, 'create', 'replace', 'patch'],
  Audit: reading,
});
