import type { DescribedService, DescriptionRequest, OpenApiRenderer } from '../http/open-api';
import { discoveryExamples } from './discovery-examples';
import type { DocumentInfo } from './document';
import { documentOf } from './document';
import { recordedExamples } from './examples/recorded-examples';
import type { RecordedExample } from './recorded-example';
import { findExamples, recordedBaseUrl } from './recorded-example';

/** What `openApi` takes; every part has a default. */
export interface OpenApiOptions {
  /** Default `SCIM 2.0 service`. */
  readonly title?: string;
  /** The version of what is described, not of OpenAPI. Default `2.0`, that of SCIM. */
  readonly version?: string;
  /** Markdown. Default: which bodies and media types there are. */
  readonly description?: string;
  /** Requests and answers of this service, beside those of the resource types that come with the library. */
  readonly examples?: readonly RecordedExample[];
}

const standard: DocumentInfo = Object.freeze({
  title: 'SCIM 2.0 service',
  version: '2.0',
  description:
    'A SCIM 2.0 service provider (RFC 7643, RFC 7644). Bodies are `application/scim+json`; `application/json` is taken as well. ' +
    'Names of attributes may be written in any letter case, and members that no schema knows are ignored or refused as the service has it.',
});

/**
 * Describes a mount as an OpenAPI 3.1 document, generated from the JSON Schemas of its resource types and from what the
 * service offers: its operations, actions, limits and ways to authenticate. Give it to `createScimRouter`.
 *
 * The document is made once for each set of limits, when it is first asked for.
 *
 * @throws TypeError for an option that is no text.
 * @example
 * ```ts
 * app.use('/scim/v2', createScimRouter(store, authz, { openApi: openApi({ title: 'Users of Example' }) }));
 * // GET /scim/v2/openapi.json
 * ```
 */
export function openApi({ examples = [], ...given }: OpenApiOptions = {}): OpenApiRenderer {
  const info = { ...standard, ...given };
  for (const [name, value] of Object.entries(info)) {
    if (typeof value !== 'string' || value === '') throw new TypeError(`openApi: ${name} must be a text`);
  }
  const own: readonly RecordedExample[] = examples;
  if (!Array.isArray(examples)) throw new TypeError('openApi: examples must be an array');
  const texts = new WeakMap<DescribedService, readonly string[]>();
  const all = [...recordedExamples, ...own];
  return {
    render: (request) => {
      const text = texts.get(request.service) ?? textOf(info, all, request);
      texts.set(request.service, text);
      return withBaseUrl(text, request.baseUrl);
    },
  };
}

/** In pieces, between which the URL of the service root belongs. */
function textOf(info: DocumentInfo, examples: readonly RecordedExample[], { service, isDiscoveryPublic }: DescriptionRequest): readonly string[] {
  const context = { service, examples: findExamples([...examples, ...discoveryExamples(service)], service), isDiscoveryPublic };
  return JSON.stringify(documentOf(info, context, recordedBaseUrl)).split(recordedBaseUrl);
}

function withBaseUrl([first = '', ...rest]: readonly string[], baseUrl: string): readonly string[] {
  const url = JSON.stringify(baseUrl).slice(1, -1);
  return [first, ...rest.flatMap((piece) => [url, piece])];
}
