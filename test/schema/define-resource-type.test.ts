import { User } from '../../src/schema/core/user';
import { Group } from '../../src/schema/core/group';
import { defineResourceType } from '../../src/schema/define-resource-type';
import { presentSchema } from '../../src/schema/discovery';
import type { SchemaDocument } from '../../src/schema/keywords';

const schema: SchemaDocument = {
  $id: 'urn:example:params:scim:schemas:Device',
  title: 'Device',
  type: 'object',
  required: ['serialNumber'],
  properties: {
    size: { type: 'integer' },
    serialNumber: { type: 'string' },
    label: { type: 'string', mutability: 'readOnly' },
    places: { type: 'array', items: { type: 'string' } },
    users: {
      type: 'array',
      items: {
        type: 'object',
        properties: { value: { type: 'string' }, $ref: { type: 'string', referenceTypes: ['User', 'external'] } },
      },
    },
    pages: {
      type: 'array',
      items: {
        type: 'object',
        properties: { value: { type: 'string' }, $ref: { type: 'string', referenceTypes: ['external', 'uri'] } },
      },
    },
    seenBy: {
      type: 'array',
      mutability: 'readOnly',
      items: {
        type: 'object',
        properties: { value: { type: 'string' }, $ref: { type: 'string', referenceTypes: ['User'] } },
      },
    },
  },
};

const extension = {
  schema: {
    $id: 'urn:example:params:scim:schemas:extension:Asset',
    title: 'Asset',
    type: 'object',
    properties: { cost: { type: 'number' } },
  },
} as const;

const device = { name: 'Device', endpoint: '/Devices', schema } as const;
const compute = (resources: readonly unknown[]): readonly unknown[] => resources.map(() => 'x');

describe('a resource type', () => {
  test('has the common, the core and the extension attributes, in this order', () => {
    const type = defineResourceType({ ...device, extensions: [extension] });
    expect(type.attributes.map(({ name }) => name)).toEqual([
      ...['schemas', 'id', 'externalId', 'meta'],
      ...['size', 'serialNumber', 'label', 'places', 'users', 'pages', 'seenBy', 'cost'],
    ]);
    expect(type.attributes.at(-1)).toMatchObject({ schema: extension.schema.$id, extension: extension.schema.$id });
  });

  test('has its defaults', () => {
    const type = defineResourceType(device);
    expect(type).toMatchObject({ description: undefined, extensions: [], derived: {}, inverse: {} });
    expect(type).toMatchObject({ displayAttribute: 'serialNumber', patchResponse: 'resource' });
  });

  test('is frozen, and so is what it is made of', () => {
    const type = defineResourceType({ ...device, extensions: [extension] });
    const parts = [type, type.schema, type.extensions, ...type.extensions, type.attributes, type.links];
    expect([...parts, type.derived, type.inverse].map((part) => Object.isFrozen(part))).not.toContain(false);
  });

  test('keeps as links what clients point at other resources with', () => {
    expect(defineResourceType(device).links.map(({ name }) => name)).toEqual(['users']);
    expect(Group.links.map(({ name }) => name)).toEqual(['members']);
    expect(User.links).toEqual([]);
  });

  test('shows the attribute that was named, else displayName, else nothing but a required string', () => {
    const { required, ...optional } = schema;
    expect(required).toBeDefined();
    expect(defineResourceType({ ...device, displayAttribute: 'label' }).displayAttribute).toBe('label');
    expect(defineResourceType({ ...device, schema: optional }).displayAttribute).toBeUndefined();
    expect(User.displayAttribute).toBe('displayName');
  });

  test('RFC 7643 §3.1: keeps the common attributes as they are, whatever its schema says of them', () => {
    const properties = { ...schema.properties, ID: { type: 'string', description: 'Mine' } } as const;
    const type = defineResourceType({ ...device, schema: { ...schema, properties } });
    const ids = type.attributes.filter(({ name }) => name.toLowerCase() === 'id');
    expect(ids).toEqual([User.attributesByName.get('id')]);
    const { attributes } = presentSchema(type.schema) as { readonly attributes: readonly { readonly name: string }[] };
    expect(attributes.find(({ name }) => name === 'id')).toEqual({
      name: 'id',
      type: 'string',
      multiValued: false,
      description: 'Mine',
      required: false,
      caseExact: true,
      mutability: 'readOnly',
      returned: 'always',
      uniqueness: 'server',
    });
  });

  test('two resource types share nothing but the common attributes', () => {
    const [one, other] = [defineResourceType(device), defineResourceType(device)];
    const shared = one.attributes.filter((attribute) => other.attributes.includes(attribute));
    expect(shared.map(({ name }) => name)).toEqual(['schemas', 'id', 'externalId', 'meta']);
  });
});

describe('a resource type that cannot be served is refused:', () => {
  const twin = { schema: { ...extension.schema, $id: extension.schema.$id.toUpperCase().replace('URN', 'urn') } };
  const withId = { schema: { ...extension.schema, properties: { id: { type: 'string' } } } } as const;
  const by = (here: string): object => ({ type: 'User', on: [{ here, there: 'id' }] });
  const owner = { type: 'User', on: [{ here: 'serialNumber', there: 'userName' }] };
  const lookup = { relation: 'owner', attribute: 'displayName' };
  const readOnlyGroups = { type: 'User', attribute: 'devices' };
  const cases: readonly [string, object, string][] = [
    ['a name with a space', { name: 'My Device' }, 'name'],
    ['an endpoint without a slash', { endpoint: 'Devices' }, 'endpoint'],
    ['an endpoint of two segments', { endpoint: '/a/b' }, 'endpoint'],
    ['an endpoint with a parameter', { endpoint: '/:id' }, 'endpoint'],
    ['an empty endpoint', { endpoint: '/' }, 'endpoint'],
    ['no endpoint', { endpoint: undefined }, 'endpoint'],
    ...['/Schemas', '/resourceTypes', '/ServiceProviderConfig', '/Bulk', '/ME', '/.search'].map(
      (endpoint): [string, object, string] => [`the endpoint ${endpoint}`, { endpoint }, 'belongs to the protocol'],
    ),
    ['an extension twice, in another letter case', { extensions: [extension, twin] }, 'there twice'],
    ['its own schema as an extension', { extensions: [{ schema }] }, 'there twice'],
    ['an extension that defines id', { extensions: [withId] }, 'RFC 7643 §3.1'],
    ['an extension whose required is no boolean', { extensions: [{ ...extension, required: 'yes' }] }, '"required"'],
    ['an extension that is no schema', { extensions: [{ schema: { $id: 'x' } }] }, '$id'],
    ['a storage name with a space', { storageName: 'my devices' }, 'storageName'],
    ['identifiers of another kind', { identifiers: 'ulid' }, 'identifiers: must be "uuid" or "integer"'],
    ['an alias name with a dot', { aliases: { names: ['a.b'] } }, 'aliases: "names"'],
    ['an alias name that is its own', { aliases: { names: ['Device'] } }, '"Device" is there twice'],
    ['an alias endpoint of the protocol', { aliases: { endpoints: ['/Me'] } }, 'belongs to the protocol'],
    ['an alias endpoint twice', { aliases: { endpoints: ['/A', '/A'] } }, '"/A" is there twice'],
    ['an alias URN that is empty', { aliases: { schemas: [''] } }, 'aliases: "schemas"'],
    ['an alias pattern that remembers', { aliases: { schemas: [/a/g] } }, 'without the flags g and y'],
    [
      'an attribute alias that is a common attribute',
      { schema: { ...schema, properties: { serialNumber: { type: 'string', aliases: ['ID'] } } } },
      'is a common attribute',
    ],
    ['a member of meta that there is not', { meta: { members: ['etag'] } }, '"members" has "etag"'],
    ['a link with one brace', { meta: { links: { a: 'x/{id' } } }, 'the link "a" must be a URL template'],
    ['a link with nested braces', { meta: { links: { a: 'x/{{id}}' } } }, 'the link "a" must be a URL template'],
    ['a link to what no schema has', { meta: { links: { a: 'x/{serial}' } } }, 'names "serial", which no schema of it has'],
    ['a link to several values', { meta: { links: { a: 'x/{places}' } } }, 'must be simple and have one value'],
    ['a link to meta', { meta: { links: { a: 'x/{meta.location}' } } }, 'not known before meta is'],
    ['old forms of what does not exist', { accept: { serialnumber: compute } }, 'mean "serialNumber"'],
    ['old forms without a function', { accept: { size: 'x' } }, 'accept: "size" must be a function'],
    ['a derived attribute that does not exist', { derived: { lable: { on: 'read', compute } } }, 'mean "label"'],
    ['a derived attribute in another letter case', { derived: { Label: { on: 'read', compute } } }, 'mean "label"'],
    ['a derived attribute that clients may write', { derived: { size: { on: 'read', compute } } }, '"readOnly"'],
    ['a derived attribute without a moment', { derived: { label: { on: 'never', compute } } }, '"write" or "read"'],
    ['a derived attribute without a function', { derived: { label: { on: 'read', compute: 'x' } } }, 'a function'],
    ['a derived common attribute', { derived: { id: { on: 'read', compute } } }, 'no top-level attribute'],
    [
      'an attribute that is computed on writing and that clients write',
      { derived: { size: { on: 'write', writable: true, compute } } },
      'cannot be "writable"',
    ],
    ['an inverse that does not exist', { inverse: { owner: readOnlyGroups } }, 'inverse: "owner"'],
    ['an inverse that clients may write', { inverse: { users: readOnlyGroups } }, '"readOnly"'],
    [
      'an attribute that is derived and inverse',
      { derived: { label: { on: 'read', compute } }, inverse: { label: readOnlyGroups } },
      'one origin',
    ],
    ['a display attribute that does not exist', { displayAttribute: 'title' }, 'displayAttribute: "title"'],
    ['a display attribute that is no string', { displayAttribute: 'size' }, 'must be a string'],
    ['a display attribute with several values', { displayAttribute: 'places' }, 'must be a string'],
    ['a relation with a name that no path has', { relations: { 'a b': owner } }, 'relations: "a b"'],
    ['a relation twice, in another letter case', { relations: { owner, Owner: owner } }, 'there twice'],
    ['a relation to nothing', { relations: { owner: { ...owner, type: '' } } }, '"type"'],
    ['a relation without a pair', { relations: { owner: { ...owner, on: [] } } }, 'at least one pair'],
    ['a relation whose other end is no path', { relations: { owner: { ...owner, on: [{ here: 'id', there: [] }] } } }, '"there"'],
    ['a relation by an attribute that does not exist', { relations: { owner: by('title') } }, 'no attribute "title"'],
    ['a relation by a complex attribute', { relations: { owner: by('users') } }, 'a text or a number'],
    ['a relation by a time', { relations: { owner: by('meta.created') } }, 'a text or a number'],
    ['a relation by what is computed on reading', { relations: { owner: by('label') }, derived: { label: { on: 'read', compute } } }, 'stored'],
    ['a relation whose filter is no text', { relations: { owner: { ...owner, where: 1 } } }, '"where"'],
    ['a relation with a name that no attribute has', { relations: { owner: { ...owner, names: { name: 'a b' } } } }, '"names"'],
    ['a lookup that clients may write', { relations: { owner }, lookups: { size: lookup } }, '"readOnly"'],
    ['a lookup without its relation', { lookups: { label: lookup } }, 'no relation "owner"'],
    ['a lookup of nothing', { relations: { owner }, lookups: { label: { relation: 'owner', attribute: '' } } }, '"attribute"'],
    [
      'an attribute that is derived and looked up',
      { relations: { owner }, lookups: { label: lookup }, derived: { label: { on: 'write', compute } } },
      'one origin',
    ],
    ['what is unique together as one list', { uniqueTogether: ['size', 'label'] }, 'uniqueTogether: must be lists'],
    ['one attribute alone that is unique together', { uniqueTogether: [['size']] }, 'several paths'],
    ['an attribute that is unique together with itself', { uniqueTogether: [['size', 'size']] }, 'there twice'],
    ['what is unique together with nothing', { uniqueTogether: [['size', 'title']] }, 'no attribute "title"'],
    ['what is unique together with several values', { uniqueTogether: [['size', 'places']] }, 'has one value'],
    ['what is unique together with the id', { uniqueTogether: [['size', 'id']] }, 'an attribute of the type'],
    [
      'what is unique together with what is computed on reading',
      { uniqueTogether: [['size', 'label']], derived: { label: { on: 'read', compute } } },
      'stored',
    ],
    ['a patchResponse that does not exist', { patchResponse: 'all' }, 'patchResponse'],
  ];

  test.each(cases)('%s', (_, change, says) => {
    const define = (): unknown => defineResourceType({ ...device, ...change });
    expect(define).toThrow(TypeError);
    expect(define).toThrow(says);
  });
});
