import type { ClientProfile } from '../clients/client-profile';
import type { Language } from '../errors/language';

/** Who makes the request, as the authorizer established it (RFC 7644 §2). */
export interface Principal {
  readonly id: string;
  readonly [claim: string]: unknown;
}

/** What every layer below HTTP knows of the request it serves. */
export interface ScimContext<P extends Principal = Principal> {
  readonly principal: P;
  /** Whose data; part of every key and statement. `undefined` when the service provider has one tenant. */
  readonly tenant: string | undefined;
  /** How the client is understood; absent: as `clientProfiles.default` says. */
  readonly client?: ClientProfile;
  /** The language in which the client reads errors; absent: English. */
  readonly language?: Language | undefined;
  readonly requestId: string;
  /**
   * The IP address that the request comes from; absent where there is none, as in a job. Behind a proxy it is that of the
   * proxy unless the Express application says which ones it trusts (`trust proxy`).
   */
  readonly clientAddress?: string | undefined;
  /** Aborted when the client has gone or the deadline has passed. */
  readonly signal: AbortSignal;
  /** Absolute URL of the service root, without a trailing slash. */
  readonly baseUrl: string;
  /** Absolute URL of a resource; `undefined` when no resource type of this service provider has that name. */
  readonly locate: (resourceType: string, id: string) => string | undefined;
  /**
   * The name under which stores keep the resources of a type, by the name of the type. Absent: every type by its name.
   */
  readonly storageName?: (resourceType: string) => string;
}
