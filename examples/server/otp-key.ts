import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { SettingError } from './settings';

const keyBytes = 32;

/**
 * The key that secrets of one-time codes are encrypted with: made at the first start, and kept in the data directory
 * from then on. Where nothing is kept, each start has another.
 */
export function otpKey(dataDirectory: string | undefined): Buffer {
  const made = randomBytes(keyBytes);
  if (dataDirectory === undefined) return made;
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const file = join(dataDirectory, 'otp.key');
  try {
    writeFileSync(file, made.toString('base64'), { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readKey(file);
  }
}

function readKey(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length === keyBytes) return key;
  throw new SettingError(`${file} is no key: put back a copy of it, or remove it to have a new one, which cannot read the devices that there are`);
}
