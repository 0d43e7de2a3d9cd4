import { MemoryStore, createScimRouter } from 'scim-router';

import { acceptToken } from '../support/service';

describe('options.sensitiveAttributes (RFC 7644 §7.5.2)', () => {
  test.each([['none'], ['name.none'], ['']])('the name %j, which no resource type has, is a TypeError at start', (name) => {
    const create = () => createScimRouter(new MemoryStore(), acceptToken, { sensitiveAttributes: ['userName', name] });
    expect(create).toThrow(new TypeError(`options.sensitiveAttributes names "${name}", which no resource type has`));
  });

  test('a name that only one of the resource types has is accepted', () => {
    expect(() => createScimRouter(new MemoryStore(), acceptToken, { sensitiveAttributes: ['members', 'name.familyName'] })).not.toThrow();
  });
});
