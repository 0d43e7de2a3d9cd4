import { MemoryStore } from 'scim-router';

import { catalogues } from '../../src/provisioning/texts/choose-texts';
import { enabledToken, serve } from './support/open-provisioning';

const { en, ...others } = catalogues as { en: (typeof catalogues)[string] } & typeof catalogues;

/** Every text by its path; functions with what they are given made visible. */
function textsOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, (value as (...parts: unknown[]) => string)('¦0¦', '¦1¦')]];
  return Object.entries(value as object).flatMap(([name, each]) => textsOf(each, path === '' ? name : `${path}.${name}`));
}

const english = new Map(textsOf(en));

describe.each(Object.entries(others))('%s', (_tag, texts) => {
  const own = new Map(textsOf(texts));

  test('has every text', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('has none that is empty, or still English', () => {
    expect([...own].filter(([path, text]) => text === '' || text === english.get(path))).toEqual([]);
  });

  test('says the same values, and ends as the English one does', () => {
    const signs = (text: string): readonly unknown[] => [(text.match(/¦\d¦/g) ?? []).sort(), /[.]$/.test(text), /^\p{Lu}/u.test(text) || /^¦/.test(text)];
    const wrong = [...own].filter(([path, text]) => {
      const [left, right] = [signs(text), signs(english.get(path) ?? '')];
      return String(left[0]) !== String(right[0]) || left[1] !== right[1] || left[2] !== true;
    });
    expect(wrong).toEqual([]);
  });
});

test.each([
  ['ca', 'ca-ES, es;q=0.5'],
  ['es', 'es-MX'],
  ['nl', 'fr, nl;q=0.8, en;q=0.1'],
  ['en', 'fr'],
])('the page is in %s for %s (RFC 9110 §12.5.4)', async (tag, language) => {
  const service = serve(new MemoryStore());
  await enabledToken(service);
  const pages = await Promise.all(['', '?edit', '?add', '?history'].map((query) => service.get(query, 'ada', { 'Accept-Language': language })));
  for (const { text, headers } of pages) {
    expect([headers['content-language'], /<html lang="([^"]+)">/.exec(text)?.[1]]).toEqual([tag, tag]);
  }
  const html = pages.map(({ text }) => text).join('\n');
  const texts = catalogues[tag]!;
  for (const text of [texts.isEnabled, texts.enable, texts.save, texts.tokens, texts.addProvider, texts.actions.enabled]) {
    expect(html).toContain(text.replaceAll("'", '&#39;'));
  }
});
