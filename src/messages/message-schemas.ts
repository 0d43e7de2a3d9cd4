import { InvalidSyntaxError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { JsonObject } from './message-member';
import { messageMember } from './message-member';

/**
 * Throws `InvalidSyntaxError` unless `schemas` names the message, in any letter case (RFC 7644 §3.1, RFC 7643 §3), or
 * what is as good as its name.
 */
export function assertMessageSchema(message: JsonObject, uri: string, isAlias: (name: string) => boolean = () => false): void {
  const schemas = messageMember(message, 'schemas')?.value;
  const expected = uri.toLowerCase();
  const isNamed = (name: unknown): boolean => typeof name === 'string' && (name.toLowerCase() === expected || isAlias(name));
  if (Array.isArray(schemas) && schemas.some(isNamed)) return;
  throw new InvalidSyntaxError(detail`schemas must be an array that contains ${uri}`);
}
