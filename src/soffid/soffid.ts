import type { Authorizer } from '../authorization/authorizer';
import type { CorsOptions } from '../http/cors';
import type { ScimHooks } from '../hooks/hooks';
import { ca } from '../languages/ca';
import { es } from '../languages/es';
import { nl } from '../languages/nl';
import type { ResourceAction } from '../operations/resource-action';
import type { OperationsOption } from '../operations/offered-operations';
import type { PaginationOptions } from '../operations/pagination';
import type { ScryptPasswords } from '../passwords/scrypt-passwords';
import { scryptPasswords } from '../passwords/scrypt-passwords';
import type { ClientProfile } from '../clients/client-profile';
import type { Language } from '../errors/language';
import type { FilterDialect } from '../filter/dialect';
import type { ResourceType } from '../schema/resource-type';
import type { ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';
import type { AccessOptions, SoffidPrincipal } from './access/soffid-authorizer';
import { soffidAuthorizer } from './access/soffid-authorizer';
import { soffidHooks } from './behaviour';
import { commonBehaviour } from './behaviours/common-behaviour';
import { soffidBehaviours } from './behaviours/soffid-behaviours';
import type { CorsParameters } from './cors-parameters';
import { corsParameters } from './cors-parameters';
import { effectiveGrantsAction } from './grants/effective-grants-action';
import type { CustomMetadata } from './metadata/custom-attribute';
import { customReferences } from './metadata/custom-references';
import { otpActions } from './otp/otp-actions';
import type { OtpOptions } from './otp/otp-options';
import { otpSettings } from './otp/otp-options';
import { OtpSecret } from './otp/otp-secret';
import { references } from './references/references';
import { soffidOperations } from './resource-types/soffid-operations';
import { servedTypes } from './resource-types/served-types';
import { soffidClient } from './soffid-client';
import { soffidDialect } from './soffid-dialect';

/** What `soffid` takes; every part has a default. */
export interface SoffidOptions {
  /** How users get in. Default: Basic, against the passwords of Soffid's own users. */
  readonly access?: AccessOptions;
  /** Whose data this is, where the store keeps that of several. Default: one tenant. */
  readonly tenant?: string;
  /** How passwords are kept. Default `scryptPasswords()`. */
  readonly passwords?: ScryptPasswords;
  /** One-time codes and the encryption of secrets. Default: devices can be read, and none can be made. */
  readonly otp?: OtpOptions;
  /** The parameters of Soffid that say which pages may call the profile from a browser. Default none may. */
  readonly parameters?: CorsParameters;
  /**
   * Whether what ends is kept: memberships and grants that are deleted stay, disabled and with the date of their end, and
   * groups become obsolete. Default `false`.
   */
  readonly history?: boolean;
  /** Days until a password of an account expires. Default 365. */
  readonly passwordTerm?: number;
  /** Who has to settle issues that are reported, as `role@system` or a name. Default `SOFFID_ADMIN@soffid`. */
  readonly issueActor?: string;
  /**
   * The custom attributes that resources have in `attributes`. Default: whatever is sent.
   *
   * @example
   * ```ts
   * { User: { PHONE: { type: 'string', required: true }, birthDate: { type: 'date' }, manager: { type: 'user' } } }
   * ```
   */
  readonly metadata?: CustomMetadata;
  /** The clock. Default that of the machine. */
  readonly now?: () => Date;
}

/** What `createScimRouter` takes to serve the profile. */
export interface SoffidProfile {
  readonly authorizer: Authorizer<SoffidPrincipal>;
  readonly options: SoffidRouterOptions;
  /** Every resource type that the store keeps for the profile, also those that are not served: for `migrate`. */
  readonly storedTypes: readonly ResourceType[];
}

/** Options of the router; more may be added to them. */
export interface SoffidRouterOptions {
  readonly resourceTypes: readonly ResourceType[];
  readonly operations: OperationsOption;
  readonly hooks: ScimHooks<ScimContext<SoffidPrincipal>>;
  readonly actions: readonly ResourceAction<SoffidPrincipal>[];
  readonly filterDialect: FilterDialect;
  readonly languages: readonly Language[];
  readonly clients: ClientProfile;
  readonly passwords: ScryptPasswords;
  readonly pagination: PaginationOptions;
  readonly bulk: false;
  readonly etag: false;
  readonly tenant: () => string | undefined;
  readonly documentationUri: string;
  readonly cors?: CorsOptions;
}

/**
 * The resource types and behaviour of Soffid IAM: what `createScimRouter` needs to serve them, beside other profiles on
 * the same store.
 *
 * @throws TypeError for an option that cannot work.
 * @example
 * ```ts
 * const profile = soffid(store);
 * await store.migrate(profile.storedTypes);
 * app.use('/soffid/webservice/scim2/v1', createScimRouter(store, profile.authorizer, profile.options));
 * ```
 */
export function soffid(store: ResourceStore, options: SoffidOptions = {}): SoffidProfile {
  const { access, tenant, passwords = scryptPasswords(), history = false, passwordTerm = 365, now = () => new Date() } = options;
  const { issueActor = 'SOFFID_ADMIN@soffid', metadata = {} } = options;
  const cors = corsParameters(options.parameters ?? {});
  const otp = options.otp && otpSettings(options.otp);
  if (!Number.isInteger(passwordTerm) || passwordTerm < 1) throw new TypeError('options.passwordTerm must be a whole number of days, 1 or more');
  const parts = { otp, history, passwordTerm, issueActor, metadata, references: [...references, ...customReferences(metadata)] };
  const resourceTypes = servedTypes({ now, metadata });
  return {
    authorizer: soffidAuthorizer({ store, tenant, passwords, now }, access),
    storedTypes: [...resourceTypes, OtpSecret],
    options: {
      resourceTypes,
      operations: soffidOperations,
      hooks: soffidHooks({ behaviours: soffidBehaviours(parts), common: commonBehaviour(parts), resourceTypes, now }),
      actions: [effectiveGrantsAction(now), ...otpActions({ settings: otp, now })],
      filterDialect: soffidDialect,
      languages: [es, ca, nl],
      clients: soffidClient,
      passwords,
      pagination: { defaultCount: 100, maxCount: 1000 },
      bulk: false,
      etag: false,
      tenant: () => tenant,
      documentationUri: 'https://bookstack.soffid.com/books/scim',
      ...(cors && { cors }),
    },
  };
}
