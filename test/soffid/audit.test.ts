import { auditedTypes } from '../../src/soffid/audit/audited-types';
import { soffidTypes } from '../../src/soffid/resource-types/soffid-types';
import { backends } from '../support/backends';
import type { DirectoryService } from './support/open-directory';
import { openDirectory } from './support/open-directory';

const person = { userName: 'ckelp', firstName: 'Cas', lastName: 'Kelp', userType: 'I', primaryGroup: 'world', active: true };
const patch = (path: string, value: unknown): object => ({ Operations: [{ op: 'replace', path, value }] });

test('every type that clients can write is audited, by attributes that both sides have', () => {
  const readOnly = ['RoleGrant', 'ProcessDefinition', 'Audit'];
  expect(Object.keys(auditedTypes).sort()).toEqual(soffidTypes.map(({ name }) => name).filter((name) => !readOnly.includes(name)).sort());
  const audit = soffidTypes.find(({ name }) => name === 'Audit');
  for (const { name, attributes } of soffidTypes) {
    const { names = {}, account } = auditedTypes[name] ?? {};
    expect(attributes.map((attribute) => attribute.name)).toEqual(expect.arrayContaining([...Object.values(names), ...(account === undefined ? [] : [account])]));
    expect(audit?.attributes.map((attribute) => attribute.name)).toEqual(expect.arrayContaining(Object.keys(names)));
  }
});

describe.each(backends)('The audit on %s', (_name, open) => {
  let service: DirectoryService;
  beforeEach(async () => {
    service = await openDirectory(open);
  });
  afterEach(() => service.close());

  const audited = async (filter = ''): Promise<readonly any[]> => (await service.get(`Audit?sortBy=id${filter && `&filter=${encodeURIComponent(filter)}`}`)).Resources;

  test('there is one record of each write, and none of a write that is refused or changes nothing', async () => {
    const id = await service.add('User', person);
    await service.send('POST User', person, 409);
    await service.send('POST User', { ...person, userName: 'x', userType: 'X' }, 400);
    service.at('2026-03-07T10:00:00Z');
    await service.send(`PATCH User/${id}`, { Operations: [{ op: 'replace', path: 'lastName', value: 'Other' }, { op: 'replace', path: 'comments', value: 'secret remark' }] }, 200);
    await service.send(`PATCH User/${id}`, patch('lastName', 'Other'), 200);
    await service.send(`PATCH User/${id}`, patch('password', [{ value: 'Lab-Pass1' }]), 200);
    await service.send(`PATCH User/${id}`, patch('active', false), 200);
    await service.send(`PATCH User/${id}`, patch('active', true), 200);
    await service.send(`DELETE User/${id}`, undefined, 204);
    const records = await audited();
    expect(records.map(({ action, message }) => [action, message])).toEqual([
      ['C', 'User ckelp was created'],
      ['U', 'User ckelp was changed: comments, fullName, lastName'],
      ['P', 'User ckelp was given another password'],
      ['e', 'User ckelp was disabled'],
      ['E', 'User ckelp was enabled'],
      ['D', 'User ckelp was deleted'],
    ]);
    const author = { author: 'admin', authorFullName: 'Soffid Administrator', primaryGroupAuthor: 'world', sourceIp: expect.stringMatching(/^(::ffff:)?127\.0\.0\.1$|^::1$/) };
    expect(records[0]).toMatchObject({ object: 'SC_USUARI', calendar: '2026-03-06 09:08:42', user: 'ckelp', ...author });
    expect(records[1]).toMatchObject({ calendar: '2026-03-07 10:00:00' });
    expect(JSON.stringify(records)).not.toMatch(/secret remark|Lab-Pass1|scrypt/);
  });

  test('the link of an account finds its records (seed 001, Account, briefAudit)', async () => {
    const id = await service.add('Account', { name: 'ckelp', system: 'soffid', type: 'U', passwordPolicy: 'I', ownerUsers: ['admin'] });
    await service.add('Account', { name: 'other', system: 'soffid', type: 'S', passwordPolicy: 'I' });
    await service.send(`PATCH Account/${id}`, patch('disabled', true), 200);
    const { meta } = await service.get(`Account/${id}`);
    const link = meta.links.briefAudit as string;
    const { Resources } = await service.get(link.slice(link.indexOf('Audit')));
    expect(Resources).toMatchObject([
      { searchIndex: `ACC#${id}`, action: 'C', account: 'ckelp', database: 'soffid', user: 'admin', message: 'Account ckelp at soffid was created' },
      { searchIndex: `ACC#${id}`, action: 'e' },
    ]);
  });

  test('nobody writes records: 405 (behaviours 21)', async () => {
    await service.add('User', person);
    const [record] = await audited('user eq "ckelp"');
    await service.send('POST Audit', { object: 'X' }, 405);
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const { headers } = await service.send(`${method} Audit/${record.id}`, method === 'DELETE' ? undefined : { object: 'X' }, 405);
      expect(headers['allow']).toBe('GET, HEAD');
    }
  });

  test('a write that fails leaves no record: both are one', async () => {
    await service.add('Group', { name: 'it', description: 'IT', parentGroup: 'world' });
    const before = (await audited()).length;
    await service.send('POST Group', { name: 'IT', description: 'Twice', parentGroup: 'world' }, 409);
    expect(await audited()).toHaveLength(before);
  });
});
