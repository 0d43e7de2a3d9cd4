import type { MountedRequest } from '../../http/base-url';
import { isAlreadyRead, readBytes } from '../../http/body';

const maxBytes = 16_384;
const mediaType = /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** The fields of a form; of a field that is there twice, none counts. */
export type FormFields = ReadonlyMap<string, string>;

/** A body that is no form. */
export class UnreadableFormError extends Error {
  constructor(
    /** HTTP status. */
    readonly status: 400 | 415,
  ) {
    super('The body is no form');
  }
}

/**
 * Reads a form as browsers send it. The application around the page may have read it already.
 *
 * Throws `UnreadableFormError`, `PayloadTooLargeError` or `InvalidSyntaxError`.
 */
export async function readForm(request: MountedRequest): Promise<FormFields> {
  if (!mediaType.test(request.headers['content-type'] ?? '')) throw new UnreadableFormError(415);
  if (isAlreadyRead(request)) return parsedFields(request.body);
  const text = (await readBytes(request, maxBytes)).toString('utf8');
  const parameters = new URLSearchParams(text);
  return new Map([...parameters].filter(([name]) => parameters.getAll(name).length === 1));
}

function parsedFields(body: unknown): FormFields {
  if (typeof body !== 'object' || body === null) throw new UnreadableFormError(400);
  return new Map(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
