import { InvalidFilterError, InvalidPathError } from '../errors/catalog';

/** Runs `work` on a filter that is part of a PATCH path: what is wrong with it is wrong with the path. */
export function asInvalidPath<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvalidFilterError) throw new InvalidPathError(error.message);
    throw error;
  }
}
