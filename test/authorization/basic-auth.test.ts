import fc from 'fast-check';

import { basicAuth } from '../../src/authorization/basic-auth';
import { formatBasicCredentials, parseBasicCredentials } from '../../src/authorization/basic-credentials';
import { basic, requestWith } from './request';

const authorizer = basicAuth((username, password) =>
  username === 'svc' && password === 'p4ss:word' ? { id: username } : undefined,
);
const trusting = basicAuth((username, password) => ({ id: username, password }));

describe('basicAuth', () => {
  test.each([
    ['svc:p4ss:word', { id: 'svc' }],
    ['svc:p4ss', undefined],
    ['svc:p4ss:', undefined],
    ['svc:p4ss:WRONG', undefined],
    ['svc:p4ss:word:', undefined],
    ['SVC:p4ss:word', undefined],
  ])('RFC 7617 §2: the first colon alone ends the user-id of %s', async (userPass, principal) => {
    expect(await authorizer.authenticate(requestWith(basic(userPass)))).toEqual(principal);
  });

  test.each([['Basic'], ['basic'], ['BASIC']])('RFC 9110 §11.1: accepts the scheme spelt %s', async (scheme) => {
    const field = basic('svc:p4ss:word').replace('Basic', scheme);
    expect(await authorizer.authenticate(requestWith(field))).toEqual({ id: 'svc' });
  });

  test.each([
    ['colons only', 'a::::'],
    ['UTF-8', 'j\u00f6rg:p\u00e4ss\u{1f511}'],
    ['a byte order mark', 'a:\ufeffb'],
    ['percent signs', 'a%3Ab:100%:%zz'],
    ['spaces', ' a : b '],
  ])('RFC 7617 §2.1: hands over %s unchanged', async (_, userPass) => {
    const colon = userPass.indexOf(':');
    expect(await trusting.authenticate(requestWith(basic(userPass)))).toEqual({
      id: userPass.slice(0, colon),
      password: userPass.slice(colon + 1),
    });
  });

  const good = basic('svc:p4ss:word');
  test.each([
    ['nothing', []],
    ['an empty field', ['']],
    ['the scheme alone', ['Basic']],
    ['the scheme and a space', ['Basic ']],
    ['another scheme', [good.replace('Basic', 'Bearer')]],
    ['a scheme that contains Basic', [good.replace('Basic', 'NotBasicAtAll')]],
    ['a scheme that ends alike', [good.replace('Basic', 'XBasic')]],
    ['no space', [good.replace(' ', '')]],
    ['a tab for the space', [good.replace(' ', '\t')]],
    ['a second word', [`${good} extra`]],
    ['missing padding', [basic('svc:p4ss:word1').replace(/=+$/, '')]],
    ['too much padding', [`${basic('svc:p4ss:word1')}=`]],
    ['base64 whose last bits are not zero', ['Basic YTpi\u0059f==']],
    ['the base64url alphabet', ['Basic YTo_Pz8-']],
    ['base64 with a line break', ['Basic YTpi\nYTpi']],
    ['plain text', ['Basic svc:p4ss:word']],
    ['no colon', [basic('svc')]],
    ['no user-id', [basic(':p4ss')]],
    ['no password', [basic('svc:')]],
    ['a NUL', [basic('svc\0:p4ss')]],
    ['a line break', [basic('svc:p4\nss')]],
    ['a DEL', [basic('svc:p4\u007fss')]],
    ['bytes that are not UTF-8', [basic(Buffer.from([0x61, 0x3a, 0xff, 0xfe]))]],
    ['an overlong UTF-8 colon', [basic(Buffer.from([0x61, 0xc0, 0xba, 0x62]))]],
    ['a surrogate in UTF-8', [basic(Buffer.from([0x61, 0x3a, 0xed, 0xa0, 0x80]))]],
    ['two credentials in one field', [`${good}, Bearer abc`]],
    ['two fields', [good, good]],
    ['more than 8 KiB', [basic(`svc:${'x'.repeat(7000)}`)]],
  ])('refuses %s without asking verify', async (_, fields) => {
    const verify = jest.fn(() => ({ id: 'anyone' }));
    expect(await basicAuth(verify).authenticate(requestWith(...fields))).toBeUndefined();
    expect(verify).not.toHaveBeenCalled();
  });

  test('hands the request itself to verify, which may answer later', async () => {
    const verify = jest.fn((id: string) => Promise.resolve({ id }));
    const request = requestWith(basic('svc:secret'));
    expect(await basicAuth(verify).authenticate(request)).toEqual({ id: 'svc' });
    expect(verify).toHaveBeenCalledWith('svc', 'secret', request);
  });

  test('lets an exception of verify through: a fault is no refusal', async () => {
    const fault = new Error('database is gone');
    const request = requestWith(basic('svc:secret'));
    const thrower = basicAuth(() => {
      throw fault;
    });
    await expect(thrower.authenticate(request)).rejects.toBe(fault);
    await expect(basicAuth(() => Promise.reject(fault)).authenticate(request)).rejects.toBe(fault);
  });

  test('refuses to take true for a principal', async () => {
    const mistaken = basicAuth(() => true as never);
    await expect(mistaken.authenticate(requestWith(basic('a:b')))).rejects.toThrow('basicAuth: verify must return');
  });

  test('keeps concurrent requests apart', async () => {
    const slow = basicAuth(async (username) => {
      await new Promise((resolve) => setTimeout(resolve, username === 'a' ? 10 : 1));
      return username === 'b' ? undefined : { id: username };
    });
    const users = ['a', 'b', 'c'].map(async (name) => slow.authenticate(requestWith(basic(`${name}:x`))));
    expect(await Promise.all(users)).toEqual([{ id: 'a' }, undefined, { id: 'c' }]);
  });

  test('never fails on a header', async () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String().map((text) => `Basic ${text}`),
      fc.uint8Array().map((bytes) => basic(Buffer.from(bytes))),
    );
    await fc.assert(
      fc.asyncProperty(field, async (text) => {
        expect(await authorizer.authenticate(requestWith(text))).toBeUndefined();
      }),
    );
  });

  test('RFC 7617 §2: reads back every credential that is allowed', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((value) => !/[\p{Cc}\p{Cs}]/u.test(value));
    const credentials = fc.record({ username: text.filter((value) => !value.includes(':')), password: text });
    fc.assert(
      fc.property(credentials, (given) => {
        expect(parseBasicCredentials(formatBasicCredentials(given))).toEqual(given);
      }),
    );
  });

  test('RFC 7617 §2.1: its challenge asks for UTF-8', () => {
    const { schemes } = basicAuth(() => undefined, { realm: 'Example' });
    expect(schemes).toEqual([
      expect.objectContaining({ type: 'httpbasic', challenge: 'Basic realm="Example", charset="UTF-8"' }),
    ]);
  });

  test.each([
    ['no verify', () => basicAuth(undefined as never), 'basicAuth: verify must be a function'],
    ['a realm with a backslash', () => basicAuth(() => undefined, { realm: '\\' }), 'realm must be printable ASCII'],
    ['a misspelt option', () => basicAuth(() => undefined, { Realm: 'x' } as never), 'unknown option "Realm"'],
    ['an authorize that is no function', () => basicAuth(() => undefined, { authorize: 1 as never }), 'authorize must'],
  ])('refuses %s at start', (_, start, message) => {
    expect(start).toThrow(TypeError);
    expect(start).toThrow(message);
  });
});
