import type { ScimRouterOptions } from 'scim-router';

import { backends } from '../support/backends';
import type { OpenBackend } from '../support/backends';
import { openService, patchBody, userBody } from '../support/service';
import type { TestService } from '../support/service';

async function withService(open: OpenBackend, options: ScimRouterOptions, use: (service: TestService) => Promise<void>): Promise<void> {
  const service = await openService(open, options);
  try {
    await use(service);
  } finally {
    await service.close();
  }
}

/** A self-signed certificate of elliptic curve P-256. */
const certificate =
  'MIIBfjCCASWgAwIBAgIUXMo72StHpJQssTpZ6Ho7LW6fV68wCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJc2NpbS10ZXN0MCAXDTI2MTEyNTAxND' +
  'IwNloYDzIxMjYxMTAxMDE0MjA2WjAUMRIwEAYDVQQDDAlzY2ltLXRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARbi1ifrFpBkpANAqkg' +
  '+j49T7jPPMZbadqbEfqaJxm+gZhoYrTfkCPSu5K8KdF03dchGsMP74rNyFHLphACn9Lro1MwUTAdBgNVHQ4EFgQUAEBN9CAYOqbheoRbAiut7Y' +
  'rnv6QwHwYDVR0jBBgwFoAUAEBN9CAYOqbheoRbAiut7Yrnv6QwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiA90Xg7A4f+nRj4' +
  'ZbFXN5BZZAdfqMjKHJEKkO1vndpbNgIgPiGNiD0eQAZDtQ0zYqh7GqutiwTGwiSIuR6/1CmfaSQ=';
const twoCertificates = Buffer.concat([certificate, certificate].map((text) => Buffer.from(text, 'base64'))).toString('base64');
const armoured = Buffer.from(`-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`).toString('base64');

describe('strictness (RFC 7643 §2.3, §4.1)', () => {
  const [, open] = backends[0]!;
  const accepted: readonly (readonly [string, object])[] = [
    ['canonical types in any letter case', { emails: [{ value: 'a', type: 'WORK' }], phoneNumbers: [{ value: '1', type: 'fax' }] }],
    ['types without canonical values', { roles: [{ value: 'a', type: 'anything' }] }],
    ['an absolute profileUrl', { profileUrl: 'https://login.example.com/bjensen' }],
    ['a country', { addresses: [{ country: 'US' }, { country: 'de' }] }],
    ['a locale', { locale: 'de-CH-1996' }],
    ['a locale of old clients', { locale: 'en_US' }],
    ['languages', { preferredLanguage: 'en-US, fr;q=0.5 , *;q=0' }],
    ['a time zone', { timezone: 'America/Los_Angeles' }],
    ['another time zone', { timezone: 'UTC' }],
    ['a certificate', { x509Certificates: [{ value: certificate }] }],
    ['a certificate without padding', { x509Certificates: [{ value: certificate.replace('=', '') }] }],
  ];
  const refused: readonly (readonly [string, object, RegExp])[] = [
    ['an e-mail of unknown type', { emails: [{ value: 'a', type: 'custom' }] }, /^emails\[0\]\.type must be one of "work", "home", "other"$/],
    ['a relative profileUrl', { profileUrl: 'foo' }, /^profileUrl must be an absolute URI$/],
    ['a relative photo', { photos: [{ value: '/a.png' }] }, /^photos\[0\]\.value must be an absolute URI$/],
    ['a country of three letters', { addresses: [{ country: 'USA' }] }, /^addresses\[0\]\.country must be a country code/],
    ['a country that is none', { addresses: [{ country: 'XX' }] }, /country must be a country code/],
    ['two locales', { locale: 'en-US, fr;q=0.5' }, /^locale must be one language tag/],
    ['languages that are none', { preferredLanguage: 'en-US; fr' }, /^preferredLanguage must be language ranges/],
    ['an offset', { timezone: '+01:00' }, /^timezone must be a name of the IANA/],
    ['an unknown time zone', { timezone: 'Mars/Olympus' }, /^timezone must be a name of the IANA/],
    ['two certificates in one value', { x509Certificates: [{ value: twoCertificates }] }, /must be one X\.509/],
    ['a certificate in PEM', { x509Certificates: [{ value: armoured }] }, /must be one X\.509/],
    ['bytes that are no certificate', { x509Certificates: [{ value: 'AAAA' }] }, /^x509Certificates\[0\]\.value must be one X\.509/],
  ];

  test.each(accepted)('%s are accepted by every service provider', async (_title, more) => {
    for (const strict of [false, true]) {
      await withService(open, { strict }, async (service) => expect(await service.create('/Users', userBody('a', more))).toMatchObject(more));
    }
  });

  test.each(refused)('%s is refused by strict service providers only', async (_title, more, detail) => {
    await withService(open, {}, async (service) => expect(await service.create('/Users', userBody('a', more))).toMatchObject(more));
    await withService(open, { strict: true }, async (service) => {
      const { id } = await service.create('/Users', userBody('b'));
      for (const answer of [
        await service.send('post', '/Users', userBody('a', more)),
        await service.send('put', `/Users/${id}`, userBody('b', more)),
        await service.send('patch', `/Users/${id}`, patchBody({ op: 'add', value: more })),
      ]) {
        expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
        expect(answer.body.detail).toMatch(detail);
      }
    });
  });

  test('S-013, S-016: base64url, texts with spaces and lines are refused by every service provider', async () => {
    await withService(open, {}, async (service) => {
      for (const more of [
        { x509Certificates: [{ value: 'ab-_' }] },
        { x509Certificates: [{ value: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----' }] },
        { profileUrl: 'not a uri with spaces' },
      ]) {
        expect((await service.send('post', '/Users', userBody('a', more))).body.scimType).toBe('invalidValue');
      }
      expect(await service.create('/Users', userBody('a', { x509Certificates: [{ value: 'YQ' }] }))).toBeDefined();
    });
  });

  test('single checks can be had alone', async () => {
    await withService(open, { strict: ['country-code'] }, async (service) => {
      expect((await service.send('post', '/Users', userBody('a', { addresses: [{ country: 'USA' }] }))).status).toBe(400);
      expect((await service.send('post', '/Users', userBody('a', { timezone: 'Mars/Olympus' }))).status).toBe(201);
    });
    await expect(openService(open, { strict: ['countries' as never] })).rejects.toThrow(/options\.strict has "countries"/);
  });
});
