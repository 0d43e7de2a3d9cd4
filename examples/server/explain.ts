import { SettingError } from './settings';

/** One line for whoever starts the server: what is wrong and what to do about it. */
export function explain(error: unknown): string {
  if (error instanceof SettingError) return error.message;
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  if (code === 'EADDRINUSE') return 'The port is taken by another program: choose another one with PORT=3001 npm start';
  if (code === 'EACCES') return 'This port may not be opened by an ordinary user: choose one above 1023 with PORT=3001 npm start';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST names no address of this machine (${message})`;
  if (code === 'ERR_SCIM_UNAVAILABLE' || code === 'ECONNREFUSED') {
    return 'The database cannot be reached: check DATABASE_URL, or leave it out to use the embedded database';
  }
  return `Cannot start: ${message ?? String(error)}`;
}
