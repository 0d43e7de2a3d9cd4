import type { Access, Principal } from 'scim-router';
import { bearerAuth, staticBearer } from 'scim-router';

import { backends } from '../../support/backends';
import type { TestService } from '../../support/service';
import { openService, patchBody, userBody } from '../../support/service';

interface Claims extends Principal {
  readonly role: string;
}

const people: Readonly<Record<string, Claims>> = {
  'token-of-ada-0001': { id: 'ada', role: 'administrator' },
  'token-of-bob-0002': { id: 'bob', role: 'auditor' },
};

describe.each(backends)('who may do what on %s', (_name, open) => {
  const asked: Access<Claims>[] = [];
  let service: TestService;
  const as = (token: string) => ({ Authorization: `Bearer ${token}` });

  beforeAll(async () => {
    const authorizer = bearerAuth<Claims>((token) => people[token], {
      authorize: (access) => {
        asked.push(access);
        const { operation, type, id, context } = access;
        if (context.principal.role === 'auditor') return operation === 'get' || (operation === 'query' && type.name === 'User');
        return operation !== 'delete' || id !== protectedId;
      },
    });
    service = await openService(open, { authorizer });
  });
  beforeEach(() => void asked.splice(0));
  afterAll(() => service.close());

  let protectedId = '';

  test('P-005: every operation is told who asks', async () => {
    const ada = as('token-of-ada-0001');
    const { body: user } = await service.send('post', '/Users', userBody('asked'), ada);
    await service.send('get', '/Users', undefined, ada);
    await service.send('get', `/Users/${user.id}`, undefined, ada);
    await service.send('put', `/Users/${user.id}`, userBody('asked', { title: 'T' }), ada);
    await service.send('patch', `/Users/${user.id}`, patchBody({ op: 'remove', path: 'title' }), ada);
    await service.send('delete', `/Users/${user.id}`, undefined, ada);
    expect(asked.map(({ operation }) => operation)).toEqual(['create', 'query', 'get', 'replace', 'patch', 'delete']);
    expect(asked.map(({ context }) => context.principal)).toEqual(asked.map(() => people['token-of-ada-0001']));

    asked.splice(0);
    for (const unknown of [as('nobody-has-this-token'), { Authorization: '' }]) {
      const { status } = await service.send('post', '/Users', userBody('unasked'), unknown);
      expect(status).toBe(401);
    }
    expect(asked).toEqual([]);
  });

  test('P-006: subject, action and resource decide together', async () => {
    const [ada, bob] = [as('token-of-ada-0001'), as('token-of-bob-0002')];
    const { body: user } = await service.send('post', '/Users', userBody('decided'), ada);
    protectedId = user.id;
    const statuses = async (headers: Record<string, string>) => [
      (await service.send('get', `/Users/${user.id}`, undefined, headers)).status,
      (await service.send('get', '/Users', undefined, headers)).status,
      (await service.send('get', '/Groups', undefined, headers)).status,
      (await service.send('put', `/Users/${user.id}`, userBody('decided'), headers)).status,
      (await service.send('delete', `/Users/${user.id}`, undefined, headers)).status,
    ];
    expect(await statuses(bob)).toEqual([200, 200, 403, 403, 403]);
    expect(await statuses(ada)).toEqual([200, 200, 200, 200, 403]);
    protectedId = '';
    expect((await service.send('delete', `/Users/${user.id}`, undefined, ada)).status).toBe(204);
  });

  test('P-009: a token that is expired or for another audience is refused', async () => {
    interface Token {
      readonly subject: string;
      readonly audience: string;
      readonly expires: number;
    }
    const verify = (text: string) => {
      const { subject, audience, expires } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Token;
      return audience === 'scim.example' && expires > Date.now() ? { id: subject } : undefined;
    };
    const checked = await openService(async () => ({ ...service.backend, close: async () => undefined }), { authorizer: bearerAuth(verify) });
    const statusFor = async (token: Token): Promise<number> => {
      const text = Buffer.from(JSON.stringify(token)).toString('base64url');
      return (await checked.send('get', '/Users', undefined, as(text))).status;
    };
    const valid = { subject: 'okta', audience: 'scim.example', expires: Date.now() + 60_000 };
    expect(await statusFor(valid)).toBe(200);
    expect(await statusFor({ ...valid, expires: Date.now() - 1 })).toBe(401);
    expect(await statusFor({ ...valid, audience: 'other.example' })).toBe(401);
  });
});

test('P-007: a weak token is refused at start', () => {
  for (const weak of [undefined, '', 'short', 'fifteen-letters', 'sixteen letters with spaces']) {
    expect(() => staticBearer(weak)).toThrow(TypeError);
  }
  expect(() => staticBearer('sixteen-letters-')).not.toThrow();
});
