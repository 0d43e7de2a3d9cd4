/**
 * OpenAPI 3.1 descriptions of mounts, generated from what they serve.
 *
 * @packageDocumentation
 */

export { openApi } from './open-api';
export type { OpenApiOptions } from './open-api';
export { openApiExplorer } from './open-api-explorer';
export type { ExplorerListener, ExplorerOptions } from './open-api-explorer';
export type { ExploredService } from './explorer-page';
export type { RecordedExample } from './recorded-example';
export type { DescribedService, DescriptionRequest, OpenApiRenderer } from '../http/open-api';
export { postmanCollection, postmanRequest } from './postman-collection';
export type { CollectionOptions, PostmanItem } from './postman-collection';
