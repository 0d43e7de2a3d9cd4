/**
 * The resource types, filters and behaviour of Soffid IAM, as a profile for `createScimRouter`.
 *
 * @packageDocumentation
 */

export { soffid } from './soffid';
export type { SoffidOptions, SoffidProfile, SoffidRouterOptions } from './soffid';
export type { AccessOptions, SoffidPrincipal } from './access/soffid-authorizer';
export type { AuthorityRoles } from './access/authorities';
export type { CorsParameters } from './cors-parameters';
export { soffidClient } from './soffid-client';

// Data
export { importResources } from './import-resources';
export type { ImportedResource, ImportOptions } from './import-resources';
export { loadDemo } from './demo/load-demo';
export type { DemoOptions } from './demo/load-demo';

// One-time codes
export { consoleDelivery, smtpDelivery } from './otp/otp-delivery';
export type { MailTransport, OtpDelivery, OtpMessage, SmtpDeliveryOptions } from './otp/otp-delivery';
export type { OtpOptions } from './otp/otp-options';
export type { CodeOptions, OtpAlgorithm } from './otp/one-time-code';

// Resource types
export type { CustomAttribute, CustomAttributeType, CustomMetadata } from './metadata/custom-attribute';
export { soffidTypes } from './resource-types/soffid-types';
