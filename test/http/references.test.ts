import { backends } from '../support/backends';
import { enterpriseUrn, groupBody, mountPath, openService, patchBody, userBody } from '../support/service';
import type { TestService } from '../support/service';

/** Where a resource is, by the `Host` that the tests send. */
const host = 'scim.example:8080';
const base = `http://${host}${mountPath}`;

/** Ways to write the URI of one resource (RFC 7643 §2.3.7, §2.4, RFC 3986 §6.2). */
const sameUris = [
  `${base}/Users/ID`,
  `HTTP://SCIM.Example:8080${mountPath}/Users/ID`,
  `//${host}${mountPath}/Users/ID`,
  `http://${host}/scim/Users/ID`,
  `http://${host}/scim/v1/Users/ID`,
  `${base}/./Groups/../Users/ID`,
  `${base}/%55sers/ID`,
  'Users/ID',
  './Users/ID',
  '../Users/ID',
  '/Users/ID',
  `${mountPath}/Users/ID`,
];

const otherUris = [
  `${base}/Groups/ID`,
  `https://${host}${mountPath}/Users/ID`,
  `http://other.example${mountPath}/Users/ID`,
  `http://${host}/other/v2/Users/ID`,
  `${base}/Users/ID/more`,
  `${base}/Users/ID?x=1`,
  '/elsewhere/Users/ID',
  'ID',
  `${base}/Users/%ff`,
  'http://[',
  '',
];

describe.each(backends)('RFC 7643 §2.4: a $ref in a filter on %s', (_name, open) => {
  let service: TestService;
  let [member, other, group, empty]: readonly string[] = [];
  beforeAll(async () => {
    service = await openService(open);
    member = (await service.create('/Users', userBody('member')))['id'] as string;
    other = (await service.create('/Users', userBody('other', { [enterpriseUrn]: { manager: { value: member } } })))['id'] as string;
    group = (await service.create('/Groups', groupBody('with', [member, other])))['id'] as string;
    empty = (await service.create('/Groups', groupBody('without')))['id'] as string;
  });
  afterAll(() => service.close());

  const found = async (endpoint: string, filter: string): Promise<readonly string[]> => {
    const { body } = await service.send('get', `${endpoint}?filter=${encodeURIComponent(filter)}`, undefined, { Host: host }).expect(200);
    return body.Resources.map(({ id }: { readonly id: string }) => id);
  };
  const named = (uri: string, id = member): string => JSON.stringify(uri.replace('ID', () => id ?? ''));

  test.each(sameUris)('S-027, S-028: %s names the resource', async (uri) => {
    expect(await found('/Groups', `members.$ref eq ${named(uri)}`)).toEqual([group]);
    expect(await found('/Groups', `members[$ref eq ${named(uri)} and type eq "User"]`)).toEqual([group]);
    expect(await found('/Groups', `members[$ref ne ${named(uri)}]`)).toEqual([group]);
    expect(await found('/Users', `${enterpriseUrn}:manager.$ref eq ${named(uri)}`)).toEqual([other]);
    expect(await found('/Users', `${enterpriseUrn}:manager.$ref ne ${named(uri)}`)).toEqual([member]);
    const all = `schemas pr and members.$ref eq ${named(uri)}`;
    expect(await found('', all)).toEqual([group]);
  });

  test.each(otherUris)('%j names another one, or none', async (uri) => {
    expect(await found('/Groups', `members.$ref eq ${named(uri)}`)).toEqual([]);
    expect(await found('/Groups', `members.$ref ne ${named(uri)}`)).toEqual([group, empty]);
    expect(await found('/Users', `${enterpriseUrn}:manager.$ref eq ${named(uri)}`)).toEqual([]);
  });

  test('groups are found by their URI, too, and parts of URIs are compared as text', async () => {
    expect(await found('/Users', `groups.$ref eq ${named('../Groups/ID', group)}`)).toEqual([member, other]);
    expect(await found('/Users', `groups[$ref eq ${named('/Groups/ID', empty)}]`)).toEqual([]);
    expect(await found('/Users', `groups.$ref eq ${named('/Users/ID', group)}`)).toEqual([]);
    expect(await found('/Groups', `members.$ref sw ${named(base)}`)).toEqual([group]);
    expect(await found('/Groups', `members.$ref sw "../Users"`)).toEqual([]);
  });

  test('a PATCH path finds the element by its URI (RFC 7644 §3.5.2)', async () => {
    const { id } = await service.create('/Groups', groupBody('patched', [member ?? '', other ?? '']));
    const remove = patchBody({ op: 'remove', path: `members[$ref eq ${named('../Users/ID')}]` });
    await service.send('patch', `/Groups/${id}`, remove, { Host: host }).expect(204);
    const { body } = await service.send('get', `/Groups/${id}`);
    expect(body.members.map(({ value }: { readonly value: string }) => value)).toEqual([other]);
    await service.send('delete', `/Groups/${id}`).expect(204);
  });
});
