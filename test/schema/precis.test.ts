import fc from 'fast-check';

import { fold } from '../../src/schema/comparable';
import { opaqueStringFault, prepareOpaqueString } from '../../src/schema/precis/opaque-string';
import { usernameFault } from '../../src/schema/precis/username';
import { mapWidth } from '../../src/schema/precis/width-mapping';

const anyText = fc.string({ unit: 'binary' });

describe('RFC 8265 §3.3: what user names are compared by', () => {
  test.each([
    ['ｂｊｅｎｓｅｎ', 'bjensen'],
    ['ＢＪＥＮＳＥＮ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'bjensen@example.com'],
    ['Jose\u0301', 'josé'],
    ['JOSÉ', 'josé'],
    ['ﾊﾟｿｺﾝ', 'パソコン'],
    ['ﾡﾢ', 'ㄱㄲ'],
    ['ￜ', 'ㅣ'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['οδος', 'οδοσ'],
    ['Σ', 'σ'],
    ['İSTANBUL', 'i\u0307stanbul'],
    ['a\u3000b', 'a b'],
  ])('%j is compared as %j', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  test('it is the same for every spelling, and the same again of itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = fold(text);
        expect(fold(key)).toBe(key);
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
        expect(fold(mapWidth(text))).toBe(key);
      }),
    );
  });

  test('visible ASCII matches its fullwidth form', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) }), (text) => {
        const wide = Array.from(text, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
        expect(fold(wide)).toBe(fold(text));
        expect(String(usernameFault(wide))).toBe(String(usernameFault(text)));
      }),
    );
  });

  test('Σ is found at the beginning of a longer word, whatever form it has at the end of the filter', () => {
    expect(fold('ΟΔΟΣΑ').startsWith(fold('ΟΔΟΣ'))).toBe(true);
  });
});

describe('RFC 8265 §3.3: which texts are user names', () => {
  test.each([
    'bjensen',
    'BJensen@Example.com',
    'EXAMPLE\\bjensen',
    'Barbara Jensen',
    "x'; drop table users; --",
    'josé',
    'fußball',
    'π',
    'Ω',
    'ﾊﾟｿｺﾝ',
    'パソコン',
    'אבג',
    'אבג1',
    'محمد',
    'محمد@example.com',
    'example@مثال',
    'می\u200cخواهم',
    'क्\u200dष',
    'l·l',
    'カ・タ',
    'م٠١٢',
    '۰۱۲',
    'סופר׳',
  ])('%j is one', (text) => {
    expect(usernameFault(text)).toBeUndefined();
  });

  test.each([
    ['', /space/],
    [' a', /space/],
    ['a ', /space/],
    ['a  b', /space/],
    ['a\u3000', /space/],
    ['a\u00a0b', /U\+00A0/],
    ['a\tb', /U\+0009/],
    ['a\0', /U\+0000/],
    ['a\u007f', /U\+007F/],
    ['a\u200b', /U\+200B/],
    ['a\u200d', /U\+200D/],
    ['a\u200c', /U\+200C/],
    ['a\u00ad', /U\+00AD/],
    ['a\u202e', /U\+202E/],
    ['\ud800', /U\+D800/],
    ['\u{1f600}', /U\+1F600/],
    ['henryⅳ', /U\+2173/],
    ['ﬁnance', /U\+FB01/],
    ['\u265a', /U\+265A/],
    ['a\u0378', /U\+0378/],
    ['a\ue000', /U\+E000/],
    ['\u1100', /U\+1100/],
    ['l·b', /U\+00B7/],
    ['a・', /U\+30FB/],
    ['׳', /U\+05F3/],
    ['\u0375a', /U\+0375/],
    ['\u0640', /U\+0640/],
    ['٠۰', /U\+0660/],
    ['אa', /left to right/],
    ['aא', /left to right/],
    ['א١1', /left to right/],
    ['1א', /left to right/],
    ['٠١٢', /left to right/],
    ['א-', /left to right/],
  ])('%j is none', (text, reason) => {
    expect(String(usernameFault(text))).toMatch(reason);
  });

  test('the form that is compared is a user name exactly when the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(usernameFault(fold(text)) === undefined).toBe(usernameFault(text) === undefined);
      }),
    );
  });

  test('a long text takes no longer than its length', () => {
    const start = performance.now();
    for (const repeated of ['٠', '・', '\u200c', 'م\u200c', '\u0301', 'a ']) usernameFault(repeated.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('RFC 8265 §4.2: passwords', () => {
  test('case and width count, kinds of space and composition do not', () => {
    expect(prepareOpaqueString('Correct\u00a0Horse\u3000Ｂattery')).toBe('Correct Horse Ｂattery');
    expect(prepareOpaqueString('pass\u0301')).toBe('pas\u015b');
    expect(prepareOpaqueString('ﬁ')).toBe('ﬁ');
  });

  test('preparing twice is preparing once', () => {
    fc.assert(fc.property(anyText, (text) => expect(prepareOpaqueString(prepareOpaqueString(text))).toBe(prepareOpaqueString(text))));
  });

  test.each(['correct horse battery staple', 'Correct Horse Battery Staple', 'πßå', 'Jack of \u2666s', 't1meMa$heen', '😀ⅳﬁ', ' '])('%j is one', (text) => {
    expect(opaqueStringFault(text)).toBeUndefined();
  });

  test.each([
    ['', /empty/],
    ['my cat is a \u0009by', /U\+0009/],
    ['a\0', /U\+0000/],
    ['\u200b', /U\+200B/],
    ['\ud800', /U\+D800/],
    ['\u0378', /U\+0378/],
  ])('%j is none', (text, reason) => {
    expect(String(opaqueStringFault(text))).toMatch(reason);
  });
});
