import type { ClientProfile } from '../clients/client-profile';
import { defineClientProfile } from '../clients/client-profile';
import { clientProfiles } from '../clients/client-profiles';

/** How Soffid's clients write (seed 001): with what the documents leave out, and with texts for numbers and booleans. */
export const soffidClient: ClientProfile = defineClientProfile({
  name: 'soffid',
  base: clientProfiles.default,
  flags: {
    numberStrings: true,
    unwrapValueObjects: true,
    ignoreReadOnlyPaths: true,
    putIdMustMatch: true,
    patchAsPartialResource: true,
    searchParametersInUrl: true,
    patchWithoutSchemas: true,
    emptyPatch: true,
    inferSchemasFromBody: true,
    unquotedFilterValues: true,
    putMissingMembers: 'clear',
    putMissingActive: 'clear',
  },
});
