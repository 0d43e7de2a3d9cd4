import { defineResourceType, defineSchema } from 'scim-router';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const computedText = { type: 'string', mutability: 'readOnly' } as const;

/** People have accounts and are members of units; nothing of it is in their own attributes. */
export const Person = defineResourceType({
  name: 'Person',
  endpoint: '/People',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Person',
    title: 'Person',
    type: 'object',
    required: ['userName'],
    properties: {
      userName: { type: 'string', uniqueness: 'server' },
      lastName: text,
      level: { type: 'integer' },
      size: { type: 'number' },
      active: { type: 'boolean' },
      born: { type: 'string', format: 'date-time' },
      home: text,
      homeTitle: computedText,
      homeLevel: { type: 'integer', mutability: 'readOnly' },
      skills: texts,
      site: { type: 'string', referenceTypes: ['external'] },
      name: { type: 'object', properties: { given: text, family: text } },
      phones: { type: 'array', items: { type: 'object', properties: { value: text, type: text, rank: { type: 'integer' } } } },
    },
  }),
  relations: {
    'accounts.account': { type: 'Account', on: [{ here: 'userName', there: 'owner' }], where: 'type eq "U"' },
    'accountAccess.account': { type: 'Account', on: [{ here: 'userName', there: ['owners', 'managers.name'] }] },
    membership: { type: 'Membership', on: [{ here: 'userName', there: 'person' }], where: 'disabled ne true' },
    homeUnit: { type: 'Unit', on: [{ here: 'home', there: 'code' }] },
    sameSkill: { type: 'Person', on: [{ here: 'skills', there: 'skills' }] },
  },
  lookups: {
    homeTitle: { relation: 'homeUnit', attribute: 'title' },
    homeLevel: { relation: 'homeUnit', attribute: 'level' },
  },
});

export const Account = defineResourceType({
  name: 'Account',
  endpoint: '/Accounts',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Account',
    title: 'Account',
    type: 'object',
    required: ['name', 'system'],
    properties: {
      name: text,
      system: text,
      type: text,
      owner: text,
      owners: texts,
      managers: { type: 'array', items: { type: 'object', properties: { name: text, since: { type: 'string', format: 'date-time' } } } },
      number: { type: 'integer' },
      unitId: text,
    },
  }),
  relations: {
    user: { type: 'Person', on: [{ here: 'owner', there: 'userName' }] },
    manager: { type: 'Person', on: [{ here: 'managers.name', there: 'userName' }] },
    grants: { type: 'Grant', on: [{ here: 'name', there: 'accountName' }, { here: 'system', there: 'accountSystem' }] },
    unit: { type: 'Unit', on: [{ here: 'unitId', there: 'id' }] },
  },
});

/** A grant names its account by two texts, and its number once more. */
export const Grant = defineResourceType({
  name: 'Grant',
  endpoint: '/Grants',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Grant',
    title: 'Grant',
    type: 'object',
    properties: {
      role: text,
      accountName: text,
      accountSystem: text,
      accountNumber: text,
      accountType: computedText,
      enabled: { type: 'boolean' },
      until: { type: 'string', format: 'date-time' },
    },
  }),
  relations: {
    account: { type: 'Account', on: [{ here: 'accountName', there: 'name' }, { here: 'accountSystem', there: 'system' }] },
    numbered: { type: 'Account', on: [{ here: 'accountNumber', there: 'number' }] },
  },
  lookups: { accountType: { relation: 'account', attribute: 'type' } },
});

export const Membership = defineResourceType({
  name: 'Membership',
  endpoint: '/Memberships',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Membership',
    title: 'Membership',
    type: 'object',
    properties: { person: text, unit: text, disabled: { type: 'boolean' }, unitTitle: computedText, unitId: computedText },
  }),
  relations: {
    person: { type: 'Person', on: [{ here: 'person', there: 'userName' }] },
    unit: { type: 'Unit', on: [{ here: 'unit', there: 'code' }] },
  },
  lookups: {
    unitTitle: { relation: 'unit', attribute: 'title' },
    unitId: { relation: 'unit', attribute: 'id' },
  },
});

/** Units stand in a tree, and refer to others as links. */
export const Unit = defineResourceType({
  name: 'Unit',
  endpoint: '/Units',
  schema: defineSchema({
    $id: 'urn:example:params:scim:schemas:Unit',
    title: 'Unit',
    type: 'object',
    required: ['code'],
    properties: {
      code: { type: 'string', uniqueness: 'server' },
      title: text,
      level: { type: 'integer' },
      parent: text,
      partners: {
        type: 'array',
        items: { type: 'object', properties: { value: { type: 'string', caseExact: true }, $ref: { type: 'string', referenceTypes: ['Unit'] } } },
      },
    },
  }),
  displayAttribute: 'title',
  relations: {
    parent: { type: 'Unit', on: [{ here: 'parent', there: 'code' }] },
    children: { type: 'Unit', on: [{ here: 'code', there: 'parent' }] },
    partner: { type: 'Unit', on: [{ here: 'partners.value', there: 'id' }] },
    accounts: { type: 'Account', on: [{ here: 'id', there: 'unitId' }] },
  },
});

export const labTypes = [Person, Account, Grant, Membership, Unit] as const;
