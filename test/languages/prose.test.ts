import type { Language } from 'scim-router';
import { MemoryStore } from 'scim-router';
import { es } from 'scim-router/languages';

import errors from '../http/cases/errors.json';
import users from '../schema/user-validation.json';
import type { TestService } from '../support/service';
import { openService, patchBody, userBody } from '../support/service';
import filters from '../vectors/filters.json';
import patches from '../vectors/patches.json';

/** A language of places only: what is still words in it can be translated by nobody. */
const wordless: Language = {
  tag: 'zxx',
  templates: Object.fromEntries(Object.keys(es.templates).map((template) => [template, `¦${(template.match(/\{\d+\}/g) ?? []).join('¦')}¦`])),
};

/** Two words in a row, outside of what is quoted from the request. */
function proseIn(detail: string): readonly string[] {
  return detail
    .replace(/"(?:[^"\\]|\\.)*(?:"|$)/g, '')
    .split('¦')
    .filter((value) => /\p{L}{2,} \p{L}{2,}/u.test(value));
}

interface Request {
  readonly method: 'get' | 'post' | 'patch';
  readonly path: string;
  readonly body?: string | object;
}

const fromFilters: readonly Request[] = filters.vectors.flatMap(({ filter, path }: { filter?: string | null; path?: string }) => [
  ...(typeof filter === 'string' ? [{ method: 'get', path: `/Users?filter=${encodeURIComponent(filter.replace(/\p{Surrogate}/gu, ''))}` } as const] : []),
  ...(typeof path === 'string' ? [{ method: 'patch', path: '/Users/{id}', body: patchBody({ op: 'replace', path, value: 1 }) } as const] : []),
]);
const fromPatches: readonly Request[] = (patches.vectors as readonly { operations?: readonly object[]; request?: object }[]).map(
  ({ operations = [], request }) => ({ method: 'patch', path: '/Users/{id}', body: request ?? patchBody(...operations) }),
);
const fromUsers: readonly Request[] = (users as readonly { attributes: object }[]).map(({ attributes }) => ({ method: 'post', path: '/Users', body: { ...userBody('x'), ...attributes } }));
const fromErrors = errors as unknown as readonly Request[];

describe('in a language without words', () => {
  let service: TestService;
  let id: string;
  beforeAll(async () => {
    service = await openService(async () => ({ store: new MemoryStore(), close: async () => undefined }), {
      languages: [wordless],
      unknownAttributes: 'reject',
      strict: true,
    });
    ({ id } = (await service.create('/Users', userBody('bjensen'))) as { id: string });
  });
  afterAll(() => service.close());

  test.each([
    ['filters', fromFilters],
    ['PATCH requests', fromPatches],
    ['values of users', fromUsers],
    ['all kinds of requests', fromErrors],
  ])('no word is left in what is told about %s', async (_name, requests) => {
    const left = new Set<string>();
    let told = 0;
    for (const { method, path, body } of requests) {
      const response = await service.send(method, path.replace('{id}', id), body, { 'Accept-Language': 'zxx' });
      if (response.status < 400) continue;
      expect(response.headers['content-language']).toBe('zxx');
      told += 1;
      for (const prose of proseIn(response.body.detail as string)) left.add(prose);
    }
    expect([...left]).toEqual([]);
    expect(told).toBeGreaterThan(20);
  }, 60_000);
});
