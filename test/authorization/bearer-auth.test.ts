import fc from 'fast-check';

import { bearerAuth } from '../../src/authorization/bearer-auth';
import { staticBearer } from '../../src/authorization/static-bearer';
import type { Access } from '../../src/authorization/authorizer';
import { requestWith } from './request';

const token = 'aZ09-._~+/token-of-okta==';
const authorizer = bearerAuth((presented) => (presented === token ? { id: 'okta' } : undefined));
const authenticate = (...fields: readonly string[]) => authorizer.authenticate(requestWith(...fields));

describe('bearerAuth', () => {
  test.each([['Bearer'], ['bearer'], ['BEARER']])('RFC 9110 §11.1: accepts the scheme spelt %s', async (scheme) => {
    expect(await authenticate(`${scheme} ${token}`)).toEqual({ id: 'okta' });
  });

  test('RFC 6750 §2.1: accepts more than one space after the scheme', async () => {
    expect(await authenticate(`Bearer   ${token}`)).toEqual({ id: 'okta' });
  });

  test.each([
    ['nothing', []],
    ['an empty field', ['']],
    ['the scheme alone', ['Bearer']],
    ['the scheme and a space', ['Bearer ']],
    ['no space', [`Bearer${token}`]],
    ['a comma for the space', [`Bearer,${token}`]],
    ['a tab for the space', [`Bearer\t${token}`]],
    ['a leading space', [` Bearer ${token}`]],
    ['another scheme', [`Basic ${token}`]],
    ['a scheme that ends alike', [`XBearer ${token}`]],
    ['a scheme that starts alike', [`Bearerx ${token}`]],
    ['a second word', [`Bearer ${token} extra`]],
    ['a longer token', [`Bearer ${token}x`]],
    ['a shorter token', [`Bearer ${token.slice(0, -1)}`]],
    ['a token in another case', [`Bearer ${token.toUpperCase()}`]],
    ['a quoted token', [`Bearer "${token}"`]],
    ['= in the middle', ['Bearer a=b']],
    ['the word undefined', ['Bearer undefined']],
    ['the word null', ['Bearer null']],
    ['characters outside ASCII', [`Bearer ${token}\u00e9`]],
    ['a character that folds to an ASCII letter', [`Bearer \u212a${token}`]],
    ['a line break', [`Bearer ${token}\n`]],
    ['two credentials in one field', [`Basic eDp5, Bearer ${token}`]],
    ['two fields', [`Bearer ${token}`, `Bearer ${token}`]],
    ['two fields of two schemes', [`Bearer ${token}`, 'Basic eDp5']],
  ])('refuses %s', async (_, fields) => {
    expect(await authenticate(...fields)).toBeUndefined();
  });

  test('asks verify only about texts that can be a token, of at most 8 KiB', async () => {
    const verify = jest.fn(() => ({ id: 'anyone' }));
    const trusting = bearerAuth(verify);
    expect(await trusting.authenticate(requestWith(`Bearer ${'A'.repeat(8192 - 7)}`))).toEqual({ id: 'anyone' });
    expect(await trusting.authenticate(requestWith(`Bearer ${'A'.repeat(8193 - 7)}`))).toBeUndefined();
    expect(await trusting.authenticate(requestWith('Bearer a,b'))).toBeUndefined();
    expect(verify).toHaveBeenCalledTimes(1);
  });

  test('reads the token from nowhere but the header', async () => {
    const request = Object.assign(requestWith(), {
      url: `/Users?access_token=${token}`,
      query: { access_token: token },
      body: { access_token: token },
    });
    expect(await authorizer.authenticate(request)).toBeUndefined();
  });

  test('hands the token and the request to verify, which may answer later', async () => {
    const verify = jest.fn((text: string) => Promise.resolve({ id: text }));
    const request = requestWith('Bearer abc');
    expect(await bearerAuth(verify).authenticate(request)).toEqual({ id: 'abc' });
    expect(verify).toHaveBeenCalledWith('abc', request);
  });

  test('lets an exception of verify through: a fault is no refusal', async () => {
    const fault = new Error('database is gone');
    const request = requestWith('Bearer abc');
    const thrower = bearerAuth(() => {
      throw fault;
    });
    await expect(thrower.authenticate(request)).rejects.toBe(fault);
    await expect(bearerAuth(() => Promise.reject(fault)).authenticate(request)).rejects.toBe(fault);
  });

  test.each([[null], [false]])('takes %s for a refusal', async (answer) => {
    const refusing = bearerAuth(() => answer as unknown as undefined);
    expect(await refusing.authenticate(requestWith('Bearer abc'))).toBeUndefined();
  });

  const noPrincipals: readonly (readonly [unknown])[] = [[true], ['okta'], [{}], [{ id: '' }], [{ id: 7 }]];
  test.each(noPrincipals)('refuses to take %j for a principal', async (answer) => {
    const mistaken = bearerAuth(() => answer as undefined);
    await expect(mistaken.authenticate(requestWith('Bearer abc'))).rejects.toThrow(
      'bearerAuth: verify must return a principal with a string id',
    );
  });

  test('never fails on a header, and never asks about anything but a token', async () => {
    const field = fc.oneof(fc.string({ unit: 'binary' }), fc.string().map((text) => `Bearer ${text}`));
    await fc.assert(
      fc.asyncProperty(field, async (text) => {
        const asked: string[] = [];
        const listening = bearerAuth((presented) => {
          asked.push(presented);
          return undefined;
        });
        expect(await listening.authenticate(requestWith(text))).toBeUndefined();
        for (const presented of asked) expect(presented).toMatch(/^[\w\-.~+/]+=*$/);
      }),
    );
  });

  test('publishes its scheme (RFC 7643 §5) with a challenge that names the realm', () => {
    const { schemes } = bearerAuth(() => undefined, { realm: 'Example', scheme: { primary: true, name: 'API token' } });
    expect(schemes).toEqual([
      expect.objectContaining({
        type: 'oauthbearertoken',
        name: 'API token',
        primary: true,
        challenge: 'Bearer realm="Example"',
      }),
    ]);
  });

  test('allows everything unless authorize says otherwise', async () => {
    const access = {} as Access;
    expect(await authorizer.authorize(access)).toBe(true);
    const reader = bearerAuth(() => undefined, { authorize: () => ({ readable: { only: ['userName'] } }) });
    expect(await reader.authorize(access)).toEqual({ readable: { only: ['userName'] } });
  });

  test.each([
    ['verify', () => bearerAuth(undefined as never), 'bearerAuth: verify must be a function'],
    ['authorize', () => bearerAuth(() => undefined, { authorize: true as never }), 'authorize must be a function'],
    ['a quoted realm', () => bearerAuth(() => undefined, { realm: 'a"b' }), 'realm must be printable ASCII'],
    ['a realm with a line break', () => bearerAuth(() => undefined, { realm: 'a\r\nb' }), 'realm must be printable'],
    ['an empty realm', () => bearerAuth(() => undefined, { realm: '' }), 'realm must be printable ASCII'],
    ['an empty name', () => bearerAuth(() => undefined, { scheme: { name: '' } }), 'scheme.name must be a string'],
    [
      'a function in place of the options',
      () => bearerAuth(() => undefined, (() => false) as never),
      'options must be an object with realm, authorize, scheme',
    ],
    [
      'a misspelt option',
      () => bearerAuth(() => undefined, { authorise: () => false } as never),
      'unknown option "authorise"; the options are realm, authorize, scheme',
    ],
  ])('refuses %s at start', (_, start, message) => {
    expect(start).toThrow(TypeError);
    expect(start).toThrow(message);
  });
});

describe('staticBearer', () => {
  test('accepts its token alone', async () => {
    const fixed = staticBearer(token, { principal: { id: 'entra' } });
    expect(await fixed.authenticate(requestWith(`Bearer ${token}`))).toEqual({ id: 'entra' });
    expect(await fixed.authenticate(requestWith(`Bearer ${token}=`))).toBeUndefined();
    expect(await fixed.authenticate(requestWith('Bearer '))).toBeUndefined();
  });

  test('accepts each of two tokens while one replaces the other', async () => {
    const fixed = staticBearer(['old-token-0123456', 'new-token-0123456']);
    expect(await fixed.authenticate(requestWith('Bearer old-token-0123456'))).toEqual({ id: 'bearer' });
    expect(await fixed.authenticate(requestWith('Bearer new-token-0123456'))).toEqual({ id: 'bearer' });
    expect(await fixed.authenticate(requestWith('Bearer old-token-0123457'))).toBeUndefined();
  });

  test('is not changed by a later change of the list of tokens', async () => {
    const tokens = ['old-token-0123456'];
    const fixed = staticBearer(tokens);
    tokens.push('');
    tokens.push('new-token-0123456');
    expect(await fixed.authenticate(requestWith('Bearer new-token-0123456'))).toBeUndefined();
  });

  test.each([
    ['an unset token', () => staticBearer(undefined), 'token must have 16 characters or more; is it set?'],
    ['an empty token', () => staticBearer(''), 'token must have 16 characters or more'],
    ['a short token', () => staticBearer('a'.repeat(15)), 'token must have 16 characters or more'],
    ['no token', () => staticBearer([]), 'give at least one token'],
    ['a short second token', () => staticBearer([token, 'short']), 'token must have 16 characters or more'],
    ['a token with a space', () => staticBearer('correct horse battery'), 'token may contain letters, digits'],
    ['a principal without id', () => staticBearer(token, { principal: {} as never }), 'principal with a string id'],
    ['a misspelt option', () => staticBearer(token, { relm: 'x' } as never), 'unknown option "relm"'],
  ])('refuses %s at start', (_, start, message) => {
    expect(start).toThrow(TypeError);
    expect(start).toThrow(message);
  });
});
