import { clientDialect } from '../clients/client-dialect';
import { flagsOf } from '../clients/client-profiles';
import type { FilterDialect } from '../filter/dialect';
import type { NormalizeOptions } from '../resource/normalize-value';
import type { ScimContext } from '../store/context';
import type { Reply } from './reply';
import type { Service } from './service';

/** How what this client sends is read, and what of it is being left out. */
export interface ClientReading {
  readonly options: NormalizeOptions;
  /** Names that no schema has, of a client that may send such. */
  readonly ignored: readonly string[];
}

/** Names in a warning; more would say no more. */
const mostNames = 20;

/** Reads bodies by the options of the service provider and the liberties of the client. */
export function readingFor({ unknownAttributes }: Pick<Service, 'unknownAttributes'>, context: ScimContext): ClientReading {
  const flags = flagsOf(context);
  const ignored: string[] = [];
  const onIgnored = (name: string): void => {
    if (ignored.length < mostNames) ignored.push(name);
  };
  return { options: { flags, unknownAttributes, ...(flags.ignoreUnknownAttributes && { onIgnored }) }, ignored };
}

/** The filter language of the service provider with the liberties of the client. */
export function dialectFor({ filterDialect }: Pick<Service, 'filterDialect'>, context: ScimContext): FilterDialect {
  return clientDialect(filterDialect, flagsOf(context));
}

/** The reply, and a warning that names what was ignored. */
export function withWarning(reply: Reply, { ignored }: ClientReading): Reply {
  if (ignored.length === 0) return reply;
  const names = ignored.map((name) => name.replace(/[^A-Za-z0-9:._$-]/g, '?').slice(0, 100));
  return { ...reply, warning: `299 - "Ignored, as no schema has them: ${names.join(', ')}"` };
}
