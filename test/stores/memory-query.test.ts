import fc from 'fast-check';
import { Group, MemoryStore, User, applyQuery } from 'scim-router';
import type { Attribute, Filter, ResourceStore, ResourceType } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

const everything = { kind: 'all', includes: () => true } as const;
const page = { startIndex: 1, count: 1000 };
const context = createTestContext();

const attributeOf = (type: ResourceType, name: string): Attribute => type.attributes.find((it) => it.name === name)!;
const partOf = (attribute: Attribute, name: string): Attribute =>
  attribute.subAttributes.find((it) => it.name === name)!;

async function populate() {
  const store = new MemoryStore();
  const users = await Promise.all(
    ['a', 'B', 'c', 'D'].map((userName) => create(store, User, { userName, title: userName })),
  );
  const ids = users.map(({ id }) => id);
  for (const members of [[], [0], [0, 1], [1, 2, 3]]) {
    const attributes = {
      displayName: `group ${members.length}`,
      members: members.map((index) => ({ value: ids[index] })),
    };
    ids.push((await create(store, Group, attributes)).id);
  }
  return { store, ids };
}

function create(store: ResourceStore, type: ResourceType, attributes: Readonly<Record<string, unknown>>) {
  return store.create({ type, attributes, projection: everything }, context);
}

function leaf(type: ResourceType, values: readonly string[]): fc.Arbitrary<Filter> {
  const link = attributeOf(type, type === User ? 'groups' : 'members');
  const named = attributeOf(type, type === User ? 'userName' : 'displayName');
  const paths = [
    { attribute: attributeOf(type, 'id') },
    { attribute: named },
    { attribute: link, subAttribute: partOf(link, 'value') },
  ];
  const comparison = fc.record({
    kind: fc.constant('comparison' as const),
    path: fc.constantFrom(...paths),
    operator: fc.constantFrom('eq', 'ne', 'sw'),
    value: fc.constantFrom(...values),
    caseExact: fc.boolean(),
  });
  const inBrackets = comparison.map((filter): Filter => ({
    kind: 'valuePath',
    attribute: link,
    filter: { ...filter, path: { attribute: partOf(link, 'value') } },
  }));
  return fc.oneof(comparison, inBrackets);
}

function tree(type: ResourceType, values: readonly string[]): fc.Arbitrary<Filter> {
  return fc.letrec<{ node: Filter }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf(type, values),
      fc.record({
        kind: fc.constantFrom('and', 'or'),
        operands: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), operand: tie('node') }),
    ),
  })).node;
}

test.each([User, Group])('RFC 7644 §3.4.2.2: an index finds what looking at every $name finds', async (type) => {
  const { store, ids } = await populate();
  const all = await store.query({ type, page, projection: everything }, context);
  const values = [...ids, ...ids.map((id) => id.toUpperCase()), 'a', 'A', 'b', 'group 1', 'GROUP 2', 'unknown'];
  await fc.assert(
    fc.asyncProperty(tree(type, values), async (filter) => {
      const found = await store.query({ type, filter, page, projection: everything }, context);
      const expected = applyQuery(all.resources, { type, filter, page, projection: everything }, context);
      expect(found.resources.map(({ id }) => id).sort()).toEqual(expected.resources.map(({ id }) => id).sort());
      expect(found.totalResults).toBe(expected.totalResults);
    }),
    { numRuns: 500 },
  );
});
