import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { assertSame, type Suite } from '../suite';

const strangers: readonly string[] = [
  '2819c223-7f76-453a-919d-413861904646',
  'unknown',
  '0',
  "' or '1'='1",
  '%',
  '__proto__',
  'constructor',
  'é'.repeat(300),
];

/** GET of one resource as a store sees it (RFC 7644 §3.4.1). */
export function getSuite(suite: Suite): void {
  suite.test('RFC 7644 §3.4.1: get answers what create did', async (store) => {
    const created = await store.create(User, { userName: 'bjensen', displayName: 'Barbara' });
    const { id, version, created: since, lastModified, attributes } = await store.read(User, created.id);
    assert.equal(id, created.id);
    assert.equal(version, created.version);
    assert.equal(since.getTime(), created.created.getTime());
    assert.equal(lastModified.getTime(), created.lastModified.getTime());
    assertSame(attributes, created.attributes);
  });

  suite.test('reading changes neither version nor lastModified', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    const [first, second] = [await store.read(User, id), await store.read(User, id)];
    assert.equal(second.version, first.version);
    assert.equal(second.lastModified.getTime(), first.lastModified.getTime());
  });

  for (const id of strangers) {
    suite.test(
      `RFC 7644 §3.12: an id that nobody has is undefined: ${JSON.stringify(id.slice(0, 40))}`,
      async (store) => {
        await store.create(User, { userName: 'bjensen' });
        assert.equal(await store.get(User, id), undefined);
      },
    );
  }

  suite.test('a resource is found at its own type only', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    assert.equal(await store.get(Group, id), undefined);
  });

  suite.test('RFC 7643 §3.1: an id is case exact', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    for (const other of [id.toUpperCase(), id.toLowerCase()].filter((spelling) => spelling !== id)) {
      assert.equal(await store.get(User, other), undefined);
    }
    assert.notEqual(await store.get(User, id), undefined);
  });
}
