import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { postmanCollection } from 'scim-router/openapi';

import { collectionFolder, collections, printedRequests } from './support/collections';
import type { Json } from './support/open-document';
import { documentOf, profiles, soffidOptions } from './support/open-document';

test.each(collections)('docs/collections/%s is what is made of the documents; npm run docs:collection makes it anew', async (file, make) => {
  const made = `${JSON.stringify(await make(), undefined, 1)}\n`;
  if (process.env['WRITE'] === '1') {
    mkdirSync(collectionFolder, { recursive: true });
    writeFileSync(join(collectionFolder, file), made);
  }
  expect(readFileSync(join(collectionFolder, file), 'utf8')).toBe(made);
});

describe.each(profiles)('the collection of %s', (_name, options) => {
  let document: Json;
  let collection: Json;
  beforeAll(async () => {
    document = await documentOf(options);
    collection = postmanCollection(document);
  });

  test('has every operation of the document, and nothing else', () => {
    const operations = Object.entries(document['paths'] as Json).flatMap(([path, item]) =>
      Object.keys(item as object).filter((key) => key !== 'parameters').map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const requests = requestsOf(collection).map(({ method, url }) => `${method} /${url.path.join('/')}`);
    expect([...requests].sort()).toEqual([...operations].sort());
  });

  test('is one of format 2.1 that needs nothing but a credential', () => {
    expect(collection['info'].schema).toBe('https://schema.getpostman.com/json/collection/v2.1.0/collection.json');
    const known = new Set((collection['variable'] as Json[]).map(({ key }) => key));
    const used = Array.from(JSON.stringify([collection['auth'], requestsOf(collection).map(({ url, auth }) => [url, auth])]).matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name);
    expect(new Set(used)).toEqual(known);
    for (const { method, header, url, body } of requestsOf(collection)) {
      expect(url.raw).toMatch(/^\{\{baseUrl\}\}\//);
      expect(header).toEqual(body === undefined ? [] : [{ key: 'Content-Type', value: 'application/scim+json' }]);
      if (body !== undefined) expect([method, typeof JSON.parse(body.raw as string)]).toEqual([method, 'object']);
    }
  });
});

test('the collection of Soffid has every request that its documents print', async () => {
  const collection = (await collections[1]![1]()) as Json;
  const names = new Set(itemsOf(collection).map(({ name }) => name));
  expect(printedRequests().filter(({ id }) => !names.has(id))).toEqual([]);
  expect(printedRequests().length).toBeGreaterThan(250);
  const [soffid] = [await documentOf(soffidOptions())];
  expect(itemsOf(collection).length).toBe(printedRequests().length + requestsOf(postmanCollection(soffid) as Json).length);
});

function itemsOf(node: Json): readonly Json[] {
  return node['item'] === undefined ? [node] : (node['item'] as Json[]).flatMap(itemsOf);
}

function requestsOf(collection: Json): readonly Json[] {
  return itemsOf(collection).map(({ request }) => request as Json);
}
