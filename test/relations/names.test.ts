import { parseFilterSyntax } from '../../src/filter/parser';
import { printFilter } from '../../src/filter/print';
import { resolveFilter } from '../../src/filter/resolve';
import { resolveRelations } from '../../src/filter/resolve-relations';
import type { ResourceType } from '../../src/schema/resource-type';
import { soffidTypes } from '../../src/soffid/resource-types/soffid-types';
import { soffidDialect } from '../../src/soffid/soffid-dialect';

const dialect = soffidDialect;
const relations = resolveRelations(soffidTypes);

function printed(typeName: string, source: string): string {
  const type = soffidTypes.find(({ name }) => name === typeName) as ResourceType;
  const syntax = parseFilterSyntax(source, { dialect, limits: { length: 1000, depth: 10, terms: 100 } });
  return printFilter(resolveFilter(syntax, type, { dialect, follow: { relations } }), dialect);
}

test.each([
  ['ownerRoles.name eq x', 'ownerRoles.ownerRoleName eq x'],
  ['OwnerRoles.NAME eq x', 'ownerRoles.ownerRoleName eq x'],
  ['ownedRoles.name pr', 'ownedRoles.roleName pr'],
  ['granteeGroups.name sw x', 'granteeGroups.ownerGroup sw x'],
  ['ownerGroups.name eq x', 'ownerGroups.ownerGroup eq x'],
])('another name that a relation has for an attribute: %s is %s', (source, same) => {
  expect(printed('Role', source)).toBe(printed('Role', same));
});

test('the name goes with the relation, not with the type that it leads to', () => {
  expect(() => printed('RoleGrant', 'name eq x')).toThrow('Unknown attribute "name"');
});

test('a name for an attribute that does not exist is refused at start', () => {
  const [role, ...others] = [...soffidTypes].sort((a, b) => Number(b.name === 'Role') - Number(a.name === 'Role'));
  const broken = { ...role, relations: { wrong: { ...role?.relations['ownerRoles'], names: { name: 'nothing' } } } } as ResourceType;
  expect(() => resolveRelations([broken, ...others])).toThrow('RoleGrant has no attribute "nothing"');
});
