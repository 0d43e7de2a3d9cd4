import type { ClientFlags } from './client-flags';
import type { ClientProfile, ClientRequest } from './client-profile';
import { defineClientProfile } from './client-profile';

const rfcFlags: ClientFlags = Object.freeze({
  booleanStrings: false,
  numberStrings: false,
  unwrapValueObjects: false,
  filterCreatesTarget: 'never',
  removeNoMatchIsNoop: false,
  pathlessDottedKeys: false,
  pathlessUrnKeys: false,
  ignoreReadOnlyInPathless: false,
  ignoreReadOnlyPaths: false,
  removeMembersByValue: false,
  membersPathlessAndNested: false,
  bareReferences: false,
  managerForms: false,
  unprefixedExtensionAttributes: false,
  inferSchemasFromBody: false,
  unknownSchemaUris: 'reject',
  legacySchemaUrns: false,
  patchWithoutSchemas: false,
  emptyPatch: false,
  patchAsPartialResource: false,
  wrapSingleObject: false,
  unwrapSingleton: false,
  ignoreUnknownAttributes: false,
  unquotedFilterValues: false,
  conditionBehindBrackets: false,
  legacyValuePathEq: false,
  decodeFilterValues: false,
  uniqueGroupDisplayName: false,
  expandJsonRoleValue: false,
  replaceMembersAsAdd: false,
  primary: 'reject',
  primaryInPatch: 'reject',
  mergeFilteredValues: false,
  putIdMustMatch: false,
  putMissingMembers: 'clear',
  putMissingActive: 'clear',
  listsWithoutMembers: false,
  searchParametersInUrl: false,
  emptyGroups: false,
});

const rfc: ClientProfile = Object.freeze({ name: 'rfc', flags: rfcFlags });

const fallback = defineClientProfile({
  name: 'default',
  base: rfc,
  flags: {
    booleanStrings: true,
    filterCreatesTarget: 'add',
    removeNoMatchIsNoop: true,
    pathlessDottedKeys: true,
    pathlessUrnKeys: true,
    ignoreReadOnlyInPathless: true,
    removeMembersByValue: true,
    membersPathlessAndNested: true,
    bareReferences: true,
    managerForms: true,
    unprefixedExtensionAttributes: true,
    conditionBehindBrackets: true,
    inferSchemasFromBody: true,
    primaryInPatch: 'normalize',
    mergeFilteredValues: true,
    putMissingMembers: 'keep',
    putMissingActive: 'keep',
  },
});

/** What every identity provider gets beyond the default, and no other client does. */
const tolerant = defineClientProfile({
  name: 'tolerant',
  base: fallback,
  flags: {
    filterCreatesTarget: 'always',
    patchWithoutSchemas: true,
    emptyPatch: true,
    ignoreUnknownAttributes: true,
    primary: 'normalize',
  },
});

const entra = defineClientProfile({
  name: 'entra',
  base: tolerant,
  flags: { unknownSchemaUris: 'ignore', unwrapSingleton: true, uniqueGroupDisplayName: true, emptyGroups: true },
  matches: (request) =>
    header(request, 'adscimversion') !== '' || hasParameter(request, ['aadoptscim062020', 'azureadscimpatch2017']),
});

const okta = defineClientProfile({
  name: 'okta',
  base: tolerant,
  matches: (request) => /^Okta SCIM Client\b/i.test(header(request, 'user-agent')),
});

const onelogin = defineClientProfile({
  name: 'onelogin',
  base: tolerant,
  flags: { unknownSchemaUris: 'ignore', legacySchemaUrns: true, wrapSingleObject: true },
});

const google = defineClientProfile({
  name: 'google',
  base: tolerant,
  matches: (request) => /\bGoogle-Auto-Provisioning\b/i.test(header(request, 'user-agent')),
});

const jumpcloud = defineClientProfile({ name: 'jumpcloud', base: tolerant });

const pingone = defineClientProfile({
  name: 'pingone',
  base: tolerant,
  flags: { unquotedFilterValues: true, listsWithoutMembers: true },
});

const sailpoint = defineClientProfile({ name: 'sailpoint', base: tolerant });

const validator = defineClientProfile({
  name: 'validator',
  base: tolerant,
  flags: {
    unknownSchemaUris: 'ignore',
    unwrapSingleton: true,
    unquotedFilterValues: true,
    legacyValuePathEq: true,
    decodeFilterValues: true,
    uniqueGroupDisplayName: true,
  },
});

/**
 * The profiles of known clients. `default` serves clients that nobody recognises; `rfc` takes no liberties;
 * `validator` is for Microsoft's SCIM validator.
 *
 * @example
 * ```ts
 * createScimRouter(store, authz, { clients: clientProfiles.okta });
 * ```
 */
export const clientProfiles = Object.freeze({
  rfc,
  default: fallback,
  entra,
  okta,
  onelogin,
  google,
  jumpcloud,
  pingone,
  sailpoint,
  validator,
});

/** The profiles whose clients can be told by their requests: what `createScimRouter` tries unless told otherwise. */
export const recognizedClients: readonly ClientProfile[] = Object.freeze([entra, okta, google]);

/** The flags for a request; those of the default profile when nothing chose another. */
export function flagsOf({ client = fallback }: { readonly client?: ClientProfile | undefined }): ClientFlags {
  return client.flags;
}

function header({ headers }: ClientRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** Entra ID puts its flags into the URL of the tenant, from where they get into the query of every request. */
function hasParameter({ url = '' }: ClientRequest, names: readonly string[]): boolean {
  const start = url.indexOf('?');
  if (start < 0) return false;
  const given = url.slice(start + 1).split('&', 50);
  return given.some((pair) => names.includes(pair.split('=', 1)[0]?.toLowerCase() ?? ''));
}
