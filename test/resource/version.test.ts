import { VersionMismatchError } from '../../src/errors/catalog';
import { assertIfMatch, entityTag, ifVersionOf, isPlainIfMatch, matchesIfNoneMatch } from '../../src/resource/version';

describe('RFC 7644 §3.14: versions', () => {
  test('an entity tag is weak', () => {
    expect(entityTag('a1')).toBe('W/"a1"');
  });

  test.each(['W/"a1"', '"a1"', 'a1', 'W/a1', '*', ' * ', 'W/"x", W/"a1"', '"x","a1"', 'x, a1', '"x, y", "a1"'])('If-Match %s names the version a1', (header) => {
    expect(() => assertIfMatch(header, 'a1')).not.toThrow();
    expect(matchesIfNoneMatch(header, 'a1')).toBe(true);
  });

  test.each(['W/"a2"', '""', '', '"', 'W/"a1', '"x, a1"', 'A1', '"a1 "', '"x", "y"'])('If-Match %s does not', (header) => {
    expect(() => assertIfMatch(header, 'a1')).toThrow(VersionMismatchError);
    expect(matchesIfNoneMatch(header, 'a1')).toBe(false);
  });

  test.each([
    ['W/"a1"', 'a1'],
    ['a1', 'a1'],
    ['*', undefined],
    ['"a", "b"', undefined],
    ['', undefined],
  ])('the one version that %s names is %s', (header, version) => {
    expect(ifVersionOf(header)).toBe(version);
    expect(isPlainIfMatch(header)).toBe(version !== undefined);
  });

  test('a long header takes no time to speak of', () => {
    const started = performance.now();
    for (const piece of ['W/', '"', ',', ' ', 'W/"', 'a ']) matchesIfNoneMatch(piece.repeat(50_000), 'a1');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
