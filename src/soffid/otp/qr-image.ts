import { pngImage } from './png-image';

/**
 * A QR code (ISO/IEC 18004) as PNG.
 *
 * @throws Error when the package `qrcode-generator` is not installed.
 */
export async function qrImage(text: string): Promise<Buffer> {
  const createCode = await loadGenerator();
  // The smallest that holds the text, with a quarter of it to spare for scratches.
  const code = createCode(0, 'M');
  code.addData(text);
  code.make();
  const pattern = { size: code.getModuleCount(), isDark: (row: number, column: number) => code.isDark(row, column) };
  return pngImage(pattern, { scale: 4, border: 4 });
}

/** Loaded here only: whoever has no devices that show codes needs no package for it. */
async function loadGenerator(): Promise<QRCodeFactory> {
  try {
    return (await import('qrcode-generator')).default;
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw cause;
    throw new Error('devices of type TOTP and HOTP need the package qrcode-generator; install it beside scim-router', { cause });
  }
}
