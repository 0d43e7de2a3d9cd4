/**
 * A page by which administrators enable SCIM provisioning, and the tokens that it gives out.
 *
 * @packageDocumentation
 */

export { createProvisioning } from './create-provisioning';
export type { Provisioning, ProvisioningOptions, ProvisioningRouterOptions } from './create-provisioning';
export type { Administrator, Authorize } from './administrator';
export type { PageListener } from './page/provisioning-page';
export type { ProvisioningAction, ProvisioningEvent } from './settings/audit-log';
export type { ProvisioningPrincipal } from './tokens/provisioning-authorizer';
export type { AccessLevel, TokenAccess } from './tokens/token-access';

// Groups
export { putGroups } from './put-groups';
export type { ApplicationGroup, PutGroupsOptions } from './put-groups';
export { DirectoryGroup, groupKindSchema } from './resource-types/directory-group';
export { DirectoryUser } from './resource-types/directory-user';
