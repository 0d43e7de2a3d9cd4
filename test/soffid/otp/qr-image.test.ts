import { inflateSync } from 'node:zlib';

import { pngImage } from '../../../src/soffid/otp/png-image';
import { qrImage } from '../../../src/soffid/otp/qr-image';

/** The pixels of a black and white PNG, row by row: 1 is white. */
function pixels(image: Buffer): readonly string[] {
  const width = image.readUInt32BE(16);
  const start = image.indexOf('IDAT') + 4;
  const data = inflateSync(image.subarray(start, start + image.readUInt32BE(start - 8)));
  const rowBytes = 1 + Math.ceil(width / 8);
  return Array.from({ length: width }, (_, row) =>
    [...data.subarray(row * rowBytes + 1, (row + 1) * rowBytes)].map((byte) => byte.toString(2).padStart(8, '0')).join('').slice(0, width),
  );
}

describe('The picture of a secret', () => {
  test('a pattern becomes a PNG with the border and the size asked for (ISO/IEC 15948)', () => {
    const image = pngImage({ size: 2, isDark: (row, column) => row === column }, { scale: 2, border: 1 });
    expect(image.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(pixels(image)).toEqual(['11111111', '11111111', '11001111', '11001111', '11110011', '11110011', '11111111', '11111111']);
  });

  test('a text becomes a QR code with its three finder patterns and a quiet zone (ISO/IEC 18004)', async () => {
    const rows = pixels(await qrImage('otpauth://totp/Acme:jane?secret=GEZDGNBVGY3TQOJQ'));
    const finder = [/^0000000$/, /^0111110$/, /^0100010$/, /^0100010$/, /^0100010$/, /^0111110$/, /^0000000$/];
    const modules = rows.filter((_, index) => index % 4 === 0).map((row) => row.replace(/(.).{3}/g, '$1'));
    const inside = modules.slice(4, -4).map((row) => row.slice(4, -4));
    finder.forEach((pattern, row) => {
      expect(inside[row]?.slice(0, 7)).toMatch(pattern);
      expect(inside[row]?.slice(-7)).toMatch(pattern);
      expect(inside.at(row - 7)?.slice(0, 7)).toMatch(pattern);
    });
    expect(modules.slice(0, 4).concat(modules.slice(-4)).join('')).toMatch(/^1+$/);
  });
});
