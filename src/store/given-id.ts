import type { CreateRequest } from './resource-store';

const WHOLE_NUMBER = /^[1-9][0-9]{0,15}$/;

/** Whether an id is one that a store may come to when it counts. */
export function isWholeNumber(id: string): boolean {
  return WHOLE_NUMBER.test(id) && Number.isSafeInteger(Number(id));
}

/**
 * The id that a request to create a resource gives; `undefined` when the store is to make one.
 *
 * @throws TypeError for one that resources of the type cannot have.
 */
export function givenId({ id, type }: CreateRequest): string | undefined {
  if (id === undefined) return undefined;
  const fits = type.identifiers === 'integer' ? isWholeNumber(id) : id !== '';
  if (!fits) throw new TypeError(`A ${type.name} cannot have the id ${JSON.stringify(id)}`);
  return id;
}
