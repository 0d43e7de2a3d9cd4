import { InvalidValueError } from '../../src/errors/catalog';
import type { ProjectionOptions } from '../../src/resource/create-projection';
import { allAttributes, createProjection, defaultProjection, noAttributes } from '../../src/resource/create-projection';
import { project } from '../../src/resource/project';
import { User } from '../../src/schema/core/user';
import { defineResourceType } from '../../src/schema/define-resource-type';
import { enterprise, frozen } from './lab';

const extension = 'urn:example:params:scim:schemas:extension:Site';

const Thing = defineResourceType({
  name: 'Thing',
  endpoint: '/Things',
  schema: {
    $id: 'urn:example:params:scim:schemas:Thing',
    title: 'Thing',
    type: 'object',
    properties: {
      always: { type: 'string', returned: 'always' },
      never: { type: 'string', returned: 'never', mutability: 'writeOnly' },
      usual: { type: 'string' },
      request: { type: 'string', returned: 'request' },
      part: {
        type: 'object',
        properties: {
          always: { type: 'string', returned: 'always' },
          never: { type: 'string', returned: 'never' },
          usual: { type: 'string' },
          other: { type: 'string' },
          request: { type: 'string', returned: 'request' },
        },
      },
      list: { type: 'array', items: { type: 'object', properties: { value: { type: 'string' }, type: { type: 'string' } } } },
    },
  },
  extensions: [{ schema: { $id: extension, title: 'Site', type: 'object', properties: { room: { type: 'string' }, desk: { type: 'string' } } } }],
});

const stored = frozen({
  always: 'a',
  never: 'n',
  usual: 'd',
  request: 'r',
  part: { always: 'a', never: 'n', usual: 'd', other: 'o', request: 'r' },
  list: [{ value: 'v', type: 't' }, { type: 'u' }],
  [extension]: { room: '1', desk: '2' },
});

const shown = (options: ProjectionOptions): unknown => project(Thing, stored, createProjection(Thing, options));

const usual = {
  always: 'a',
  usual: 'd',
  part: { always: 'a', usual: 'd', other: 'o' },
  list: stored.list,
  [extension]: { room: '1', desk: '2' },
};

describe('RFC 7644 §3.9: attributes and excludedAttributes', () => {
  test.each<[string, ProjectionOptions, object]>([
    ['nothing asked for', {}, usual],
    ['empty lists', { attributes: [], excludedAttributes: [' '] }, usual],
    ['one attribute', { attributes: ['usual'] }, { always: 'a', usual: 'd' }],
    ['white space and letter case', { attributes: [' USUAL '] }, { always: 'a', usual: 'd' }],
    ['the URN of the schema before it', { attributes: [`${Thing.schema.$id}:usual`] }, { always: 'a', usual: 'd' }],
    ['what is returned on request', { attributes: ['request', 'never'] }, { always: 'a', request: 'r' }],
    ['a part, with that which is always returned', { attributes: ['part.usual'] }, { always: 'a', part: { always: 'a', usual: 'd' } }],
    ['a part on request', { attributes: ['part.request', 'part.never'] }, { always: 'a', part: { always: 'a', request: 'r' } }],
    ['a whole', { attributes: ['part'] }, { always: 'a', part: usual.part }],
    ['a whole and one of its parts on request', { attributes: ['part', 'part.request'] }, { always: 'a', part: { ...usual.part, request: 'r' } }],
    ['a part of several values', { attributes: ['list.value'] }, { always: 'a', list: [{ value: 'v' }] }],
    ['an extension', { attributes: [extension.toUpperCase()] }, { always: 'a', [extension]: { room: '1', desk: '2' } }],
    ['an attribute of an extension', { attributes: [`${extension}:room`] }, { always: 'a', [extension]: { room: '1' } }],
    ['an attribute of an extension by its short name', { attributes: ['room'] }, { always: 'a' }],
    ['unknown names', { attributes: ['foo', 'part.foo', '__proto__', 'constructor', 'a b'] }, { always: 'a' }],
    ['some left out', { excludedAttributes: ['usual', 'always', 'list'] }, { always: 'a', part: usual.part, [extension]: usual[extension] }],
    ['parts left out', { excludedAttributes: ['part.usual', 'part.always', 'list.type', `${extension}:desk`] }, { always: 'a', usual: 'd', part: { always: 'a', other: 'o' }, list: [{ value: 'v' }], [extension]: { room: '1' } }],
    ['an extension left out', { excludedAttributes: [extension] }, { ...usual, [extension]: undefined }],
    ['what the principal may not read', { isReadable: ({ name }) => name !== 'usual' && name !== 'always' }, { part: { other: 'o' }, list: usual.list, [extension]: usual[extension] }],
    ['that by name', { attributes: ['usual', 'part.other'], isReadable: ({ name }) => name !== 'usual' }, { always: 'a', part: { always: 'a', other: 'o' } }],
  ])('%s', (_name, options, expected) => {
    expect(shown(options)).toEqual(expected);
  });

  test('both lists exclude each other', () => {
    expect(() => shown({ attributes: ['usual'], excludedAttributes: ['usual'] })).toThrow(InvalidValueError);
  });

  test('there may be 200 names of 256 characters, and no more', () => {
    const name = 'x'.repeat(256);
    expect(() => shown({ attributes: Array(200).fill(name) })).not.toThrow();
    expect(() => shown({ attributes: Array(201).fill(name) })).toThrow(InvalidValueError);
    expect(() => shown({ excludedAttributes: [`${name}x`] })).toThrow(InvalidValueError);
  });

  test('what is never returned stays out even of a projection of everything', () => {
    expect(project(Thing, stored, allAttributes)).toEqual({ ...usual, request: 'r', part: { ...usual.part, request: 'r' } });
    expect(project(Thing, stored, noAttributes)).toEqual({});
  });
});

describe('the kind of a projection', () => {
  test.each<[string, ProjectionOptions, string]>([
    ['the client asks for nothing', {}, 'default'],
    ['it asks for something', { attributes: ['userName'] }, 'selected'],
    ['it leaves something out', { excludedAttributes: ['emails'] }, 'selected'],
    ['the principal may read some only', { isReadable: () => true }, 'selected'],
    ['only id is asked for', { attributes: ['id'] }, 'none'],
    ['only meta is asked for', { attributes: ['meta.version', 'password'] }, 'none'],
  ])('when %s', (_name, options, kind) => {
    expect(createProjection(User, options).kind).toBe(kind);
  });

  test('text cannot be copied unread when a part of a value is not returned by default', () => {
    expect(defaultProjection(Thing).kind).toBe('selected');
    expect(defaultProjection(User).kind).toBe('default');
  });

  test('an attribute is needed when one of its parts is', () => {
    const [name, emails] = ['name', 'emails'].map((wanted) => User.attributes.find((attribute) => attribute.name === wanted)!);
    const { includes } = createProjection(User, { attributes: ['name.givenName', `${enterprise}:department`] });
    expect([includes(name!), includes(emails!)]).toEqual([true, false]);
    expect(name!.subAttributes.filter(includes).map((part) => part.name)).toEqual(['givenName']);
  });
});
