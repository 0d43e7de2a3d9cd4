import { inspect } from 'node:util';

import type { Change, PasswordPlace, PasswordPolicy, ResourceStore } from 'scim-router';
import { InvalidValueError, defineResourceType, defineSchema } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

import { backends } from '../support/backends';
import type { OpenBackend } from '../support/backends';
import type { TestService } from '../support/service';
import { openService, patchBody, patchUrn } from '../support/service';

const urn = 'urn:example:params:scim:schemas:Vault';
const secret = { type: 'string', mutability: 'writeOnly', returned: 'never', password: true } as const;

const Vault = defineResourceType({
  name: 'Vault',
  endpoint: '/Vaults',
  schema: defineSchema({
    $id: urn,
    title: 'Vault',
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      password: { type: 'object', properties: { value: { ...secret, minLength: 4 }, expired: { type: 'boolean' } } },
      keys: {
        type: 'array',
        items: {
          type: 'object',
          required: ['secret'],
          properties: { label: { type: 'string' }, secret, kind: { type: 'string', default: 'plain' } },
        },
      },
      domains: {
        type: 'array',
        mutability: 'writeOnly',
        items: { type: 'object', properties: { domain: { type: 'string' }, value: secret, expired: { type: 'boolean' } } },
      },
    },
  }),
});

const canary = 'CANARY-7f';
const clear = (name: string): string => `${canary}-${name}`;
const everything = { kind: 'all', includes: () => true } as const;
const vault = (more: object = {}): object => ({ schemas: [urn], name: 'v', ...more });

/** Keeps passwords as a text that tells what they were; what comes by is noted. */
class Noting implements PasswordPolicy {
  readonly places: PasswordPlace[] = [];
  readonly others: unknown[] = [];

  check(given: string, attributes: object, _context: unknown, place: PasswordPlace): void {
    this.others.push(attributes);
    if (given.endsWith('weak')) throw new InvalidValueError(`${place.path} is weak`);
  }

  hash(given: string, _context: unknown, place: PasswordPlace): string {
    this.places.push(place);
    return hashed(given);
  }
}
const hashed = (given: string): string => `#${given.slice(canary.length + 1)}`;
const kept = (name: string): string => hashed(clear(name));

interface Lab {
  readonly service: TestService;
  readonly policy: Noting;
  /** Everything that hooks and the store were handed. */
  readonly handed: string[];
  readonly stored: (id: string) => Promise<Record<string, unknown> | undefined>;
}

async function withLab(open: OpenBackend, passwords: 'drop' | Noting, use: (lab: Lab) => Promise<void>): Promise<void> {
  const handed: string[] = [];
  const note = (...parts: unknown[]): void => void handed.push(inspect(parts, { depth: 12, maxStringLength: null, maxArrayLength: null }));
  const hooks = {
    beforeWrite: (change: Change) => note(change),
    afterWrite: (change: Change, result: unknown) => note(change, result),
    onCommitted: (change: Change, result: unknown) => note(change, result),
  };
  const watched: OpenBackend = async (types) => {
    const backend = await open(types);
    return { ...backend, store: watching(backend.store, note) };
  };
  const service = await openService(watched, { resourceTypes: [Vault], hooks, passwords });
  const stored = async (id: string) => {
    const found = await service.backend.store.get({ type: Vault, id, projection: everything }, createTestContext());
    return found?.attributes;
  };
  try {
    await use({ service, policy: passwords === 'drop' ? new Noting() : passwords, handed, stored });
    expect(handed.join()).not.toContain(canary);
  } finally {
    await service.close();
  }
}

/** The store, which tells of every request that it gets. */
function watching(store: ResourceStore, note: (...parts: unknown[]) => void): ResourceStore {
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      if (name === 'transaction') {
        const transaction: NonNullable<ResourceStore['transaction']> = (work, context) =>
          target.transaction!((inner) => work(watching(inner, note)), context);
        return transaction;
      }
      return (...given: unknown[]): unknown => {
        note(given[0]);
        return Reflect.apply(member, target, given);
      };
    },
  });
}

interface WriteCase {
  readonly name: string;
  /** What is there before a PUT or PATCH. */
  readonly before?: object;
  readonly put?: object;
  readonly post?: object;
  readonly patch?: readonly object[];
  /** What the store holds afterwards beside the name. */
  readonly holds: object;
  /** The same when passwords are dropped. */
  readonly dropped: object;
}

const password = { value: clear('old'), expired: true };
const keys = [{ label: 'a', secret: clear('a') }, { label: 'b', secret: clear('b') }];
const keptKeys = (...names: string[]) => ['a', 'b'].map((label, index) => ({ label, kind: 'plain', secret: kept(names[index]!) }));
const bareKeys = [{ label: 'a', kind: 'plain' }, { label: 'b', kind: 'plain' }];

const cases: readonly WriteCase[] = [
  { name: 'POST of a single complex value', post: { password }, holds: { password: { value: kept('old'), expired: true } }, dropped: { password: { expired: true } } },
  { name: 'POST of a password and nothing beside it', post: { password: { VALUE: clear('x') } }, holds: { password: { value: kept('x') } }, dropped: {} },
  { name: 'POST of several', post: { keys }, holds: { keys: keptKeys('a', 'b') }, dropped: { keys: bareKeys } },
  {
    name: 'POST of an attribute that nobody reads',
    post: { domains: [{ domain: 'd', value: clear('d'), expired: false }] },
    holds: { domains: [{ domain: 'd', value: kept('d'), expired: false }] },
    dropped: { domains: [{ domain: 'd', expired: false }] },
  },
  { name: 'PUT of another one', before: { password }, put: { password: { value: clear('new') } }, holds: { password: { value: kept('new') } }, dropped: {} },
  { name: 'PUT without it', before: { password }, put: { password: { expired: false } }, holds: { password: { value: kept('old'), expired: false } }, dropped: { password: { expired: false } } },
  {
    name: 'PUT of what clients can read of several',
    before: { keys },
    put: { keys: [{ label: 'b', kind: 'plain' }, { label: 'a', kind: 'plain', secret: clear('n') }] },
    holds: { keys: [{ label: 'b', kind: 'plain', secret: kept('b') }, { label: 'a', kind: 'plain', secret: kept('n') }] },
    dropped: { keys: bareKeys },
  },
  { name: 'PUT without an attribute that nobody reads', before: { domains: [{ domain: 'd', value: clear('d') }] }, put: {}, holds: { domains: [{ domain: 'd', value: kept('d') }] }, dropped: { domains: [{ domain: 'd' }] } },
  {
    name: 'PATCH of a part',
    before: { password },
    patch: [{ op: 'replace', path: 'password.value', value: clear('new') }],
    holds: { password: { value: kept('new'), expired: true } },
    dropped: { password: { expired: true } },
  },
  {
    name: 'PATCH by URN in other letter case',
    patch: [{ op: 'add', path: `${urn}:PASSWORD.Value`, value: clear('new') }],
    holds: { password: { value: kept('new') } },
    dropped: {},
  },
  {
    name: 'PATCH with an object',
    before: { password },
    patch: [{ op: 'replace', path: 'password', value: { value: clear('new'), expired: false } }],
    holds: { password: { value: kept('new'), expired: false } },
    dropped: { password: { expired: false } },
  },
  {
    name: 'PATCH without a path',
    patch: [{ op: 'add', value: { password, keys: [keys[0]], 'domains': [{ value: clear('d') }] } }],
    holds: { password: { value: kept('old'), expired: true }, keys: [{ label: 'a', secret: kept('a') }], domains: [{ value: kept('d') }] },
    dropped: { password: { expired: true }, keys: [{ label: 'a' }] },
  },
  {
    name: 'PATCH of the elements of an array',
    before: { keys },
    patch: [{ op: 'replace', path: 'keys', value: [{ label: 'c', kind: 'x', secret: clear('c') }] }],
    holds: { keys: [{ label: 'c', kind: 'x', secret: kept('c') }] },
    dropped: { keys: [{ label: 'c', kind: 'x' }] },
  },
  {
    name: 'PATCH of an element that is there already',
    before: { keys },
    patch: [{ op: 'add', path: 'keys', value: [{ label: 'a', kind: 'plain', secret: clear('n') }] }],
    holds: { keys: keptKeys('n', 'b') },
    dropped: { keys: bareKeys },
  },
  {
    name: 'PATCH of the elements that a filter selects',
    before: { keys },
    patch: [{ op: 'replace', path: 'keys[label eq "b"].secret', value: clear('n') }],
    holds: { keys: keptKeys('a', 'n') },
    dropped: { keys: bareKeys },
  },
  {
    name: 'PATCH of such elements with an object',
    before: { keys },
    patch: [{ op: 'replace', path: 'keys[label eq "b"]', value: { secret: clear('n'), kind: 'z' } }],
    holds: { keys: [{ label: 'a', kind: 'plain', secret: kept('a') }, { label: 'b', kind: 'z', secret: kept('n') }] },
    dropped: { keys: [bareKeys[0], { label: 'b', kind: 'z' }] },
  },
  {
    name: 'PATCH of an element that a filter makes',
    patch: [{ op: 'add', path: 'keys[label eq "n"].secret', value: clear('n') }],
    holds: { keys: [{ label: 'n', secret: kept('n') }] },
    dropped: {},
  },
  { name: 'PATCH that removes it', before: { password }, patch: [{ op: 'remove', path: 'password.value' }], holds: { password: { expired: true } }, dropped: { password: { expired: true } } },
  { name: 'PATCH that removes all', before: { password, keys }, patch: [{ op: 'remove', path: 'password' }, { op: 'remove', path: 'keys' }], holds: {}, dropped: {} },
  {
    name: 'PATCH in several steps',
    patch: [
      { op: 'add', path: 'password.value', value: clear('first') },
      { op: 'add', path: 'name', value: 'v' },
      { op: 'replace', path: 'password.value', value: clear('second') },
    ],
    holds: { password: { value: kept('second') } },
    dropped: {},
  },
];

async function write({ service }: Lab, { before, put, post, patch }: WriteCase): Promise<string> {
  const { id } = await service.create('/Vaults', vault(post ?? before));
  const path = `/Vaults/${id}`;
  const answer = put ? await service.send('put', path, vault(put)) : patch ? await service.send('patch', path, patchBody(...patch)) : undefined;
  if (answer !== undefined) expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
  for (const shown of [answer?.text, (await service.send('get', path)).text, (await service.send('get', '/Vaults')).text]) expect(shown ?? '').not.toMatch(/CANARY|#|secret/);
  return String(id);
}

describe.each(backends)('passwords within complex attributes on %s', (_name, open) => {
  test.each(cases)('RFC 7643 §9.2: after a $name the store holds hashes', async (each) => {
    await withLab(open, new Noting(), async (lab) => {
      expect(await lab.stored(await write(lab, each))).toEqual({ name: 'v', ...each.holds });
    });
  });

  test.each(cases)('RFC 7643 §9.2: by default the passwords of a $name are dropped', async (each) => {
    await withLab(open, 'drop', async (lab) => {
      expect(await lab.stored(await write(lab, each))).toEqual({ name: 'v', ...each.dropped });
    });
  });

  test('the policy is told where each stands, and what stands beside it', async () => {
    await withLab(open, new Noting(), async ({ service, policy }) => {
      const domains = [{ domain: 'a', value: clear('1'), expired: true }, { value: clear('2') }];
      const { id } = await service.create('/Vaults', vault({ password, domains }));
      expect(policy.places).toEqual([
        { path: 'password.value', beside: { expired: true } },
        { path: 'domains.value', beside: { domain: 'a', expired: true } },
        { path: 'domains.value', beside: {} },
      ]);
      expect(policy.others).toEqual(policy.places.map(() => ({ name: 'v', password: { expired: true }, domains: [{ domain: 'a', expired: true }] })));
      await service.send('patch', `/Vaults/${id}`, patchBody({ op: 'replace', path: 'password.value', value: clear('3') })).expect(200);
      expect([policy.places[3], policy.others[3]]).toEqual([
        { path: 'password.value', beside: {} },
        { name: 'v', password: { expired: true }, domains: [{ domain: 'a', expired: true }] },
      ]);
    });
  });

  test.each<readonly [string, object, RegExp]>([
    ['a weak one', { password: { value: clear('weak') } }, /^password.value is weak$/],
    ['one that is too short', { password: { value: 'abc' } }, /^password.value must/],
    ['one that is a number', { keys: [{ label: 'a', secret: 12345 }] }, /secret must be a string/],
    ['one that is an object', { keys: [{ label: 'a', secret: { value: clear('x') } }] }, /secret must be a string/],
    ['a text in the place of the object', { domains: [clear('x')] }, /^domains must be/],
    ['an object in the place of the array', { domains: { value: clear('x') } }, /^domains must be/],
    ['control characters', { password: { value: 'abc\u0007def' } }, /^password.value must not contain/],
    ['none where one is required', { keys: [{ label: 'a' }] }, /^keys.secret is required$/],
  ])('%s is refused before anybody else sees it', async (_case, body, detail) => {
    await withLab(open, new Noting(), async ({ service, handed, policy }) => {
      const answer = await service.send('post', '/Vaults', vault(body));
      expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
      expect(answer.body.detail).toMatch(detail);
      expect(answer.text).not.toContain(canary);
      expect([handed, policy.places]).toEqual([[], []]);
    });
  });

  test.each([
    'keys[secret eq "CANARY-7f-a"].label',
    'domains[value eq "CANARY-7f-a"].domain',
    'password[value eq "CANARY-7f-a"]',
  ])('the path %s is refused: nobody may ask for a password', async (path) => {
    await withLab(open, new Noting(), async ({ service }) => {
      const { id } = await service.create('/Vaults', vault({ keys }));
      const answer = await service.send('patch', `/Vaults/${id}`, patchBody({ op: 'add', path, value: 'x' }));
      expect([answer.status, ['invalidFilter', 'invalidPath']]).toEqual([400, expect.arrayContaining([answer.body.scimType])]);
    });
  });

  test.each(['filter=password.value eq "#old"', 'filter=keys.secret sw "#"', 'filter=keys[secret pr]', 'sortBy=password.value', 'filter=domains.domain eq "d"'])(
    'and so is ?%s',
    async (query) => {
      await withLab(open, new Noting(), async ({ service }) => {
        await service.create('/Vaults', vault({ password, keys }));
        await service.send('get', `/Vaults?${query}`).expect(400);
      });
    },
  );

  test('a remove that lists passwords is refused, as it would hand them on', async () => {
    await withLab(open, new Noting(), async ({ service }) => {
      const { id } = await service.create('/Vaults', vault({ domains: [{ domain: 'd', value: clear('d') }] }));
      const operation = { op: 'remove', path: 'domains', value: [{ value: clear('d') }] };
      expect((await service.send('patch', `/Vaults/${id}`, patchBody(operation))).body.scimType).toBe('invalidSyntax');
    });
  });

  test('more than 20 in one request are 413, and none of them is hashed', async () => {
    await withLab(open, new Noting(), async ({ service, policy }) => {
      const many = Array.from({ length: 21 }, (_, index) => ({ label: String(index), secret: clear(String(index)) }));
      await service.send('post', '/Vaults', vault({ keys: many })).expect(413);
      expect(policy.places).toEqual([]);
      const { id } = await service.create('/Vaults', vault({ keys: many.slice(1) }));
      const steps = many.map(({ secret: value }) => ({ op: 'replace', path: 'password.value', value }));
      await service.send('patch', `/Vaults/${id}`, patchBody(...steps)).expect(413);
      expect(policy.places).toHaveLength(20);
    });
  });

  test('none is hashed for a resource that is not there', async () => {
    await withLab(open, new Noting(), async ({ service, policy }) => {
      await service.send('put', '/Vaults/none', vault({ password })).expect(404);
      await service.send('patch', '/Vaults/none', { schemas: [patchUrn], Operations: [{ op: 'add', path: 'password.value', value: clear('x') }] }).expect(404);
      expect(policy.places).toEqual([]);
    });
  });

  test('a PUT and a PATCH that change nothing leave the version as it is', async () => {
    await withLab(open, new Noting(), async ({ service }) => {
      const { id, meta } = await service.create('/Vaults', vault({ password, keys }));
      const { body } = await service.send('get', `/Vaults/${id}`);
      expect((await service.send('put', `/Vaults/${id}`, body)).body.meta.version).toBe(meta.version);
      const same = { op: 'add', path: 'keys', value: body.keys };
      expect((await service.send('patch', `/Vaults/${id}`, patchBody(same))).body.meta.version).toBe(meta.version);
    });
  });
});
