import type { ProjectionOptions } from '../../src/resource/create-projection';
import { createProjection } from '../../src/resource/create-projection';
import { createPresenter } from '../../src/resource/create-presenter';
import type { StoredResource } from '../../src/resource/stored-resource';
import { Group } from '../../src/schema/core/group';
import { User } from '../../src/schema/core/user';
import type { Attributes, ResourceType } from '../../src/schema/resource-type';
import { enterprise } from './lab';

const locate = (type: string, id: string): string | undefined => (type === 'User' || type === 'Group' ? `https://x/${type}s/${id}` : undefined);
const urls = { baseUrl: 'https://x', locate };

const envelope = { id: 'a"1', version: 'v1', created: new Date(0), lastModified: new Date(1000) };

function present(type: ResourceType, attributes: Attributes, options: ProjectionOptions = {}): string {
  return createPresenter(type, createProjection(type, options))(urls)({ ...envelope, attributes }).join('');
}

/** A resource whose attributes must not be looked at. */
function readyText(text: string): StoredResource {
  return {
    ...envelope,
    text,
    get attributes(): Attributes {
      throw new Error('the text was to be copied');
    },
  };
}

const meta = {
  resourceType: 'User',
  created: '1970-01-01T00:00:00.000Z',
  lastModified: '1970-01-01T00:00:01.000Z',
  location: 'https://x/Users/a"1',
  version: 'W/"v1"',
};

describe('RFC 7643 §3.1: a resource as it is sent', () => {
  test('schemas, id, attributes, meta, in this order', () => {
    const shown = JSON.parse(present(User, { userName: 'b', password: 'p', [enterprise]: { department: 'd' } }));
    expect(shown).toEqual({ schemas: [User.schema.$id, enterprise], id: 'a"1', userName: 'b', [enterprise]: { department: 'd' }, meta });
    expect(Object.keys(shown)).toEqual(['schemas', 'id', 'userName', enterprise, 'meta']);
  });

  test('schemas names the extensions that the resource has, and that the answer shows', () => {
    expect(JSON.parse(present(User, { userName: 'b' })).schemas).toEqual([User.schema.$id]);
    const attributes = { userName: 'b', [enterprise]: { department: 'd' } };
    expect(JSON.parse(present(User, attributes, { attributes: ['userName'] }))).toEqual({ schemas: [User.schema.$id], id: 'a"1', userName: 'b' });
  });

  test.each([
    [{ attributes: ['meta'] }, meta],
    [{ attributes: ['meta.location'] }, { location: meta.location }],
    [{ attributes: ['userName'] }, undefined],
    [{ excludedAttributes: ['meta'] }, undefined],
    [{ excludedAttributes: ['meta.created', 'meta.lastModified', 'id'] }, { resourceType: 'User', location: meta.location, version: meta.version }],
  ])('RFC 7644 §3.9: meta with %j', (options, expected) => {
    const shown = JSON.parse(present(User, { userName: 'b' }, options));
    expect(shown.meta).toEqual(expected);
    expect(shown.id).toBe('a"1');
  });

  test('text that is ready is copied unread', () => {
    const text = `{"userName":"b","${enterprise}":{"department":"d"}}`;
    const shown = createPresenter(User, createProjection(User, {}))(urls)(readyText(text)).join('');
    expect(shown).toContain(text.slice(1, -1));
    expect(JSON.parse(shown)).toEqual({ schemas: [User.schema.$id, enterprise], id: 'a"1', userName: 'b', [enterprise]: { department: 'd' }, meta });
  });

  test('a text that speaks of an extension has none', () => {
    const text = JSON.stringify({ userName: `"${enterprise}":{`, title: '"members":[' });
    const shown = createPresenter(User, createProjection(User, {}))(urls)(readyText(text)).join('');
    expect(JSON.parse(shown).schemas).toEqual([User.schema.$id]);
  });

  test('a text without attributes leaves no comma behind', () => {
    const shown = createPresenter(User, createProjection(User, {}))(urls)(readyText('{}')).join('');
    expect(JSON.parse(shown)).toEqual({ schemas: [User.schema.$id], id: 'a"1', meta });
  });
});

describe('RFC 7643 §2.4: $ref', () => {
  test.each([
    [{ value: '1', type: 'User' }, { value: '1', type: 'User', $ref: 'https://x/Users/1' }],
    [{ value: '1', type: 'Group', $ref: 'https://y' }, { value: '1', type: 'Group', $ref: 'https://y' }],
    [{ value: '1' }, { value: '1' }],
    [{ value: '1', type: 'Device' }, { value: '1', type: 'Device' }],
  ])('of the member %j', (member, expected) => {
    expect(JSON.parse(present(Group, { displayName: 'g', members: [member] })).members).toEqual([expected]);
  });

  test('of a group of a user, which can only be a group', () => {
    expect(JSON.parse(present(User, { groups: [{ value: 'g', type: 'direct' }] })).groups).toEqual([
      { value: 'g', type: 'direct', $ref: 'https://x/Groups/g' },
    ]);
  });

  test('is the business of the store in a text that is ready', () => {
    const text = JSON.stringify({ displayName: 'g', members: [{ value: '1', type: 'User', $ref: 'https://y/1' }] });
    const shown = JSON.parse(createPresenter(Group, createProjection(Group, {}))(urls)(readyText(text)).join(''));
    expect(shown.members).toEqual([{ value: '1', type: 'User', $ref: 'https://y/1' }]);
  });

  test('is not there when it is not asked for', () => {
    const shown = JSON.parse(present(Group, { members: [{ value: '1', type: 'User' }] }, { attributes: ['members.value'] }));
    expect(shown.members).toEqual([{ value: '1' }]);
  });

  test('is there even when the type that it comes from is not', () => {
    const shown = JSON.parse(present(Group, { members: [{ value: '1', type: 'User' }] }, { attributes: ['members.$ref'] }));
    expect(shown.members).toEqual([{ $ref: 'https://x/Users/1' }]);
  });
});
