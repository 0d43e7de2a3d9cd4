import { deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A picture of dark and light squares. */
export interface SquarePattern {
  /** Squares in a row, and rows. */
  readonly size: number;
  readonly isDark: (row: number, column: number) => boolean;
}

/** A black and white PNG (ISO/IEC 15948), each square `scale` pixels wide, with a light border of `border` squares. */
export function pngImage({ size, isDark }: SquarePattern, { scale, border }: { readonly scale: number; readonly border: number }): Buffer {
  const width = (size + 2 * border) * scale;
  const rowBytes = 1 + Math.ceil(width / 8);
  const pixels = Buffer.alloc(rowBytes * width);
  for (let y = 0; y < width; y += 1) {
    const row = pixels.subarray(y * rowBytes + 1, (y + 1) * rowBytes);
    for (let x = 0; x < width; x += 1) {
      const [line, column] = [Math.floor(y / scale) - border, Math.floor(x / scale) - border];
      const isInside = line >= 0 && line < size && column >= 0 && column < size;
      // One bit for each pixel; 1 is white.
      if (!isInside || !isDark(line, column)) row.writeUInt8((row[x >> 3] ?? 0) | (0x80 >> (x & 7)), x >> 3);
    }
  }
  return Buffer.concat([signature, chunk('IHDR', header(width)), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

/** Width, height, one bit of grey, and the only methods that there are. */
function header(width: number): Buffer {
  const content = Buffer.alloc(13);
  content.writeUInt32BE(width, 0);
  content.writeUInt32BE(width, 4);
  content.writeUInt8(1, 8);
  return content;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The check of a chunk; node has one of its own since 20.15 only. */
function crc32(bytes: Buffer): number {
  let value = 0xffff_ffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb8_8320 : 0);
  }
  return (value ^ 0xffff_ffff) >>> 0;
}
