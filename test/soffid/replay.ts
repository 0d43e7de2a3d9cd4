import type { Attributes } from 'scim-router';
import type { Response } from 'supertest';

import { soffidTypes } from '../../src/soffid/resource-types/soffid-types';
import circumstances from './circumstances.json';
import { differences } from './compare';
import deviations from './deviations.json';
import type { Example } from './examples';
import { resourcesOf } from './examples';
import fresh from './fresh.json';
import type { SoffidService } from './support/open-soffid';
import type { StandIn } from './undocumented';
import { standInFor } from './undocumented';

/** What an example takes for granted: a resource that is there, a request that was sent, an id that means another. */
type Step =
  | { readonly import: Parameters<SoffidService['import']>[0] }
  | { readonly send: string; readonly body?: object }
  | { readonly same: Readonly<Record<string, string>> };

interface Deviation {
  readonly example: string;
  /** Dotted path in the answer. */
  readonly path: string;
  readonly reason: string;
}

const stepsBefore = new Map(circumstances.map(({ before, steps }) => [before, steps as unknown as readonly Step[]]));

/** Replays examples in the order of the documents: what one creates, those that follow find. */
export class Replay {
  /** Ids that the documents print, and what those resources have for an id here. */
  private readonly ids = new Map<string, string>();
  private used = 0;

  constructor(private readonly service: SoffidService) {}

  /** Everything in which the answer is not as documented. */
  async run(example: Example): Promise<readonly string[]> {
    for (const step of stepsBefore.get(example.id) ?? []) await this.prepare(step);
    const standIn = standInFor(example);
    return standIn === undefined ? this.replay(example) : this.sendInstead(standIn, example);
  }

  private async prepare(step: Step): Promise<void> {
    if ('import' in step) {
      await this.service.import(step.import);
    } else if ('same' in step) {
      for (const [documented, meant] of Object.entries(step.same)) this.ids.set(documented, this.idOf(meant));
    } else {
      const [method = '', path = ''] = step.send.split(' ');
      const { status, text } = await this.service.send(method, this.pathOf(path), step.body === undefined ? {} : { body: step.body });
      if (status >= 300) throw new Error(`${step.send} answered ${status}: ${text}`);
    }
  }

  private async replay(example: Example): Promise<readonly string[]> {
    const body = this.bodyOf(example);
    const exists = example.method === 'POST' && (await this.isThere(example));
    const query = new URLSearchParams(example.query).toString();
    const path = `${this.pathOf(example.implementPath ?? example.path ?? '')}${query && `?${query}`}`;
    const answer = await this.service.send(example.method ?? '', path, body === undefined ? {} : { body });
    if (answer.status !== example.status) return [`status ${answer.status} instead of ${example.status}: ${answer.text}`];
    if (example.method === 'POST' && !exists) this.ids.set(String(example.responseBody?.['id']), String(answer.body.id));
    // What was printed as the result of a creation may be there already, and then it is not this one.
    const ids = exists ? new Map([...this.ids, [String(example.responseBody?.['id']), String(answer.body.id)]]) : this.ids;
    return [...compare(example, answer, { body, ids }), ...listFaults(example, answer.body)];
  }

  private async isThere({ path, responseBody }: Example): Promise<boolean> {
    const { status } = await this.service.send('GET', `${path?.replace(/\/$/, '')}/${String(responseBody?.['id'])}`);
    return status === 200;
  }

  private bodyOf({ expectedRequest, requestBody }: Example): Attributes | undefined {
    const body = expectedRequest ?? requestBody;
    if (body === undefined || !('id' in body)) return body;
    const id = this.idOf(String(body['id']));
    return { ...body, id: typeof body['id'] === 'number' ? Number(id) : id };
  }

  private pathOf(path: string): string {
    return path.replace(/\d+$/, (id) => this.idOf(id));
  }

  private idOf(documented: string): string {
    return this.ids.get(documented) ?? documented;
  }

  private async sendInstead(standIn: StandIn, { resourceType }: Example): Promise<readonly string[]> {
    const { method, body, profile = 'soffid', authorization, status, answer = {}, headers = {} } = standIn;
    const path = await this.withFresh(standIn.path, resourceType === '*' ? 'User' : resourceType);
    const response = await this.service.send(method, path, {
      profile,
      ...(body !== undefined && { body }),
      ...(authorization !== undefined && { authorization }),
    });
    if (response.status !== status) return [`status ${response.status} instead of ${status}: ${response.text}`];
    expect(response.body).toMatchObject(answer);
    expect(response.headers).toMatchObject(headers);
    return [];
  }

  private async withFresh(path: string, type: string): Promise<string> {
    const name = `fresh${(this.used += 1)}`;
    if (path.includes('{fresh}')) {
      const attributes = (fresh as Readonly<Record<string, Attributes>>)[type] ?? {};
      const renamed = JSON.parse(JSON.stringify(attributes).replaceAll('fresh', name)) as Attributes;
      const id = await this.service.import({ type, attributes: renamed });
      return path.replace('{fresh}', id);
    }
    if (path.includes('{core}')) return path.replace('{core}', await this.service.importCore('User', { userName: name }));
    if (path.includes('{group}')) return path.replace('{group}', await this.service.importCore('Group', { displayName: 'SE - Data Entry' }));
    return path;
  }
}

interface Circumstances {
  readonly body: unknown;
  readonly ids: ReadonlyMap<string, string>;
}

function compare(example: Example, { body: answered }: Response, { body, ids }: Circumstances): readonly string[] {
  const found = differences(meant(example), answered, {
    ids,
    isNow: example.method !== 'GET',
    sent: JSON.stringify(body ?? ''),
    canonical: canonicalUrn,
  });
  return withoutDeviations(example.id, found);
}

/** The documented answer, with what is meant in place of its slips. */
function meant({ responseBody = {}, expected = {} }: Example): Attributes {
  const { totalResults: _total, itemsPerPage: _perPage, ...answer } = structuredClone(responseBody) as Record<string, unknown>;
  for (const [path, value] of Object.entries(expected)) setAt(answer, path.split('.'), value);
  return answer;
}

function setAt(target: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) setAt((target[name] ??= {}) as Record<string, unknown>, rest, value);
  else target[name] = value ?? undefined;
}

/** How many there are, and in which order. */
function listFaults({ responseBody = {}, query, truncated, ...example }: Example, answered: Attributes): readonly string[] {
  const printed = resourcesOf({ ...example, responseBody });
  if (!Array.isArray(responseBody['Resources'])) return [];
  const total = Number(answered['totalResults']);
  const isWhole = query?.['filter'] !== undefined && truncated !== true;
  const faults = isWhole && total !== printed.length ? [`totalResults: ${printed.length}, but was ${total}`] : [];
  if (total < printed.length) faults.push(`totalResults: at least ${printed.length}, but was ${total}`);
  if (query?.['sortBy'] === undefined) return faults;
  const order = (answered['Resources'] as readonly Attributes[]).map(({ id }) => id);
  const places = printed.map(({ id }) => order.indexOf(id));
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1)) ? faults : [...faults, `order: ${order.join(', ')}`];
}

function withoutDeviations(id: string, found: readonly string[]): readonly string[] {
  const accepted = (deviations as readonly Deviation[]).filter(({ example }) => example === id);
  const unused = accepted.filter(({ path }) => !found.some((fault) => fault.startsWith(`${path}:`)));
  const left = found.filter((fault) => !accepted.some(({ path }) => fault.startsWith(`${path}:`)));
  return [...left, ...unused.map(({ path }) => `${path} is listed as a deviation, and is none`)];
}

/** URNs of what stands within resources. */
const embedded = ['urn:soffid:com.soffid.iam.rc.api.IssueUser', 'urn:soffid:com.soffid.iam.bpm.api.Comment'];

/** The one URN of a type, for all the spellings of it that are printed. */
export function canonicalUrn(urn: string): string {
  const type = soffidTypes.find(({ aliases }) => aliases.schemas.some((alias) => alias instanceof RegExp && alias.test(urn)));
  const name = urn.slice(Math.max(urn.lastIndexOf('.'), urn.lastIndexOf(':')));
  return type?.schema.$id ?? embedded.find((each) => each.endsWith(`.${name.slice(1)}`)) ?? urn;
}
