import { createDatabase } from '../test/support/postgres';
import { Group, User, defineResourceType, userSchema, enterpriseUserSchema, defineSchema } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';
import { createTestContext } from 'scim-router/testing';
import { sampleUser } from './sample-user';
async function main() {
  const { knex, close } = await createDatabase();
  const schema = JSON.parse(JSON.stringify(userSchema));
  schema.properties.groups.items.properties.type.canonicalValues = ['direct'];
  const Direct = defineResourceType({ name: 'User', endpoint: '/Users', schema: defineSchema(schema), extensions: [{ schema: enterpriseUserSchema }], inverse: { groups: { type: 'Group', attribute: 'members' } } });
  const stores = [createKnexStore(knex), createKnexStore(knex)];
  await stores[0].migrate([User, Group]);
  const context = createTestContext();
  const projection: any = { kind: 'default', includes: (a: any) => a.returned === 'default' || a.returned === 'always' };
  const ids: string[] = [];
  for (let i = 0; i < 2000; i++) { const { schemas: _s, ...attributes } = sampleUser(i) as any; ids.push((await stores[0].create({ type: User, attributes, projection }, context)).id); }
  const grouped = ids.slice(1000);
  const groups: string[] = [];
  for (let g = 0; g < 20; g++) groups.push((await stores[0].create({ type: Group, attributes: { displayName: `g${g}`, members: grouped.filter((_, i) => i % 4 === g % 4).map((value) => ({ value })) }, projection }, context)).id);
  const outer = (await stores[0].create({ type: Group, attributes: { displayName: 'outer', members: groups.slice(0, 4).map((value) => ({ value })) }, projection }, context)).id;
  await knex.raw('analyze');
  const types = { indirect: User, direct: Direct } as const;
  const run = async (kind: keyof typeof types, work: (type: any, store: any, i: number) => Promise<unknown>, n: number) => { const t = performance.now(); for (let i = 0; i < n; i++) await work(types[kind], stores[kind === 'direct' ? 1 : 0], i); return (performance.now() - t) / n; };
  const path = (name: string, sub?: string) => { const a = User.attributes.find((x) => x.name === name)!; return { attribute: a, ...(sub && { subAttribute: a.subAttributes.find((x) => x.name === sub) }) } as any; };
  const cases: [string, number, (type: any, store: any, i: number) => Promise<any>][] = [
    ['GET, no groups', 800, (type, store, i) => store.get({ type, id: ids[i % 1000], projection }, context)],
    ['GET, 5 groups', 800, (type, store, i) => store.get({ type, id: grouped[i % 1000], projection }, context)],
    ['list of 100, no groups', 150, (type, store) => store.query({ type, page: { startIndex: 1, count: 100 }, projection }, context)],
    ['list of 100, 5 groups each', 60, (type, store) => store.query({ type, page: { startIndex: 1001, count: 100 }, projection }, context)],
    ['groups.value eq (250 members)', 100, (type, store) => { const a = type.attributes.find((x: any) => x.name === 'groups'); return store.query({ type, filter: { kind: 'comparison', operator: 'eq', path: { attribute: a, subAttribute: a.subAttributes.find((x: any) => x.name === 'value') }, value: groups[0], caseExact: true }, page: { startIndex: 1, count: 100 }, projection }, context); }],
  ];
  for (const [name, n, work] of cases) {
    const r: Record<string, number[]> = { indirect: [], direct: [] };
    for (let round = 0; round < 8; round++) for (const kind of (round % 2 ? ['direct', 'indirect'] : ['indirect', 'direct']) as any[]) { const ms = await run(kind, work, n); if (round) r[kind].push(ms); }
    const med = (v: number[]) => v.sort((a, b) => a - b)[Math.floor(v.length / 2)];
    console.log(name.padEnd(32), 'direct only', med(r.direct).toFixed(3), 'ms   with indirect', med(r.indirect).toFixed(3), 'ms');
  }
  const found: any = await stores[0].get({ type: User, id: grouped[0], projection }, context);
  console.log((found.attributes.groups as any[]).map((g) => g.display + ':' + g.type).join(' '), outer.length);
  await close();
}
void main();
