import type { Detail } from '../errors/detail';
import { detail } from '../errors/detail';
import { suggestName } from './suggest-name';

/** Where in a schema document something is wrong. */
export interface SchemaPlace {
  readonly schema: string;
  /** `undefined` for the document itself. */
  readonly attribute?: string;
  readonly keyword: string;
}

/** Ends the definition of a schema with a `TypeError` that names the place. */
export function refuseSchema({ schema, attribute, keyword }: SchemaPlace, problem: string): never {
  const where = attribute === undefined ? `Schema "${schema}"` : `Schema "${schema}", attribute "${attribute}"`;
  throw new TypeError(`${where}, keyword "${keyword}": ${problem}`);
}

/** `; did you mean "userName"?` when one of the candidates is near, else nothing. */
export function didYouMean(candidates: Iterable<string>, text: string): Detail | '' {
  const suggestion = suggestName(candidates, text);
  return suggestion === undefined ? '' : detail`; did you mean "${suggestion}"?`;
}
