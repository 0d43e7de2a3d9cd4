import type { ResourceType } from 'scim-router';
import { MemoryStore } from 'scim-router';
import type { RecordedExample } from 'scim-router/openapi';
import { soffidTypes } from 'scim-router/soffid';

import { recordedBaseUrl } from '../../../src/openapi/recorded-example';
import { documentedExamples } from '../../soffid/examples';
import { Replay } from '../../soffid/replay';
import type { SoffidService } from '../../soffid/support/open-soffid';
import { openSoffid, soffidPath } from '../../soffid/support/open-soffid';
import { documentOf, schemasOf, soffidOptions } from './open-document';

/** Longer answers are left out: an example is to be read. */
const longestAnswer = 4000;
const operations: Readonly<Record<string, string>> = { GET: 'get', PUT: 'replace', PATCH: 'patch', DELETE: 'delete' };

/** Replays what the documents of Soffid print, and keeps what is answered as documented. */
export async function recordSoffid(): Promise<readonly RecordedExample[]> {
  const service = await openSoffid(async () => ({ store: new MemoryStore(), close: async () => undefined }));
  const exchanges: RecordedExample[] = [];
  const replay = new Replay(listening(service, exchanges));
  const found: RecordedExample[] = [];
  for (const example of documentedExamples) {
    exchanges.length = 0;
    const faults = await replay.run(example).catch((error: unknown) => [String(error)]);
    const last = exchanges.at(-1);
    if (faults.length === 0 && last !== undefined && last.status < 300 && last.status !== 204) found.push({ ...last, name: nameOf(example.id) });
  }
  await service.close();
  return withStandardBodies(found);
}

/** A body that only the client profile of Soffid makes good is no example for anyone: the answer is. */
async function withStandardBodies(examples: readonly RecordedExample[]): Promise<readonly RecordedExample[]> {
  const schemas = schemasOf(await documentOf(soffidOptions()));
  return examples.map(({ body, ...example }) => {
    const type = soffidTypes.find(({ schema }) => schema.$id === example.schema);
    const name = { patch: 'scim.PatchOp', search: 'scim.SearchRequest' }[example.operation] ?? `${type?.name ?? ''}.input`;
    const isStandard = body !== undefined && schemas.validate(`document#/components/schemas/${name}`, body);
    return isStandard ? { ...example, body } : example;
  });
}

/** Names of examples are keys of components. */
function nameOf(id: string): string {
  return id.replace(/[^\w.-]+/g, '-');
}

/** One example of each operation: the one that is quickest to read. */
export function shortest(examples: readonly RecordedExample[]): readonly RecordedExample[] {
  const byPlace = new Map<string, RecordedExample>();
  for (const example of examples) {
    const place = `${example.schema ?? ''} ${example.operation}`;
    const former = byPlace.get(place);
    const isEmpty = (example.answer as { readonly totalResults?: number } | undefined)?.totalResults === 0;
    if (isEmpty || lengthOf(example) > longestAnswer) continue;
    if (former === undefined || isBetter(example, former)) byPlace.set(place, example);
  }
  return [...byPlace.values()];
}

function lengthOf({ answer }: RecordedExample): number {
  return JSON.stringify(answer ?? '').length;
}

/** A body is worth more than shortness. */
function isBetter(example: RecordedExample, former: RecordedExample): boolean {
  const hasBody = example.body !== undefined;
  return hasBody === (former.body !== undefined) ? lengthOf(example) < lengthOf(former) : hasBody;
}

/** The same service; each request to the profile of Soffid is noted down with its answer. */
function listening(service: SoffidService, exchanges: RecordedExample[]): SoffidService {
  const send: SoffidService['send'] = (method, path, options = {}) => {
    const call = service.send(method, path, options);
    const place = placeOf(method, path);
    if (options.profile === 'core' || place === undefined) return call;
    return call.expect(({ status, text, request }) => {
      const root = `${new URL((request as { readonly url: string }).url).origin}${soffidPath}`;
      const answer = text === '' ? undefined : (JSON.parse(text.replaceAll(root, recordedBaseUrl)) as unknown);
      const { body } = options;
      exchanges.push({ name: '', summary: `${method} ${path}`, ...place, ...(body !== undefined && { body }), status, ...(answer !== undefined && { answer }) });
    });
  };
  return { ...service, send };
}

function placeOf(method: string, path: string): Pick<RecordedExample, 'schema' | 'operation'> | undefined {
  const [, endpoint = '', id, action] = (path.split('?', 1)[0] ?? '').split('/');
  const type = soffidTypes.find((each: ResourceType) => [each.endpoint, ...each.aliases.endpoints].includes(`/${endpoint}`));
  if (type === undefined) return undefined;
  const schema = type.schema.$id;
  if (action !== undefined && action !== '') return { schema, operation: action };
  if (id === '.search') return { schema, operation: 'search' };
  if (id !== undefined && id !== '') return { schema, operation: operations[method] ?? method };
  return { schema, operation: method === 'POST' ? 'create' : 'query' };
}
