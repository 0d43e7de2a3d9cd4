import fc from 'fast-check';

import { parseDateTime } from '../../src/schema/date-time';
import dateTimes from './date-times.json';

test.each(dateTimes)('RFC 7643 §2.3.5: $text is $instant', ({ text, instant }) => {
  const milliseconds = parseDateTime(text);
  expect(milliseconds === undefined ? null : new Date(milliseconds).toISOString()).toBe(instant);
});

test('finer digits than milliseconds count', () => {
  expect(parseDateTime('1970-01-01T00:00:00.0001Z')).toBe(0.1);
  expect(parseDateTime('1970-01-01T00:00:00.00000000000000000000001Z')).toBeGreaterThan(0);
});

const instants = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

test('every instant is read back from its text', () => {
  fc.assert(fc.property(instants, (date) => parseDateTime(date.toISOString()) === date.getTime()));
});

test('RFC 7643 §2.3.5: one instant in two zones is one value', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: -840, max: 840 }), (date, offset) => {
      const local = new Date(date.getTime() + offset * 60_000);
      fc.pre(local.getUTCFullYear() > 0 && local.getUTCFullYear() < 10_000);
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
        String(part).padStart(2, '0'),
      );
      const text = local.toISOString().replace('Z', `${offset < 0 ? '-' : '+'}${hours}:${minutes}`);
      expect(parseDateTime(text)).toBe(date.getTime());
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string(), (text) => typeof parseDateTime(text) !== 'string'));
});
