import type { ResourceType } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

import { allAttributes } from '../../src/resource/create-projection';
import { createValidator } from '../../src/schema/validator';
import { demoResources, loadDemo } from '../../src/soffid/demo/load-demo';
import { soffidTypes } from '../../src/soffid/resource-types/soffid-types';
import { backends } from '../support/backends';
import { documentedExamples, resourcesOf } from './examples';

const typeNamed = (name: string): ResourceType => soffidTypes.find((type) => type.name === name) as ResourceType;
const context = createTestContext();

/** Which attribute names what: the type, and its attribute, or that it is `name@system`. */
const references = [
  ['User', 'userType', 'UserType', 'name'],
  ['User', 'primaryGroup', 'Group', 'name'],
  ['User', 'mailDomain', 'MailDomain', 'name'],
  ['Group', 'parentGroup', 'Group', 'name'],
  ['UserGroup', 'user', 'User', 'userName'],
  ['UserGroup', 'group', 'Group', 'name'],
  ['Account', 'system', 'System', 'name'],
  ['Account', 'passwordPolicy', 'UserType', 'name'],
  ['Account', 'ownerUsers', 'User', 'userName'],
  ['Account', 'managerUsers', 'User', 'userName'],
  ['Application', 'parent', 'Application', 'name'],
  ['Role', 'system', 'System', 'name'],
  ['Role', 'informationSystemName', 'Application', 'name'],
  ['RoleGrant', 'roleId', 'Role', 'id'],
  ['RoleGrant', 'ownerRole', 'Role', 'id'],
  ['RoleGrant', 'ownerGroup', 'Group', 'name'],
  ['RoleAccount', 'accountId', 'Account', 'id'],
  ['RoleAccount', 'accountName', 'Account', 'name'],
  ['RoleAccount', 'roleId', 'Role', 'id'],
  ['RoleAccount', 'roleName', 'Role', 'name'],
  ['RoleAccount', 'userName', 'User', 'userName'],
  ['DomainValue', 'externalCodeDomain', 'Application', 'name'],
  ['Host', 'networkCode', 'Network', 'name'],
  ['MailList', 'domainName', 'MailDomain', 'name'],
  ['MailList', 'usersList', 'User', 'userName'],
  ['VaultFolder', 'ownerUsers', 'User', 'userName'],
  ['VaultFolder', 'navigateUsers', 'User', 'userName'],
  ['ProcessInstance', 'processDefinition', 'ProcessDefinition', 'id'],
  ['TaskInstance', 'processId', 'ProcessInstance', 'id'],
  ['TaskInstance', 'processDefinition', 'ProcessDefinition', 'id'],
] as const;

function valuesOf(type: string, attribute: string): readonly unknown[] {
  const resources = demoResources.filter((each) => each.type === type);
  return resources.flatMap(({ id, attributes }) => (attribute === 'id' ? [id] : [attributes[attribute]].flat())).filter((value) => value !== undefined);
}

test.each(demoResources)('$type $id fits its schema', ({ type, attributes }) => {
  expect(() => createValidator(typeNamed(type)).validate(attributes)).not.toThrow();
});

test('no two resources have one id', () => {
  const ids = demoResources.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each(references)('every %s.%s is a %s', (type, attribute, target, key) => {
  const known = valuesOf(target, key);
  const named = valuesOf(type, attribute);
  expect(named).not.toHaveLength(0);
  expect(named.filter((value) => !known.includes(value))).toEqual([]);
});

test('every resource that a list or a search of the documents prints is there', () => {
  const reads = documentedExamples.filter(({ operation }) => ['list', 'filter', 'get'].includes(operation));
  const printed = reads.flatMap((example) => resourcesOf(example).map(({ id }) => `${example.resourceType} ${String(id)}`));
  const known = new Set(demoResources.map(({ type, id }) => `${type} ${String(id)}`));
  // It belongs to a system that has another user ckelp.
  const elsewhere = ['UserGroup 24560'];
  expect(printed.filter((name) => !name.endsWith('undefined') && !known.has(name) && !elsewhere.includes(name))).toEqual([]);
});

describe.each(backends)('the demo data, on %s', (_name, open) => {
  test('is loaded once, with the ids of the documents', async () => {
    const { store, close } = await open(soffidTypes);
    expect(await loadDemo(store)).toBe(true);
    expect(await loadDemo(store)).toBe(false);
    for (const { type: name, id, attributes } of demoResources) {
      const loaded = await store.get({ type: typeNamed(name), id: String(id), projection: allAttributes }, context);
      expect(loaded?.attributes).toMatchObject(attributes);
    }
    await close();
  }, 60_000);
});
