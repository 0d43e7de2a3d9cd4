import { parseSearchRequest } from '../messages/search-request';
import type { Principal, ScimContext } from '../store/context';
import { selectionOf } from './attribute-selection';
import type { QueryInput } from './query';
import { query } from './query';
import type { Reply } from './reply';
import type { ServedType, Service } from './service';

export interface SearchInput {
  readonly served: ServedType;
  readonly body: unknown;
}

/** POST /{endpoint}/.search — RFC 7644 §3.4.3: the query of a GET, in a body that no log of URLs keeps. */
export async function search<P extends Principal>(
  service: Service<P>,
  { served, body }: SearchInput,
  context: ScimContext<P>,
): Promise<Reply> {
  return query(service, { served, ...searchInput(service, body, context) }, context);
}

/** The query that a SearchRequest states. */
export function searchInput({ pagination }: Pick<Service, 'pagination'>, body: unknown, context: ScimContext): Omit<QueryInput, 'served'> {
  const { attributes, excludedAttributes, ...rest } = parseSearchRequest(body, { isCursorKnown: pagination.cursor !== undefined });
  const selection = { ...(attributes && { attributes }), ...(excludedAttributes && { excludedAttributes }) };
  return { selection: selectionOf(selection, context), isInBody: true, ...rest };
}
