import { flagsOf } from '../clients/client-profiles';
import { parseSearchRequest } from '../messages/search-request';
import type { Principal, ScimContext } from '../store/context';
import { isSelective, selectionOf } from './attribute-selection';
import type { QueryInput } from './query';
import { query } from './query';
import type { Reply } from './reply';
import type { ServedType, Service } from './service';

/** A SearchRequest, and the query of the URL that it is sent to. */
export interface SearchMessage {
  /** `undefined` when there is none. */
  readonly body: unknown;
  readonly parameters: Omit<QueryInput, 'served' | 'isInBody'>;
}

export interface SearchInput extends SearchMessage {
  readonly served: ServedType;
}

/** POST /{endpoint}/.search — RFC 7644 §3.4.3: the query of a GET, in a body that no log of URLs keeps. */
export async function search<P extends Principal>(
  service: Service<P>,
  { served, ...message }: SearchInput,
  context: ScimContext<P>,
): Promise<Reply> {
  return query(service, { served, ...searchInput(service, message, context) }, context);
}

/** The query that a SearchRequest states, with what the URL says beside it where the client may put it there. */
export function searchInput(
  { pagination }: Pick<Service, 'pagination'>,
  { body, parameters }: SearchMessage,
  context: ScimContext,
): Omit<QueryInput, 'served'> {
  const mayBeInUrl = flagsOf(context).searchParametersInUrl;
  if (mayBeInUrl && body === undefined) return parameters;
  const { attributes, excludedAttributes, ...rest } = parseSearchRequest(body, { isCursorKnown: pagination.cursor !== undefined });
  const own = { ...(attributes && { attributes }), ...(excludedAttributes && { excludedAttributes }) };
  const selection = selectionOf(own, context);
  if (!mayBeInUrl) return { selection, isInBody: true, ...rest };
  const isInBody = rest.filter !== undefined || parameters.filter === undefined;
  return { ...parameters, ...(isSelective(own) && { selection }), isInBody, ...rest };
}
