import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { assertSame, type Suite } from '../suite';

/** DELETE as a store sees it (RFC 7644 §3.6). */
export function deleteSuite(suite: Suite): void {
  suite.test('RFC 7644 §3.6: a resource that was deleted is gone', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    assert.equal(await store.delete(User, id), true);
    assert.equal(await store.get(User, id), undefined);
    assert.equal(await store.replace(User, id, { attributes: { userName: 'bjensen' } }), undefined);
  });

  suite.test('RFC 7644 §3.6: a resource that was deleted is in no query', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    await store.create(User, { userName: 'other' });
    await store.delete(User, id);
    assertSame(await store.list(User, 'userName'), ['other']);
    assert.equal((await store.query(User, { filter: 'userName eq "bjensen"' })).totalResults, 0);
    assert.equal((await store.query(User, { filter: `id eq "${id}"` })).totalResults, 0);
  });

  suite.test('RFC 7644 §3.6: there is nothing to delete the second time', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    await store.delete(User, id);
    assert.equal(await store.delete(User, id), false);
  });

  suite.test('RFC 7644 §3.6: there is nothing to delete at an id that nobody has', async (store) => {
    assert.equal(await store.delete(User, '2819c223-7f76-453a-919d-413861904646'), false);
    assert.equal(await store.delete(User, "' or '1'='1"), false);
  });

  suite.test('a resource is deleted at its own type only', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    assert.equal(await store.delete(Group, id), false);
    assert.notEqual(await store.get(User, id), undefined);
  });

  suite.test('RFC 7643 §3.1: the id of a deleted resource is never given again', async (store) => {
    const ids = new Set<string>();
    for (let round = 0; round < 5; round += 1) {
      const { id } = await store.create(User, { userName: 'bjensen' });
      ids.add(id);
      await store.delete(User, id);
    }
    assert.equal(ids.size, 5);
  });
}
