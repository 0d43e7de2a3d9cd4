import type { ResourceType } from 'scim-router';

import { filterText, patchPath, pathText } from './generate-filter';
import type { Json, Scene } from './generate-value';
import { attributeValue, mutated, object, oddValue, print, resourceBody } from './generate-value';
import { oddNumbers, oddTexts, prototypeNames, urns } from './words';

/** A request as regressions.json keeps it. */
export interface FuzzRequest {
  readonly method: string;
  /** Below the mount. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const message = (name: string): string => `urn:ietf:params:scim:api:messages:2.0:${name}`;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'] as const;

type Generator = (scene: Scene) => FuzzRequest;

/** What is sent, and how often in a hundred. */
const kinds: readonly (readonly [weight: number, generator: Generator])[] = [
  [22, create],
  [12, replacement],
  [20, modification],
  [8, (scene) => bare('GET', resourcePath(scene) + queryText(scene), scene)],
  [10, (scene) => bare('GET', anyType(scene).endpoint + queryText(scene), scene)],
  [6, (scene) => withBody('POST', `${scene.random.of(['', '/Users', '/Groups', '/Nothing'])}/.search`, print(searchRequest(scene)), scene)],
  [6, (scene) => withBody('POST', '/Bulk', print(bulkRequest(scene)), scene)],
  [3, (scene) => bare('DELETE', resourcePath(scene), scene)],
  [3, (scene) => bare('GET', `${scene.random.of(['', '/', '/Me', '/Schemas', '/ResourceTypes', '/ServiceProviderConfig', '/Schemas/' + encoded(scene), '/ResourceTypes/' + encoded(scene)])}${queryText(scene)}`, scene)],
  [4, (scene) => withBody(scene.random.of(methods), `${anyPath(scene)}${queryText(scene)}`, print(oddValue(scene, 4)), scene)],
  [6, (scene) => brokenBody(scene, create(scene))],
];

const total = kinds.reduce((sum, [weight]) => sum + weight, 0);

export function generateRequest(scene: Scene): FuzzRequest {
  let choice = scene.random.below(total);
  for (const [weight, generator] of kinds) {
    choice -= weight;
    if (choice < 0) return generator(scene);
  }
  throw new Error('no kind of request was chosen');
}

function anyType({ random, types }: Scene): ResourceType {
  return random.of(types);
}

function create(scene: Scene): FuzzRequest {
  const type = anyType(scene);
  return withBody('POST', type.endpoint + (scene.random.chance(0.1) ? queryText(scene) : ''), print(resourceBody(scene, type)), scene);
}

function replacement(scene: Scene): FuzzRequest {
  const path = resourcePath(scene);
  return withBody('PUT', path, print(resourceBody(scene, typeAt(scene, path))), scene);
}

function modification(scene: Scene): FuzzRequest {
  const path = resourcePath(scene);
  return withBody('PATCH', path, print(patchOp(scene, typeAt(scene, path))), scene);
}

/** The resource type at a path, most of the time. */
function typeAt(scene: Scene, path: string): ResourceType {
  const type = scene.types.find(({ endpoint }) => path.startsWith(`${endpoint}/`));
  return type === undefined || scene.random.chance(0.05) ? anyType(scene) : type;
}

function resourcePath(scene: Scene): string {
  const { random, known } = scene;
  if (known.ids.length === 0 || random.chance(0.1)) return `${anyType(scene).endpoint}/${encoded(scene)}`;
  const id = random.of(known.ids);
  return `${random.chance(0.95) ? known.endpoints.get(id) : anyType(scene).endpoint}/${id}`;
}

function anyPath(scene: Scene): string {
  const { random } = scene;
  const parts = random.times(4, () => (random.chance(0.5) ? random.of(['Users', 'Groups', 'users', '.search', 'Bulk', 'Me', '..', '.', '', 'Schemas', '%55sers']) : encoded(scene)));
  return `/${parts.join('/')}`;
}

/** A part of a path, percent-encoded or not well so. */
function encoded({ random, known }: Scene): string {
  if (random.chance(0.1)) return random.of(['%', '%zz', '%E0%A4%A', '%00', '%C0%AF', '%2e%2e', '%2F', '%ED%A0%80', ';x=1', '*', '@', '!$&()', '~']);
  const text = random.of<string>([...oddTexts, ...prototypeNames, ...urns, ...known.ids]);
  return encodeURIComponent(text.slice(0, 600).replace(/\p{Surrogate}/gu, ''));
}

function queryText(scene: Scene): string {
  const { random, known } = scene;
  if (random.chance(0.3)) return '';
  const list = (): string => random.times(4, () => pathText(scene)).join(',');
  const parameters: readonly (() => readonly [string, string])[] = [
    () => ['filter', filterText(scene)],
    () => ['filter', filterText(scene)],
    () => ['attributes', list()],
    () => ['excludedAttributes', list()],
    () => ['sortBy', pathText(scene)],
    () => ['sortOrder', random.of(['ascending', 'descending', 'Descending', 'up', ''])],
    () => ['startIndex', random.of(oddNumbers)],
    () => ['count', random.chance(0.8) ? String(random.below(5)) : random.of(oddNumbers)],
    () => ['cursor', random.of(['', ...known.cursors, ...oddTexts])],
    () => [random.of([...prototypeNames, 'filter[]', 'count[$gt]', 'access_token', '_method']), random.of(oddTexts)],
  ];
  const pairs = random.times(3, () => random.of(parameters)()).map(([name, value]) => `${encodeText(name)}=${encodeText(value)}`);
  if (random.chance(0.03)) pairs.push(random.of(['filter=%', 'a=%ff', '&&', '=', 'filter', 'filter=userName+eq+"a"', 'count=+1']));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function encodeText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));
}

function patchOp(scene: Scene, type: ResourceType): Json {
  const operations = Array.from({ length: 1 + scene.random.below(3) }, () => patchOperation(scene, type));
  return mutated(scene, object({ schemas: [message('PatchOp')], Operations: operations }));
}

function patchOperation(scene: Scene, type: ResourceType): Json {
  const { random } = scene;
  const op = random.chance(0.95) ? random.of(['add', 'replace', 'remove', 'Add', 'REPLACE']) : random.of(['move', '']);
  const attribute = random.of(random.chance(0.8) ? type.attributes.filter(({ mutability }) => mutability !== 'readOnly') : type.attributes);
  if (random.chance(0.4)) {
    const path = attribute.extension === undefined ? attribute.name : `${attribute.extension}:${attribute.name}`;
    return mutated(scene, object({ op, path, value: attributeValue(scene, attribute) }));
  }
  if (random.chance(0.4)) return mutated(scene, object({ op, path: patchPath(scene), value: oddValue(scene, 2) }));
  return mutated(scene, object({ op, value: random.chance(0.7) ? resourceBody(scene, type) : oddValue(scene, 3) }));
}

function searchRequest(scene: Scene): Json {
  const { random, known } = scene;
  const members: Record<string, Json> = { schemas: [message('SearchRequest')] };
  if (random.chance(0.6)) members['filter'] = filterText(scene);
  if (random.chance(0.2)) members[random.of(['attributes', 'excludedAttributes'])] = random.times(4, () => pathText(scene));
  if (random.chance(0.2)) members['sortBy'] = pathText(scene);
  if (random.chance(0.5)) members['count'] = random.chance(0.8) ? random.below(5) : { raw: random.of(oddNumbers) };
  if (random.chance(0.2)) members['startIndex'] = { raw: random.of(oddNumbers) };
  if (random.chance(0.2)) members['cursor'] = random.of(['', ...known.cursors, ...oddTexts]);
  return mutated(scene, object(members));
}

function bulkRequest(scene: Scene): Json {
  const { random } = scene;
  const members: Record<string, Json> = { schemas: [message('BulkRequest')], Operations: random.times(5, (index) => bulkOperation(scene, index)) };
  if (random.chance(0.2)) members['failOnErrors'] = { raw: random.of(oddNumbers) };
  return mutated(scene, object(members));
}

function bulkOperation(scene: Scene, index: number): Json {
  const { random } = scene;
  const type = anyType(scene);
  const method = random.of(['POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'post', 'GET', '']);
  const bulkId = random.chance(0.9) ? `b${index}` : random.of([...prototypeNames, 'b0', '']);
  const known = resourcePath(scene);
  const path = method === 'POST' ? type.endpoint : random.chance(0.5) ? known : `${type.endpoint}/bulkId:b${random.below(4)}`;
  const members: Record<string, Json> = { method, bulkId, path: random.chance(0.05) ? anyPath(scene) : path };
  if (method !== 'DELETE') members['data'] = method === 'PATCH' ? patchOp(scene, typeAt(scene, path)) : bulkData(scene, type);
  if (random.chance(0.1)) members['version'] = random.of([...scene.known.versions, 'W/"1"', 'x']);
  return mutated(scene, object(members));
}

/** A resource that may refer to others of its job. */
function bulkData(scene: Scene, type: ResourceType): Json {
  const { random } = scene;
  const body = resourceBody(scene, type);
  if (type.name !== 'Group' || random.chance(0.5)) return body;
  const member = (): Json => object({ value: `bulkId:b${random.below(5)}`, ...(random.chance(0.5) && { type: random.of(['User', 'Group', 'x']) }) });
  return { members: [...body.members.filter(([name]) => name.toLowerCase() !== 'members'), ['members', random.times(3, member)]] };
}

function bare(method: string, path: string, scene: Scene): FuzzRequest {
  return { method, path, headers: headers(scene) };
}

function withBody(method: string, path: string, body: string, scene: Scene): FuzzRequest {
  const { random } = scene;
  const type = random.chance(0.95) ? random.of(['application/scim+json', 'application/json']) : random.of(['', 'text/plain', 'application/json;charset=utf-8', 'application/scim+json; charset=latin1', 'application/jsonx', '*/*', 'a'.repeat(500)]);
  return { method, path, headers: { ...headers(scene), ...(type !== '' && { 'Content-Type': type }) }, body };
}

function headers({ random, known }: Scene): Record<string, string> {
  const given: Record<string, string> = {};
  if (random.chance(0.1)) given[random.of(['If-Match', 'If-None-Match'])] = random.of(['*', 'W/"1"', '"1"', 'W/"', '1', '', 'W/"1", W/"2"', '"a,b"', ...known.versions]);
  if (random.chance(0.05)) given['Accept'] = random.of(['*/*', 'text/html', 'application/scim+json', 'application/json;q=0', ';', '']);
  if (random.chance(0.02)) given['X-HTTP-Method-Override'] = random.of(methods);
  if (random.chance(0.02)) given['Content-Encoding'] = random.of(['gzip', 'identity', 'deflate, br', '']);
  if (random.chance(0.02)) given['Expect'] = random.of(['100-continue', 'x']);
  if (random.chance(0.01)) given['Host'] = random.of(['evil.example', 'a b', '[::1]:80', '', '127.0.0.1:99999']);
  if (random.chance(0.02)) given['Authorization'] = random.of(['', 'Bearer', 'Bearer ', 'Bearer wrong', 'Basic OTo=', 'bearer fuzz x', 'Digest a="b"', 'é']);
  return given;
}

/** A body that is cut off, or has something in it that is no JSON. */
function brokenBody({ random }: Scene, request: FuzzRequest): FuzzRequest {
  const body = request.body ?? '';
  const at = random.below(body.length + 1);
  const inserted = random.of(['', '{', '}', '[', ']', '"', '\\', ',', ':', '\\u0000', '\\ud800', '\u0000', '\ufeff', 'NaN', '1e999', '//', "'", ' '.repeat(1000), '[[[[']);
  return { ...request, body: body.slice(0, at) + inserted + (random.chance(0.3) ? '' : body.slice(at + random.below(4))) };
}
