import fc from 'fast-check';

import { effectiveGrants } from '../../../src/soffid/grants/effective-grants';
import type { Grantee, GrantSource, RoleAccountFacts, RoleFacts, RoleGrantFacts } from '../../../src/soffid/grants/effective-grants';

const now = new Date('2026-01-01T00:00:00Z');

interface World {
  readonly roles: readonly RoleFacts[];
  readonly grants?: readonly RoleGrantFacts[];
  readonly accounts?: readonly RoleAccountFacts[];
}

/** Answers from arrays and counts the look-ups. */
function sourceOf({ roles, grants = [], accounts = [] }: World): GrantSource & { readonly lookUps: () => number } {
  let lookUps = 0;
  const count = <T>(answer: readonly T[]): Promise<readonly T[]> => {
    lookUps += 1;
    return Promise.resolve(answer);
  };
  return {
    lookUps: () => lookUps,
    roleAccounts: (ids) => count(accounts.filter(({ accountId }) => ids.includes(accountId))),
    grantsToGroups: (groups) => count(grants.filter(({ ownerGroup }) => ownerGroup !== undefined && groups.includes(ownerGroup))),
    grantsToRoles: (ids) => count(grants.filter(({ ownerRole }) => ownerRole !== undefined && ids.includes(ownerRole))),
    roles: (ids) => count(roles.filter(({ id }) => ids.includes(id))),
  };
}

const role = (id: number, domain?: string): RoleFacts => ({ id, name: `R${id}`, system: 'soffid', ...(domain && { domain }) });
const grantee: Grantee = { userName: 'jane', accounts: [{ id: 1, name: 'jane', system: 'soffid' }], groups: ['it', 'world'] };

async function held(world: World, who = grantee): Promise<readonly string[]> {
  const grants = await effectiveGrants(who, sourceOf(world), now);
  return grants.map(({ role: { name }, domainValue }) => (domainValue === undefined ? name : `${name}/${domainValue}`)).sort();
}

describe('Effective grants (seed 002, role domains and inheritance)', () => {
  test('come from accounts, from groups, and from roles that bring others', async () => {
    const world: World = {
      roles: [role(1), role(2), role(3)],
      accounts: [{ accountId: 1, roleId: 1 }],
      grants: [{ id: 10, roleId: 2, ownerGroup: 'world' }, { id: 11, roleId: 3, ownerRole: 2 }],
    };
    expect(await held(world)).toEqual(['R1', 'R2', 'R3']);
    const [first] = await effectiveGrants(grantee, sourceOf(world), now);
    expect(first?.origin).toEqual({ kind: 'account', account: grantee.accounts[0] });
  });

  describe('the value of the inherited role', () => {
    const cases: readonly (readonly [domain: string | undefined, specified: string | undefined, expected: string])[] = [
      [undefined, undefined, 'R2'],
      ['APPLICATION', undefined, 'R2'],
      ['GROUP', undefined, 'R2/G1'],
      [undefined, 'V', 'R2/V'],
      ['APPLICATION', 'V', 'R2/V'],
      ['GROUP', 'V', 'R2/V'],
    ];
    test.each(cases)('owner role held with G1 in GROUP, inherited role in domain %s, grant with value %s: %s', async (domain, domainValue, expected) => {
      const world: World = {
        roles: [role(1, 'GROUP'), role(2, domain)],
        accounts: [{ accountId: 1, roleId: 1, domainValue: 'G1' }],
        grants: [{ id: 10, roleId: 2, ownerRole: 1, ...(domainValue && { domainValue }) }],
      };
      expect(await held(world)).toContain(expected);
    });

    test('an owner role without a domain hands on nothing', async () => {
      const world: World = {
        roles: [role(1), role(2, 'GROUP')],
        accounts: [{ accountId: 1, roleId: 1 }],
        grants: [{ id: 10, roleId: 2, ownerRole: 1 }],
      };
      expect(await held(world)).toEqual(['R1', 'R2']);
    });
  });

  test('a grant for holders with one domain value stops those with another', async () => {
    const world: World = {
      roles: [role(1, 'GROUP'), role(2), role(3)],
      accounts: [{ accountId: 1, roleId: 1, domainValue: 'G1' }],
      grants: [
        { id: 10, roleId: 2, ownerRole: 1, ownerRolDomainValue: 'G1' },
        { id: 11, roleId: 3, ownerRole: 1, ownerRolDomainValue: 'G2' },
      ],
    };
    expect(await held(world)).toEqual(['R1/G1', 'R2']);
  });

  test.each<[string, Partial<RoleAccountFacts>]>([
    ['disabled', { enabled: false }],
    ['waiting for approval', { approvalPending: true }],
    ['over', { endDate: now }],
    ['not begun', { startDate: new Date(now.getTime() + 1) }],
  ])('a grant to an account that is %s gives nothing', async (_reason, facts) => {
    expect(await held({ roles: [role(1)], accounts: [{ accountId: 1, roleId: 1, ...facts }] })).toEqual([]);
  });

  test.each<[string, Partial<RoleGrantFacts>]>([
    ['optional', { mandatory: false }],
    ['disabled', { enabled: false }],
    ['waiting for approval', { status: 'P' }],
  ])('a grant between roles that is %s gives nothing', async (_reason, facts) => {
    const world: World = {
      roles: [role(1), role(2)],
      accounts: [{ accountId: 1, roleId: 1 }],
      grants: [{ id: 10, roleId: 2, ownerRole: 1, ...facts }],
    };
    expect(await held(world)).toEqual(['R1']);
  });

  test('a role on a system without an account is granted without one', async () => {
    const world: World = { roles: [{ ...role(1), system: 'ad' }], grants: [{ id: 10, roleId: 1, ownerGroup: 'it' }] };
    const [grant] = await effectiveGrants(grantee, sourceOf(world), now);
    expect(grant).toMatchObject({ role: { id: 1 }, account: undefined });
  });

  test('cycles end, and 10,000 roles in ten levels take two look-ups a level', async () => {
    const roles = Array.from({ length: 10_000 }, (_, id) => role(id));
    // Each role of one level brings two of the next; the last level leads back to the first.
    const grants = roles.flatMap(({ id }) => [0, 1].map((side) => ({ id: id * 2 + side, ownerRole: id, roleId: (id * 2 + 1 + side) % roles.length })));
    const source = sourceOf({ roles, grants, accounts: [{ accountId: 1, roleId: 0 }] });
    expect(await effectiveGrants(grantee, source, now)).toHaveLength(10_000);
    expect(source.lookUps()).toBeLessThan(40);
  });

  test('whatever the roles bring: everything that is reached is there once, nothing else is', async () => {
    const graph = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(graph, async (edges) => {
        const world: World = {
          roles: Array.from({ length: 12 }, (_, id) => role(id)),
          accounts: [{ accountId: 1, roleId: 0 }],
          grants: edges.map(([ownerRole, roleId], id) => ({ id, ownerRole, roleId })),
        };
        const reached = new Set([0]);
        for (const id of reached) for (const [from, to] of edges) if (from === id) reached.add(to);
        expect(await held(world)).toEqual([...reached].map((id) => `R${id}`).sort());
      }),
    );
  });
});
