import { User, applyQuery, parseFilter } from 'scim-router';
import type { QueryRequest, StoredResource } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

const context = createTestContext();
const everything = { kind: 'all', includes: () => true } as const;
const date = new Date(0);

function resource(id: string, attributes: Readonly<Record<string, unknown>> = {}): StoredResource {
  return { id, version: '1', created: date, lastModified: date, attributes: { userName: id, ...attributes } };
}

function ask(resources: Iterable<StoredResource>, request: Partial<QueryRequest>): readonly string[] {
  const whole = { type: User, page: { startIndex: 1, count: 100 }, projection: everything };
  return applyQuery(resources, { ...whole, ...request }, context).resources.map(({ id }) => id);
}

const title = User.attributes.find(({ name }) => name === 'title')!;

test('without a sort order the resources keep the order they are given in', () => {
  expect(
    ask(
      ['b', 'c', 'a'].map((id) => resource(id)),
      {},
    ),
  ).toEqual(['b', 'c', 'a']);
});

test('RFC 7644 §3.4.2.3: resources with equal values keep the order they are given in, ascending and descending', () => {
  const resources = [
    resource('1', { title: 'B' }),
    resource('2', { title: 'a' }),
    resource('3', { title: 'b' }),
    resource('4', { title: 'A' }),
  ];
  const path = { attribute: title };
  expect(ask(resources, { sort: { path, order: 'ascending' } })).toEqual(['2', '4', '1', '3']);
  expect(ask(resources, { sort: { path, order: 'descending' } })).toEqual(['1', '3', '2', '4']);
});

test('RFC 7644 §3.4.2.3: a value of another type than the attribute counts as none', () => {
  const resources = [resource('1', { title: 7 }), resource('2', { title: 'z' }), resource('3')];
  expect(ask(resources, { sort: { path: { attribute: title }, order: 'ascending' } })).toEqual(['2', '1', '3']);
});

test('the resources themselves are returned, also those whose attributes are parsed on demand', () => {
  const given = resource('a');
  const whole = { type: User, page: { startIndex: 1, count: 1 }, projection: everything };
  expect(applyQuery([given], whole, context).resources[0]).toBe(given);
});

test('attributes that nobody asks about are not read', () => {
  const unread: StoredResource = {
    ...resource('a'),
    get attributes(): never {
      throw new Error('read');
    },
  };
  expect(ask([unread], {})).toEqual(['a']);
  expect(ask([unread], { filter: parseFilter('id eq "a"', User) })).toEqual(['a']);
});

test('RFC 7644 §3.4.2.4: only the page is held while the matches are counted', () => {
  function* many(): Iterable<StoredResource> {
    for (let index = 0; index < 100_000; index += 1) yield resource(String(index));
  }
  const request = { type: User, page: { startIndex: 99_999, count: 5 }, projection: everything };
  const { resources, totalResults } = applyQuery(many(), request, context);
  expect(resources.map(({ id }) => id)).toEqual(['99998', '99999']);
  expect(totalResults).toBe(100_000);
});
