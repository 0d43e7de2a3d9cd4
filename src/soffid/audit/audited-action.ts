import type { Change } from '../../hooks/hooks';
import type { Attributes } from '../../schema/resource-type';
import { stamps } from '../behaviours/stamps';

/** What was done: its code, and the end of a sentence about it. */
export interface AuditedAction {
  /** C created, U changed, D deleted, P given another password, E enabled, e disabled. */
  readonly action: 'C' | 'U' | 'D' | 'P' | 'E' | 'e';
  readonly words: string;
}

const passwordNames = ['password', 'lastPasswordSet', 'passwordExpiration'];
const stateNames = ['active', 'disabled', 'status'];

/** Tells what a write has done; of a change the names of what has changed, and no values. */
export function auditedAction(change: Change): AuditedAction {
  if (change.operation === 'create') return { action: 'C', words: 'was created' };
  if (change.operation === 'delete') return { action: 'D', words: 'was deleted' };
  const names = changedNames(change.before.attributes, change.attributes).filter((name) => !stampNames(change.type.name).includes(name));
  if (isOnly(names, passwordNames)) return { action: 'P', words: 'was given another password' };
  if (isOnly(names, stateNames)) return isEnabled(change.attributes) ? { action: 'E', words: 'was enabled' } : { action: 'e', words: 'was disabled' };
  return { action: 'U', words: names.length === 0 ? 'was changed' : `was changed: ${names.join(', ')}` };
}

function changedNames(before: Attributes, after: Attributes): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function stampNames(type: string): readonly string[] {
  const { creation, change } = stamps[type] ?? {};
  return [creation?.by, creation?.on, change?.by, change?.on].filter((name) => name !== undefined);
}

function isOnly(names: readonly string[], allowed: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => allowed.includes(name));
}

function isEnabled({ active, disabled }: Attributes): boolean {
  return disabled === undefined ? active === true : disabled !== true;
}
