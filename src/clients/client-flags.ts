/** What becomes of several primary values in one attribute (RFC 7643 §2.4 allows one). */
export type PrimaryPolicy = 'reject' | 'normalize' | 'passthrough';

/**
 * The ways in which requests may differ from the RFCs, each to be switched alone. The defaults are those of
 * `clientProfiles.default`; `clientProfiles.rfc` has all of them off.
 *
 * Letter case in `op` (`Add`, `Replace`), in attribute names and in message members never counts, under any profile.
 */
export interface ClientFlags {
  /**
   * Takes `"True"` and `"False"` for booleans, in bodies and in filters. Default `true`. Entra ID deactivates with
   * `"False"`; a string that counts as true would leave that user active.
   */
  readonly booleanStrings: boolean;
  /**
   * Takes texts for numbers, such as `"12"`, in bodies and in filters, and the numbers 0 and 1 for booleans. Default
   * `false`. A text must be spelled as the number would be in JSON; others are 400.
   */
  readonly numberStrings: boolean;
  /** Takes `{"value": "x"}` for a simple value, `"x"`; an object with anything beside `value` is 400. Default `false`. */
  readonly unwrapValueObjects: boolean;
  /**
   * Whether a PATCH whose filter selects no value makes one that has what the filter demands:
   * `emails[type eq "work"].value`. Default `add`: for `add` only, on which RFC 7644 §3.5.2.1 is silent. Entra ID
   * needs `always`, against §3.5.2.3; `never` answers 400 noTarget to both.
   */
  readonly filterCreatesTarget: 'never' | 'add' | 'always';
  /**
   * Whether a `remove` whose filter selects no value succeeds; otherwise it is 400 noTarget. Default `true`. Entra ID
   * and Okta remove members who may be gone already.
   */
  readonly removeNoMatchIsNoop: boolean;
  /**
   * Reads a dotted or filtered key of a path-less value as a path: `{"name.givenName": "B"}`. Default `true`.
   * Entra ID with `aadOptscim062020`. Otherwise such a key is an unknown attribute.
   */
  readonly pathlessDottedKeys: boolean;
  /** The same for a key of URN and name, `{"urn:…:User:department": "D"}`. Default `true`. Entra ID. */
  readonly pathlessUrnKeys: boolean;
  /**
   * Leaves out `id`, `meta` and other readOnly members of a path-less value; otherwise they are 400 mutability.
   * Default `true`. Okta renames groups with their `id` in the value. A `path` of its own is `ignoreReadOnlyPaths`.
   */
  readonly ignoreReadOnlyInPathless: boolean;
  /** Skips a PATCH operation whose `path` is readOnly; otherwise it is 400 mutability. Default `false`. */
  readonly ignoreReadOnlyPaths: boolean;
  /**
   * `remove` with a value takes away the listed values only. Default `true`. Entra ID removes members so. Otherwise it
   * is 400: to leave the list unread, as RFC 7644 §3.5.2.2 has it, would empty the group.
   */
  readonly removeMembersByValue: boolean;
  /**
   * Unwraps the name of the attribute in a value: `path: "members", value: {"members": […]}`. Default `true`.
   * Salesforce, PingFederate.
   */
  readonly membersPathlessAndNested: boolean;
  /** Takes `"id"` for `{"value": "id"}` in references such as `members`. Default `true`. Microsoft's Postman collection. */
  readonly bareReferences: boolean;
  /**
   * Takes a string, or an array of one, for a single-valued complex attribute with a `value`, such as `manager`, and
   * `""` for none; in a filter, `manager eq "id"` means `manager.value`. Default `true`. Entra ID.
   */
  readonly managerForms: boolean;
  /**
   * Finds an attribute of an extension by its name alone when no core attribute has that name: `manager`. Default
   * `true`. Entra ID (filters, paths), Microsoft's validator (`attributes`).
   */
  readonly unprefixedExtensionAttributes: boolean;
  /** Takes a resource whose `schemas` is missing or empty for one of the endpoint's type. Default `true`. authentik. */
  readonly inferSchemasFromBody: boolean;
  /** What becomes of URIs in `schemas` that are no schema of the type. Default `reject`. Entra ID sends one with groups. */
  readonly unknownSchemaUris: 'reject' | 'ignore';
  /**
   * Takes the URNs of SCIM 1.1, `urn:scim:schemas:core:1.0`, for those of SCIM 2.0, and `manager.managerId` for
   * `manager.value`. Default `false`. OneLogin.
   */
  readonly legacySchemaUrns: boolean;
  /** Takes a PATCH body without `schemas`. Default `false`. */
  readonly patchWithoutSchemas: boolean;
  /** Takes a PATCH without operations, which changes nothing. Default `false`. */
  readonly emptyPatch: boolean;
  /**
   * Takes a PATCH body without `Operations` for a part of the resource: its members replace those that are there, as a
   * `replace` without a path does. Default `false`.
   */
  readonly patchAsPartialResource: boolean;
  /** Takes one value for a multi-valued attribute in a POST or PUT: `{"emails": {…}}`. Default `false`. OneLogin. */
  readonly wrapSingleObject: boolean;
  /** Takes an array of one for a single value, `["x"]`, also for what a filter selects. Default `false`. Entra ID. */
  readonly unwrapSingleton: boolean;
  /**
   * Skips whatever no schema knows, also a PATCH operation, and names it in the `Warning` header. Default `false`:
   * then `unknownAttributes` of the router says what becomes of it in a body, and an unknown PATCH path is 400.
   */
  readonly ignoreUnknownAttributes: boolean;
  /** Reads a bare word in a filter as text: `externalId eq jyoung`. Default `false`. Microsoft's validator, PingFederate. */
  readonly unquotedFilterValues: boolean;
  /** Takes `emails[type eq "work"].value eq "x"` for `emails[type eq "work" and value eq "x"]`. Default `true`. Entra ID. */
  readonly conditionBehindBrackets: boolean;
  /** Reads `emails[type eq "work"] eq "x"` as a comparison of `value`. Default `false`. Old Microsoft documents. */
  readonly legacyValuePathEq: boolean;
  /** Decodes percent-escapes that are left in the strings of a filter. Default `false`. Clients that encode twice. */
  readonly decodeFilterValues: boolean;
  /**
   * Refuses a second group of the same `displayName` with 409. Default `false`. Microsoft's validator expects it. It
   * is looked up before the write: of two requests at the same time both may succeed. A schema whose `displayName` has
   * `uniqueness: 'server'` knows no such race.
   */
  readonly uniqueGroupDisplayName: boolean;
  /** Reads JSON in the `value` of a role: `"{\"value\":\"Admin\",\"displayName\":\"A\"}"`. Default `false`. Entra ID. */
  readonly expandJsonRoleValue: boolean;
  /** Takes a `replace` of references by a single one for an `add`. Default `false`. Some tenants of Entra ID. */
  readonly replaceMembersAsAdd: boolean;
  /**
   * Several primary values in a POST or PUT: refused with 400, all but the first unmarked, or kept. Default `reject`.
   * PingOne marks two.
   */
  readonly primary: PrimaryPolicy;
  /** The same in the value of a PATCH. Default `normalize`. */
  readonly primaryInPatch: PrimaryPolicy;
  /**
   * Whether the values that a filter selects keep what the object of a `replace` leaves out, so that what was
   * `emails[type eq "work"]` stays of type work. Default `true`. Otherwise they are replaced as a whole (RFC 7644
   * §3.5.2.3).
   */
  readonly mergeFilteredValues: boolean;
  /**
   * Refuses a PUT whose body has another `id` than the URL with 400 invalidValue; without one it is fine. Default
   * `false`: `id` is readOnly, and what a client says of it is not heard (RFC 7644 §3.5.1).
   */
  readonly putIdMustMatch: boolean;
  /**
   * What a PUT without `members`, or another attribute of references, does with them: RFC 7644 §3.5.1 lets it be
   * either. Default `keep`; `[]` and null clear them always.
   */
  readonly putMissingMembers: 'keep' | 'clear';
  /** The same for `active`. Default `keep`: PingFederate PUTs mapped attributes only, which must not reactivate a user. */
  readonly putMissingActive: 'keep' | 'clear';
  /** Leaves members out of lists unless asked for. Default `false`. PingFederate reads all groups to find one. */
  readonly listsWithoutMembers: boolean;
  /**
   * Takes the parameters of POST …/.search from the query of the URL, too; those of the body count more, and the body
   * may be missing. Default `false`. What must not be in a URL (`sensitiveAttributes`) is refused there as in a GET.
   */
  readonly searchParametersInUrl: boolean;
  /** Answers `GET /Groups` with an empty list where groups are not served. Default `false`. Entra ID probes it. */
  readonly emptyGroups: boolean;
}
