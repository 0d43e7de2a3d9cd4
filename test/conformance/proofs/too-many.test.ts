import type { ResourceStore } from 'scim-router';
import { TooManyError } from 'scim-router';

import { backends } from '../../support/backends';
import { openService, userBody } from '../../support/service';

const most = 3;

/** A store that refuses to answer with more than so many matches. */
function limited(store: ResourceStore): ResourceStore {
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'query') {
        const member = Reflect.get(target, name, target) as unknown;
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      }
      return async (...query: Parameters<ResourceStore['query']>) => {
        const result = await target.query(...query);
        if (result.totalResults > most) throw new TooManyError(`The query has more than ${most} results; filter it`);
        return result;
      };
    },
  });
}

describe.each(backends)('too many results on %s', (_name, open) => {
  test('P-059: a query of more results than the host allows is tooMany', async () => {
    const service = await openService(async (types) => {
      const backend = await open(types);
      return { store: limited(backend.store), close: backend.close };
    });
    try {
      for (let index = 0; index < most; index += 1) await service.create('/Users', userBody(`user-${index}`));
      expect((await service.send('get', '/Users')).body.totalResults).toBe(most);
      await service.create('/Users', userBody('one-more'));
      const { status, body } = await service.send('get', '/Users');
      expect([status, body.status, body.scimType]).toEqual([400, '400', 'tooMany']);
      expect((await service.send('get', '/Users?filter=userName sw "user"')).body.totalResults).toBe(most);
    } finally {
      await service.close();
    }
  });
});
