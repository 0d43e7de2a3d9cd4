import { backends } from '../support/backends';
import { Group, LabUser } from '../support/lab-user';
import type { TestService } from '../support/service';
import { openService, patchBody, userBody } from '../support/service';
import filters from '../vectors/filters.json';
import patches from '../vectors/patches.json';

type Json = Readonly<Record<string, any>>;

const baseUrl = 'https://example.com/v2';

/** The ids that the vectors use for what has to exist, and the user names that stand for them here. */
const referred = { '2819c223-7f76-453a-919d-413861904646': 'Babs Jensen', '902c246b-6245-4190-8e05-00816be7344a': 'Mandy Pepperidge', '6c5bb468-14b2-4183-baf2-06d523e03bd3': 'James Smith' };

async function createReferred(service: TestService): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const [id, displayName] of Object.entries(referred)) {
    ids.set(id, (await service.create('/Users', userBody(displayName.replace(' ', '.'), { displayName })))['id']);
  }
  return ids;
}

/** Puts the ids of this service in the place of those of the vectors, also in capitals and in part. */
function translate<T>(value: T, ids: ReadonlyMap<string, string>): T {
  let text = JSON.stringify(value);
  for (const [from, to] of ids) {
    text = text.replaceAll(from, to).replaceAll(from.toUpperCase(), to.toUpperCase()).replaceAll(from.slice(-12), to.slice(-12));
  }
  return JSON.parse(text) as T;
}

describe.each(backends)('vectors over HTTP on %s', (_name, open) => {
  let service: TestService;
  let ids: ReadonlyMap<string, string>;
  let filterIds: ReadonlyMap<string, string>;

  beforeAll(async () => {
    service = await openService(open, { resourceTypes: [LabUser, Group], baseUrl });
    ids = await createReferred(service);
  });
  afterAll(() => service.close());

  describe('RFC 7644 §3.4.2.2: filters', () => {
    const created: Record<string, Json> = {};

    beforeAll(async () => {
      const { id, ...bjensen } = filters.resources.bjensen as Json;
      created['bjensen'] = await service.create('/Users', bjensen);
      const own = new Map([...ids, [id, created['bjensen']['id']]]);
      created['guides'] = await service.create('/Groups', translate(filters.resources.guides, own));
      filterIds = own;
    });

    afterAll(async () => {
      await service.send('delete', `/Users/${created['bjensen']!['id']}`);
    });

    /** Moves every instant of a filter by as much as the resource is younger than that of the vector. */
    const moveInstants = (filter: string, resource: Json): string =>
      filter.replace(/(meta\.(created|lastModified) \w\w ")([^"]{20,})"/g, (...[, head, name, instant]: string[]) => {
        const moved = Date.parse(instant!) + Date.parse(resource['meta'][name!]) - Date.parse((filters.resources.bjensen.meta as Json)[name!]);
        return `${head}${new Date(moved).toISOString()}"`;
      });

    const outcomeOf = async (vector: Json): Promise<unknown> => {
      const resource = created[vector['resource'] ?? 'bjensen']!;
      const filter = moveInstants(translate(vector['filter'] as string, filterIds), resource);
      const endpoint = vector['resource'] === 'guides' ? '/Groups' : '/Users';
      const response = await service.send('get', `${endpoint}?attributes=id&filter=${encodeURIComponent(filter)}`);
      if (response.status === 400) return response.body.scimType;
      expect(response.status).toBe(200);
      return response.body.Resources.some(({ id }: Json) => id === resource['id']);
    };

    const matches = (filters.vectors as readonly Json[]).filter(({ kind }) => kind === 'match');
    test.each(matches.map((vector) => [vector['id'], vector['filter'], vector] as const))('%s %s', async (_id, _filter, vector) => {
      const allowed = Array.isArray(vector['expect']) ? vector['expect'] : [vector['expect']];
      expect(allowed).toContain(await outcomeOf(vector));
    });

    const parsed = (filters.vectors as readonly Json[]).filter(({ kind, filter }) => kind === 'parse' && typeof filter === 'string');
    test.each(parsed.map((vector) => [vector['id'], vector['filter'], vector] as const))('%s %s', async (_id, _filter, vector) => {
      const outcome = await outcomeOf(vector);
      const isOpen = vector['expect'] === 'either' || vector['unknownName'] === true;
      expect([true, false, 'invalidFilter']).toContain(outcome);
      if (!isOpen) expect(outcome === 'invalidFilter' ? 'reject' : 'accept').toBe(vector['expect']);
    });

    const paths = (filters.vectors as readonly Json[]).filter(({ kind }) => kind === 'path');
    test.each(paths.map((vector) => [vector['id'], vector['path'], vector] as const))('%s %s', async (_id, _path, vector) => {
      // A path that is understood may still name nothing of this schema, or something that cannot be changed so.
      const body = patchBody({ op: 'remove', path: translate(vector['path'] as string, ids) });
      const { status, body: answer } = await service.send('patch', '/Users/unknown', body);
      expect([400, 404]).toContain(status);
      if (vector['expect'] === 'reject') expect([status, answer.scimType]).toEqual([400, 'invalidPath']);
    });

    test.each([
      ['R001', `${'('.repeat(2000)}title pr${')'.repeat(2000)}`],
      ['R002', Array.from({ length: 250 }, () => 'title pr').join(' and ')],
      ['R003', `userName eq "${'a'.repeat(7000)}"`],
      ['R006', '__proto__ pr'],
      ['R006', 'constructor pr'],
      ['R006', 'toString pr'],
      ['R006', '__proto__.polluted eq true'],
    ])('%s is answered at once, as far as a URL can carry it', async (id, filter) => {
      const response = await service.send('get', `/Users?filter=${encodeURIComponent(filter)}`);
      expect([200, 400]).toContain(response.status);
      if (id === 'R006') expect(response.body.scimType).toBe('invalidFilter');
    });
  });

  describe('RFC 7644 §3.5.2: PATCH', () => {
    test.each((patches.vectors as readonly Json[]).map((vector) => [vector['id'], vector['title'], vector] as const))('%s %s', async (_id, _title, vector) => {
      const isGroup = vector['resource'] === 'guides' || vector['resource'] === 'empty';
      const endpoint = isGroup ? '/Groups' : '/Users';
      const before = await service.create(endpoint, translate((patches.resources as Json)[vector['resource']], ids));
      const path = `${endpoint}/${before['id']}`;
      try {
        const request = translate(vector['request'] ?? patchBody(...vector['operations']), isGroup ? ids : new Map([['2819c223-7f76-453a-919d-413861904646', before['id']]]));
        const response = await service.send('patch', path, request);
        const after = (await service.send('get', path)).body as Json;
        const outcomes = (vector['anyOf'] ?? [vector['expect']]) as readonly Json[];
        const fits = outcomes.some((outcome) => isAsExpected({ before, after, response }, translate(outcome, ids)));
        expect({ status: response.status, answer: response.body, after, outcomes, fits }).toMatchObject({ fits: true });
      } finally {
        await service.send('delete', path);
      }
    });
  });
});

interface Observed {
  readonly before: Json;
  readonly after: Json;
  readonly response: { readonly status: number; readonly body: Json };
}

function isAsExpected({ before, after, response }: Observed, { error, changed, set = {}, unset = [] }: Json): boolean {
  if (error !== undefined) {
    return response.status === error.status && error.scimType.includes(response.body['scimType']) && JSON.stringify(before) === JSON.stringify(after);
  }
  if (response.status >= 300) return false;
  if (changed === false) return JSON.stringify(before) === JSON.stringify(after);
  const expected: Record<string, unknown> = { ...before, ...set };
  for (const name of unset) delete expected[name];
  return comparableForm(expected) === comparableForm(after);
}

// Left out of account: order of values, `primary: false`, and what a service provider says itself of references.
function comparableForm({ meta: _meta, schemas: _schemas, ...attributes }: Json): string {
  const members = attributes['members'] as readonly Json[] | undefined;
  const narrow = members && { members: members.map(({ value }) => ({ value })) };
  return JSON.stringify(sorted({ ...attributes, ...narrow }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => JSON.stringify(sorted(element))).toSorted();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name, member]) => !(name === 'primary' && member === false) && !isManagerName(value, name));
  return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([name, member]) => [name, sorted(member)]));
}

// The display name of a manager is readOnly and follows from the manager; the vectors have no such users.
function isManagerName(value: object, name: string): boolean {
  return name === 'displayName' && ('$ref' in value || ('value' in value && Object.keys(value).length <= 2));
}
