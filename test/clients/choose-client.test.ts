import type { ClientProfile, MountedRequest } from 'scim-router';
import { clientProfiles, createScimRouter, defineClientProfile, MemoryStore } from 'scim-router';

import { backends } from '../support/backends';
import { acceptToken, openService, userBody } from '../support/service';

const [[, openMemoryStore]] = backends as [(typeof backends)[0]];

/** Only Entra ID and the validator take an array of one for a single value. */
async function isUnwrapped(options: Parameters<typeof openService>[1], path = '/Users', headers: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const service = await openService(openMemoryStore, options);
  const { status } = await service.send('post', path, userBody('x', { title: ['T'] }), headers);
  await service.close();
  return status === 201;
}

describe('which client a request is of', () => {
  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['the header of Entra ID', '/Users', { ADSCIMVersion: '5.0' }, 'entra'],
    ['the flag of Entra ID', '/Users?aadOptscim062020', {}, 'entra'],
    ['the flag of Entra ID beside others', '/Users?filter=title%20pr&AadOptSCIM062020=1', {}, 'entra'],
    ['the name of Okta', '/Users', { 'user-agent': 'Okta SCIM Client 1.0.0' }, 'okta'],
    ['the name of Google', '/Users', { 'user-agent': 'Google-Auto-Provisioning' }, 'google'],
    ['a name that only contains that of Okta', '/Users', { 'user-agent': 'not Okta SCIM Client' }, ''],
    ['a value that only contains the flag', '/Users?filter=aadOptscim062020', {}, ''],
    ['nothing', '/Users', {}, ''],
  ])('is told by %s', (_name, url, headers, expected) => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const profiles: readonly ClientProfile[] = Object.values(clientProfiles);
    expect(profiles.filter(({ matches }) => matches?.({ url, headers: lower })).map(({ name }) => name)).toEqual(expected === '' ? [] : [expected]);
  });

  test('is told by the request unless the option says otherwise', async () => {
    expect(await isUnwrapped({}, '/Users')).toBe(false);
    expect(await isUnwrapped({}, '/Users', { ADSCIMVersion: '5.0' })).toBe(true);
    expect(await isUnwrapped({}, '/Users?aadOptscim062020')).toBe(true);
    expect(await isUnwrapped({ clients: clientProfiles.default }, '/Users', { ADSCIMVersion: '5.0' })).toBe(false);
    expect(await isUnwrapped({ clients: [clientProfiles.okta] }, '/Users', { ADSCIMVersion: '5.0' })).toBe(false);
    expect(await isUnwrapped({ clients: [clientProfiles.okta, clientProfiles.entra] }, '/Users', { ADSCIMVersion: '5.0' })).toBe(true);
  });

  test('is told by the tenant when a function says so', async () => {
    const asked: unknown[] = [];
    const options = (tenant: string) => ({
      tenant: () => tenant,
      clients: (request: MountedRequest, principal: { readonly id: string }, given: string | undefined) => {
        asked.push([request.method, principal.id, given]);
        return given === 'contoso' ? clientProfiles.entra : clientProfiles.rfc;
      },
    });
    expect(await isUnwrapped(options('contoso'))).toBe(true);
    expect(await isUnwrapped(options('acme'))).toBe(false);
    expect(asked).toEqual([['POST', 'client', 'contoso'], ['POST', 'client', 'acme']]);
  });

  test('counts in a bulk job and in a search, too', async () => {
    const service = await openService(openMemoryStore, { clients: clientProfiles.validator });
    const operation = { method: 'POST', path: '/Users', bulkId: 'a', data: userBody('x', { title: ['T'] }) };
    const bulk = { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [operation] };
    const { body } = await service.send('post', '/Bulk', bulk);
    expect(body.Operations.map(({ status }: { readonly status: unknown }) => status)).toEqual(['201']);
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: 'title eq T' };
    for (const path of ['/.search', '/Users/.search']) {
      expect((await service.send('post', path, search)).body.totalResults).toBe(1);
    }
    await service.close();
  });

  test('is known to hooks', async () => {
    const seen: unknown[] = [];
    const hooks = { beforeWrite: (_change: unknown, { client }: { readonly client?: ClientProfile }) => void seen.push(client?.name) };
    await isUnwrapped({ clients: clientProfiles.validator, hooks });
    expect(seen).toEqual(['validator']);
  });
});

describe('client profiles', () => {
  test('are frozen', () => {
    for (const profile of Object.values(clientProfiles)) {
      expect([Object.isFrozen(profile), Object.isFrozen(profile.flags)]).toEqual([true, true]);
    }
    expect(Object.isFrozen(clientProfiles)).toBe(true);
  });

  test('are made of others', () => {
    const acme = defineClientProfile({ name: 'acme', base: clientProfiles.okta, flags: { primary: 'reject' } });
    expect(acme.flags).toEqual({ ...clientProfiles.okta.flags, primary: 'reject' });
    expect(acme.matches).toBeUndefined();
  });

  test.each([
    ['a flag that does not exist', { boolStrings: true }, 'The client profile "acme" has an unknown flag "boolStrings"'],
    ['a flag that every object has', { constructor: true }, 'The client profile "acme" has an unknown flag "constructor"'],
    ['a flag of another type', { primary: true }, 'The flag "primary" of the client profile "acme" must be a string'],
  ])('cannot have %s', (_name, flags, message) => {
    expect(() => defineClientProfile({ name: 'acme', base: clientProfiles.rfc, flags: flags as never })).toThrow(new TypeError(message));
  });

  test.each([
    ['text', 'entra', 'options.clients must give client profiles, such as clientProfiles.entra'],
    ['null', null, 'options.clients must give client profiles, such as clientProfiles.entra'],
    ['an object of flags', {}, 'options.clients must give client profiles, such as clientProfiles.entra'],
    ['a list of one that cannot be told', [clientProfiles.sailpoint], 'options.clients has the profile "sailpoint", whose requests cannot be told: give a function instead'],
  ])('the option cannot be %s', (_name, clients, message) => {
    expect(() => createScimRouter(new MemoryStore(), acceptToken, { clients: clients as never })).toThrow(new TypeError(message));
  });

  test('a function that gives none is a fault of the host', async () => {
    const faults: unknown[] = [];
    const service = await openService(openMemoryStore, { clients: (() => undefined) as never, onError: (error) => faults.push(error) });
    expect((await service.send('get', '/Users')).status).toBe(500);
    expect(faults).toEqual([new TypeError('options.clients must give client profiles, such as clientProfiles.entra')]);
    await service.close();
  });
});
