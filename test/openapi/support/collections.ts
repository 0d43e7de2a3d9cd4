import { join } from 'node:path';

import type { PostmanItem } from 'scim-router/openapi';
import { postmanCollection, postmanRequest, openApi } from 'scim-router/openapi';

import { soffidPath } from '../../../examples/server/soffid';
import type { Example } from '../../soffid/examples';
import { documentedExamples } from '../../soffid/examples';
import { mountPath } from '../../support/service';
import type { Json } from './open-document';
import { documentOf, profiles, soffidOptions } from './open-document';

/** Where collections are kept. */
export const collectionFolder = join(__dirname, '../../../docs/collections');
/** Where `npm start` serves. */
const host = 'http://127.0.0.1:3000';

/** The collections of the profiles, by the names of their files. */
export const collections: readonly (readonly [file: string, make: () => Promise<object>])[] = [
  ['core.postman_collection.json', makeCore],
  ['soffid.postman_collection.json', makeSoffid],
];

async function makeCore(): Promise<object> {
  const [, options] = profiles[0]!;
  return postmanCollection(await documentOf({ ...options, baseUrl: `${host}${mountPath}`, openApi: openApi({ title: 'SCIM 2.0, core profile' }) }));
}

/** With every request that the documents of Soffid print, in their order. */
async function makeSoffid(): Promise<object> {
  const document: Json = await documentOf({ ...soffidOptions(), baseUrl: `${host}${soffidPath}`, openApi: openApi({ title: 'SCIM 2.0, profile of Soffid' }) });
  document['components'].securitySchemes = { basic: { type: 'http', scheme: 'basic' } };
  const sent = printedRequests();
  const types = [...new Set(sent.map(({ resourceType }) => resourceType))];
  const printed = types.map((type) => ({ name: type, item: sent.filter(({ resourceType }) => resourceType === type).map(asItem) }));
  const description = 'Every request that the documents of Soffid print, on their data, which npm start has loaded.';
  return postmanCollection(document, { items: [{ name: 'Documents of Soffid', description, item: printed }] });
}

/** Those that are more than a remark. */
export function printedRequests(): readonly Example[] {
  return documentedExamples.filter(({ method, path }) => method !== null && path !== null);
}

function asItem({ id, method, path, implementPath, query = {}, expectedRequest, requestBody }: Example): PostmanItem {
  const body = expectedRequest ?? requestBody;
  const given = Object.entries(query).map(([key, value]) => ({ key, value }));
  return { name: id, request: postmanRequest({ method: method ?? '', path: implementPath ?? path ?? '', query: given, ...(body !== undefined && { body }) }), response: [] };
}
