import { Group, User, defineResourceType, defineSchema } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

import { backends } from '../support/backends';
import { openService, patchBody, userBody } from '../support/service';
import type { TestService } from '../support/service';

const urn = 'urn:example:params:scim:schemas:Badge';

const badgeSchema = defineSchema({
  $id: urn,
  title: 'Badge',
  type: 'object',
  required: ['number'],
  properties: {
    number: { type: 'string' },
    keys: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string' },
          type: { type: 'string' },
          uses: { type: 'integer' },
          secret: { type: 'string', mutability: 'writeOnly' },
        },
      },
    },
    keepers: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', caseExact: true },
          $ref: { type: 'string', referenceTypes: ['User'] },
          display: { type: 'string', mutability: 'readOnly' },
          code: { type: 'string', mutability: 'writeOnly' },
        },
      },
    },
  },
});
const Badge = defineResourceType({ name: 'Badge', endpoint: '/Badges', schema: badgeSchema });

const badge = (more: object = {}): object => ({ schemas: [urn], number: '7', ...more });
const whole = (value: unknown): object => patchBody({ op: 'replace', path: 'keys', value });

describe.each(backends)('RFC 7643 §7, RFC 7644 §3.5: parts that no client can send back on %s', (_name, open) => {
  let service: TestService;
  beforeAll(async () => {
    service = await openService(open, { resourceTypes: [User, Group, Badge] });
  });
  afterAll(() => service.close());

  const storedAttributes = async (id: string): Promise<unknown> =>
    (await service.backend.store.get({ type: Badge, id, projection: { kind: 'all', includes: () => true } }, createTestContext()))?.attributes;

  test('a PATCH that replaces all values keeps them with the values of the same identity', async () => {
    const { id } = await service.create('/Badges', badge({ keys: [{ value: 'k', secret: '3', uses: 5 }, { value: 'l', secret: '4' }] }));
    await service.send('patch', `/Badges/${id}`, whole([{ value: 'K', uses: 2 }, { value: 'm' }, { value: 'l', secret: '5' }])).expect(200);
    expect(await storedAttributes(id)).toMatchObject({ keys: [{ value: 'K', uses: 2, secret: '3' }, { value: 'm' }, { value: 'l', secret: '5' }] });
    await service.send('patch', `/Badges/${id}`, patchBody({ op: 'replace', value: { keys: [{ value: 'l' }] } })).expect(200);
    expect(await storedAttributes(id)).toMatchObject({ keys: [{ value: 'l', secret: '5' }] });
    await service.send('patch', `/Badges/${id}`, patchBody({ op: 'remove', path: 'keys' }, { op: 'add', path: 'keys', value: [{ value: 'l' }] })).expect(200);
    expect(await storedAttributes(id)).toMatchObject({ keys: [{ value: 'l' }] });
    expect(JSON.stringify(await storedAttributes(id))).not.toContain('secret');
  });

  test('a PATCH that replaces one value as a whole keeps them', async () => {
    const { id } = await service.create('/Badges', badge({ keys: [{ value: 'k', secret: '3', uses: 5 }] }));
    await service.send('patch', `/Badges/${id}`, patchBody({ op: 'replace', path: 'keys[value eq "k"]', value: { value: 'k' } })).expect(200);
    expect(await storedAttributes(id)).toMatchObject({ keys: [{ value: 'k', secret: '3' }] });
  });

  test('references keep theirs in a PATCH and in a PUT, with or without a change', async () => {
    const [anna, bert] = [(await service.create('/Users', userBody('keeper a')))['id'], (await service.create('/Users', userBody('keeper b')))['id']];
    const { id } = await service.create('/Badges', badge({ keepers: [{ value: anna, code: '1' }, { value: bert, code: '2' }] }));
    const { body } = await service.send('patch', `/Badges/${id}`, patchBody({ op: 'replace', path: 'keepers', value: [{ value: bert }] }));
    expect(body.keepers).toEqual([{ value: bert, $ref: expect.stringMatching(`/Users/${bert}$`) }]);
    expect(await storedAttributes(id)).toMatchObject({ keepers: [{ value: bert, code: '2' }] });
    const same = await service.send('patch', `/Badges/${id}`, patchBody({ op: 'replace', path: 'keepers', value: [{ value: bert }] }));
    expect(same.body.meta.version).toBe(body.meta.version);
    await service.send('put', `/Badges/${id}`, badge({ keepers: [{ value: bert }, { value: anna }] })).expect(200);
    expect(await storedAttributes(id)).toMatchObject({ keepers: [{ value: bert, code: '2' }, { value: anna }] });
  });
});
