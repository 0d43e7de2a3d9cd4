import type { ResourceStore } from 'scim-router';
import { User } from 'scim-router';

import { complete } from '../../src/operations/complete';
import { createService } from '../../src/operations/service';
import { defaultProjection } from '../../src/resource/create-projection';
import type { StoredResource } from '../../src/resource/stored-resource';
import { createTestContext } from '../../src/testing/create-test-context';
import { acceptToken } from '../support/service';

const stored = (id: string, attributes: object = {}): StoredResource => {
  const now = new Date(0);
  return { id, version: '1', created: now, lastModified: now, attributes: { ...attributes } };
};

/** A store that knows nothing of inverse attributes and has these groups. */
const storeOf = (groups: readonly StoredResource[]): ResourceStore => {
  const unused = async (): Promise<never> => Promise.reject(new Error('not called'));
  return { create: unused, get: unused, replace: unused, delete: unused, query: async () => ({ resources: groups, totalResults: groups.length }) };
};

test('RFC 7643 §4.1.2: the groups of a page of users take one go through the members of each group', async () => {
  const users = Array.from({ length: 5000 }, (_, index) => stored(`u${index}`));
  const members = users.map(({ id }) => ({ value: id, type: 'User' }));
  const groups = Array.from({ length: 100 }, (_, index) => stored(`g${index}`, { displayName: `G${index}`, members: index < 50 ? members : [...members].reverse() }));
  const service = createService(storeOf(groups), acceptToken);
  const started = performance.now();
  const shown = await complete(service, { type: User, resources: users, projection: defaultProjection(User) }, createTestContext());
  // A search in each group for each user looks at 2,500 million members or half of them.
  expect(performance.now() - started).toBeLessThan(3000);
  for (const { attributes } of [shown[0]!, shown[4999]!]) expect((attributes['groups'] as { value: string }[]).map(({ value }) => value)).toEqual(groups.map(({ id }) => id));
});
