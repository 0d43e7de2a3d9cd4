import type { User } from '../../src/schema/core/user';
import { defineResourceType } from '../../src/schema/define-resource-type';
import { defineSchema } from '../../src/schema/define-schema';
import type { InferAttributes, Meta, ResourceOf } from '../../src/schema/infer';

/** Whether two types are the same; unlike assignability, it tells `any` from everything else. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- T is what tells the types apart
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function same<A, B>(verdict: Same<A, B>): void {
  expect(verdict).toBe(true);
}

const deviceSchema = defineSchema({
  $id: 'urn:example:params:scim:schemas:Device',
  title: 'Device',
  type: 'object',
  required: ['serialNumber'],
  properties: {
    serialNumber: { type: 'string', caseExact: true, uniqueness: 'server', mutability: 'immutable' },
    kind: { type: 'string', enum: ['laptop', 'phone'] },
    size: { type: 'integer' },
    weight: { type: 'number' },
    lost: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
    label: { type: 'string', mutability: 'readOnly' },
    owner: {
      type: 'object',
      required: ['value'],
      properties: { value: { type: 'string' }, $ref: { type: 'string', referenceTypes: ['User'] } },
    },
    id: { type: 'integer' },
  },
});

const assetSchema = defineSchema({
  $id: 'urn:example:params:scim:schemas:extension:Asset',
  title: 'Asset',
  type: 'object',
  properties: { cost: { type: 'number' } },
});

const siteSchema = defineSchema({
  $id: 'urn:example:params:scim:schemas:extension:Site',
  title: 'Site',
  type: 'object',
  properties: { floor: { type: 'integer' } },
});

const Device = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  schema: deviceSchema,
  extensions: [{ schema: assetSchema }, { schema: siteSchema, required: true }],
  derived: {
    label: {
      on: 'write',
      compute: (devices) => devices.map((device) => `${device.kind ?? 'device'} ${device.serialNumber}`),
    },
  },
});
type Device = ResourceOf<typeof Device>;

test('attributes are inferred from the schema', () => {
  type Attributes = InferAttributes<typeof deviceSchema>;
  same<Attributes['serialNumber'], string>(true);
  same<Attributes['kind'], 'laptop' | 'phone' | undefined>(true);
  same<Attributes['size'], number | undefined>(true);
  same<Attributes['weight'], number | undefined>(true);
  same<Attributes['lost'], boolean | undefined>(true);
  same<Attributes['tags'], string[] | undefined>(true);
  same<NonNullable<Attributes['owner']>['value'], string>(true);
  same<NonNullable<Attributes['owner']>['$ref'], string | undefined>(true);
});

test('a derived attribute is computed from attributes of the inferred type', () => {
  expect(Device.derived['label']?.compute([{ serialNumber: '7', kind: 'phone' }], undefined)).toEqual(['phone 7']);
});

test('a resource has the common attributes, as the standard says, and its extensions', () => {
  same<Device['id'], string>(true);
  same<Device['meta'], Meta>(true);
  same<Device['externalId'], string | undefined>(true);
  same<Device['urn:example:params:scim:schemas:extension:Site']['floor'], number | undefined>(true);
  type Asset = Device['urn:example:params:scim:schemas:extension:Asset'];
  same<NonNullable<Asset>['cost'], number | undefined>(true);
  same<undefined extends Asset ? true : false, true>(true);
});

test('a whole User is inferred', () => {
  type UserResource = ResourceOf<typeof User>;
  same<UserResource['userName'], string>(true);
  same<NonNullable<UserResource['emails']>[number]['primary'], boolean | undefined>(true);
  type Enterprise = NonNullable<UserResource['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User']>;
  same<NonNullable<Enterprise['manager']>['value'], string | undefined>(true);
});

test('what does not exist is a compile error', () => {
  const device = {} as Device;
  // @ts-expect-error no such attribute
  expect(device.nope).toBeUndefined();
  // @ts-expect-error an attribute that is not required may be absent
  const owner: { readonly value: string } = device.owner;
  expect(owner).toBeUndefined();
});

test('what SCIM cannot express is a compile error and a TypeError', () => {
  const named = { $id: 'urn:example:x', title: 'x', type: 'object' } as const;
  // @ts-expect-error no such mutability
  expect(() => defineSchema({ ...named, properties: { a: { type: 'string', mutability: 'no' } } })).toThrow(TypeError);
  // @ts-expect-error an attribute has one type
  expect(() => defineSchema({ ...named, properties: { a: { type: ['string'] } } })).toThrow(TypeError);
  const complex = { type: 'object', properties: { c: { type: 'string' } } } as const;
  const nested = { type: 'object', properties: { b: complex } } as const;
  // @ts-expect-error complex inside complex
  expect(() => defineSchema({ ...named, properties: { a: nested } })).toThrow(TypeError);
  const lists = { type: 'array', items: { type: 'array', items: { type: 'string' } } } as const;
  // @ts-expect-error an array of arrays
  expect(() => defineSchema({ ...named, properties: { a: lists } })).toThrow(TypeError);
});

test('an endpoint without a slash is a compile error and a TypeError', () => {
  // @ts-expect-error an endpoint starts with a slash
  expect(() => defineResourceType({ name: 'Device', endpoint: 'Devices', schema: deviceSchema })).toThrow(TypeError);
});
