import { randomBytes } from 'node:crypto';

import type { Attributes, ResourceStore } from 'scim-router';
import { MemoryStore } from 'scim-router';
import { soffidTypes } from 'scim-router/soffid';

import { openStore } from '../../examples/server/open-store';
import type { RunningServer } from '../../examples/server/server';
import { startServer } from '../../examples/server/server';
import { loadSoffidDemo, soffidAdministrator } from '../../examples/server/soffid';
import type { Example } from './examples';
import { documentedExamples, resourcesOf } from './examples';
import { canonicalUrn } from './replay';

interface DemoStore {
  readonly store: ResourceStore;
  readonly close: () => Promise<void>;
}

const stores: readonly (readonly [name: string, open: () => Promise<DemoStore>])[] = [
  ['MemoryStore', async () => ({ store: new MemoryStore(), close: async () => undefined })],
  ['the embedded database', () => openStore({ databaseUrl: undefined, dataDirectory: undefined })],
];

const token = 'demo-service-token-0123456789';
const { userName, password } = soffidAdministrator;
const basic = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;

/** What stands for the places that the documents leave open. */
const places: Readonly<Record<string, string>> = { '{resource}': 'User', '{id}': '1057751', '<filter-language>': 'userName pr', '<John as name>': 'userName eq "John"' };

const readings = documentedExamples.filter(({ method, id }) => method === 'GET' && !id.startsWith('s003.'));

function urlOf({ implementPath, path, query = {}, resourceType }: Example): string {
  const filled = (text: string): string =>
    Object.entries(places).reduce((result, [place, value]) => result.replaceAll(place, value), text.replaceAll('{urn}', canonicalUrn(`urn:soffid:com.soffid.iam.api.${resourceType}`)));
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, filled(value)])).toString();
  return `${filled(implementPath ?? path ?? '')}${parameters && `?${parameters}`}`;
}

/** Printed from a later system: the demo data has another `ckelp`. */
const elsewhere = new Set(['24560']);

describe.each(stores)('what npm start serves from %s', (name, open) => {
  let server: RunningServer;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const opened = await open();
    await loadSoffidDemo(opened.store);
    server = await startServer({ store: opened.store, token, otpKey: randomBytes(32), port: 0, host: '127.0.0.1' });
    close = () => server.close().finally(opened.close);
  }, 120_000);
  afterAll(() => close());

  const get = async (url: string, authorization: string | undefined = basic): Promise<{ readonly status: number; readonly body: Attributes }> => {
    const answer = await fetch(url, { headers: authorization === '' ? {} : { Authorization: authorization } });
    return { status: answer.status, body: (await answer.json()) as Attributes };
  };

  test.each(readings)('answers the documented request $id: GET $path', async (example) => {
    const authorization = example.status === 401 ? '' : basic;
    const { status, body } = await get(`${server.soffidUrl}${urlOf(example)}`, authorization);
    expect([status, body['detail']]).toEqual([example.status, example.status === 200 ? undefined : expect.any(String)]);
    const printed = resourcesOf(example).map(({ id }) => String(id)).filter((id) => /^\d+$/.test(id) && !elsewhere.has(id));
    const answered = (Array.isArray(body['Resources']) ? (body['Resources'] as readonly Attributes[]) : [body]).map(({ id }) => String(id));
    expect(answered).toEqual(expect.arrayContaining(printed));
  });

  test('answers every link of every resource with a list (seed 001, meta.links)', async () => {
    let followed = 0;
    const kinds = new Set<string>();
    for (const type of soffidTypes) {
      const { status, body } = await get(`${server.soffidUrl}${type.endpoint}?count=1000`);
      expect([type.name, status]).toEqual([type.name, 200]);
      for (const resource of body['Resources'] as readonly Attributes[]) {
        const { links = {} } = resource['meta'] as { readonly links?: Readonly<Record<string, string>> };
        for (const [link, url] of Object.entries(links)) {
          const answer = await get(url);
          expect([url, answer.status, answer.body['detail']]).toEqual([url, 200, undefined]);
          expect([url, Array.isArray(answer.body['Resources'])]).toEqual([url, true]);
          kinds.add(`${type.name}.${link}`);
          followed += 1;
        }
      }
    }
    process.stdout.write(`${name}: ${followed} links of ${kinds.size} kinds answered 200: ${[...kinds].join(', ')}\n`);
    expect(kinds.size).toBeGreaterThanOrEqual(12);
  }, 120_000);
});
