/**
 * OpenAPI 3.1 descriptions of mounts, generated from what they serve.
 *
 * @packageDocumentation
 */

export { openApi } from './open-api';
export type { OpenApiOptions } from './open-api';
export type { RecordedExample } from './recorded-example';
export type { DescribedService, DescriptionRequest, OpenApiRenderer } from '../http/open-api';
