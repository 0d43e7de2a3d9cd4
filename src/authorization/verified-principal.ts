import type { Principal } from '../store/context';

/**
 * What a `verify` or `toPrincipal` callback answered: a principal, or `undefined` for "not accepted".
 *
 * Anything else, such as `true` or an object without `id`, is a mistake in the callback. It must not pass as a
 * principal, and is no fault of the client either.
 *
 * @throws TypeError when the answer is neither nothing nor a principal.
 */
export function verifiedPrincipal<P extends Principal>(answer: P | undefined, callback: string): P | undefined {
  // Callers without a type checker answer `null` and `false` as well.
  const answered: unknown = answer;
  if (answered === undefined || answered === null || answered === false) return undefined;
  if (isPrincipal(answered)) return answer;
  throw new TypeError(`${callback} must return a principal with a string id, or undefined to refuse the credential`);
}

function isPrincipal(value: unknown): value is Principal {
  if (typeof value !== 'object' || value === null || !('id' in value)) return false;
  return typeof value.id === 'string' && value.id !== '';
}
