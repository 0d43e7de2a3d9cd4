import fc from 'fast-check';
import { ca, es, nl } from 'scim-router/languages';

import { createLanguageChoice } from '../../src/http/language-choice';

const choose = createLanguageChoice([es, ca, nl])!;
const chosenFor = (header: string): string => choose({ headers: { 'accept-language': header } }).tag;

const tag = fc.constantFrom('es', 'ca', 'nl', 'en');
const quality = fc.integer({ min: 1, max: 999 });

test('RFC 9110 §12.5.4: of languages with different quality values, in any order, the one with the highest is chosen', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(tag, quality), { minLength: 1, selector: ([name]) => name, comparator: 'SameValue' }), (accepted) => {
      const best = Math.max(...accepted.map(([, value]) => value));
      const header = accepted.map(([name, value]) => `${name};q=${(value / 1000).toFixed(3)}`).join(', ');
      expect(chosenFor(header)).toBe(accepted.find(([, value]) => value === best)![0]);
    }),
  );
});

test('RFC 9110 §12.4.2: a language that is refused is never chosen, except English, which everybody gets in the end', () => {
  fc.assert(
    fc.property(tag, fc.array(fc.tuple(fc.constantFrom('es', 'ca-ES', 'nl', 'en', '*', 'de'), quality), { maxLength: 5 }), (refused, accepted) => {
      const items = [...accepted.map(([range, value]) => `${range};q=${(value / 1000).toFixed(3)}`), `${refused};q=0`];
      const chosen = chosenFor(items.join(','));
      expect(chosen === refused && chosen !== 'en').toBe(false);
    }),
  );
});

test('whatever the header says, one of the languages is chosen', () => {
  const piece = fc.oneof(fc.constantFrom(',', ';', 'q=', '*', '-', ' ', '0.5', 'es', 'nl-BE'), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(['es', 'ca', 'nl', 'en']).toContain(chosenFor(pieces.join('')));
    }),
    { numRuns: 1000 },
  );
});
