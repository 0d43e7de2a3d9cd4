import { InvalidSyntaxError } from '../errors/catalog';
import { both, detail } from '../errors/detail';
import { foldName } from '../schema/attribute-name';

/** A JSON object as a client sent it: only own members count, and their names compare without case. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object, and neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The member of a message with this name in any letter case (RFC 7643 §2.1); `undefined` when there is none.
 *
 * Throws `InvalidSyntaxError` when two members have the name: taking one of them would be a guess.
 */
export function messageMember(message: JsonObject, name: string): { readonly value: unknown } | undefined {
  const folded = foldName(name);
  const keys = Object.keys(message).filter((key) => foldName(key) === folded);
  if (keys.length > 1) throw new InvalidSyntaxError(detail`${both(keys)} name the same member; send one of them`);
  const [key] = keys;
  return key === undefined ? undefined : { value: message[key] };
}
