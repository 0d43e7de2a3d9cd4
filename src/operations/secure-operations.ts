import type { Replace } from '../passwords/replace-passwords';
import { holdsPasswords, replacePasswords } from '../passwords/replace-passwords';
import { applyPatch } from '../resource/patch-apply';
import type { PatchOperation } from '../resource/patch-operation';
import type { Attribute } from '../schema/attribute';
import type { Principal, ScimContext } from '../store/context';
import type { Target } from './password-hashes';
import { assertThere, Passwords } from './password-hashes';
import { withPasswords } from './secure-passwords';
import type { Service } from './service';

/**
 * The operations of a PATCH without any password in clear, as `securePasswords` does it (RFC 7643 §4.1.1, §9.2). Of
 * several operations on a password that stands alone only the last counts.
 */
export async function secureOperations<P extends Principal>(
  service: Service<P>,
  { operations, target }: { readonly operations: readonly PatchOperation[]; readonly target: Target },
  context: ScimContext<P>,
): Promise<readonly PatchOperation[]> {
  if (!operations.some(({ path }) => holdsPasswords(path.attribute))) return operations;
  const counting = service.passwords === undefined ? operations.filter(({ path }) => !path.attribute.password) : whatCounts(operations);
  const passwords = new Passwords();
  const others = counting.flatMap((operation) => withReplaced(operation, passwords.collect));
  if (passwords.size === 0 || service.passwords === undefined) return others;

  const { type } = target.served;
  const after = applyPatch(type, await assertThere(service, target, context), others);
  const replace = await passwords.secure(service, withPasswords(type, after, () => undefined), context);
  return counting.flatMap((operation) => withReplaced(operation, replace));
}

/** Without operations on a password that a later one overrides; those that count come last. */
function whatCounts(operations: readonly PatchOperation[]): readonly PatchOperation[] {
  const last = new Map<Attribute, PatchOperation>();
  for (const operation of operations) if (operation.path.attribute.password) last.set(operation.path.attribute, operation);
  return [...operations.filter(({ path }) => !path.attribute.password), ...last.values()];
}

/** The operation with something else in the place of each password in its value; none when nothing is left of it. */
function withReplaced(operation: PatchOperation, replace: Replace): readonly PatchOperation[] {
  const { path, op } = operation;
  const { attribute, subAttribute } = path;
  if (op === 'remove' || !holdsPasswords(attribute) || (subAttribute !== undefined && !subAttribute.password)) return [operation];
  const value = subAttribute === undefined
    ? replacePasswords(attribute, operation.value, replace)
    : replace({ path, clear: operation.value as string, beside: {} });
  if (value === undefined) return [];
  return [attribute.password ? { op: 'replace', path, value } : { ...operation, value }];
}
