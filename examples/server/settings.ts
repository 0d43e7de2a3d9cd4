import { randomBytes } from 'node:crypto';

/** What the environment says; every setting has a default. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** A PostgreSQL to use; absent: the embedded database. */
  readonly databaseUrl: string | undefined;
  /** Where the embedded database lives; `undefined` keeps it in memory. */
  readonly dataDirectory: string | undefined;
  readonly token: string;
  readonly isTokenGenerated: boolean;
  readonly demoData: boolean;
  /** Of the administrator of the page. */
  readonly administratorPassword: string;
}

/** A setting that cannot work; its message names the variable and says what to write instead. */
export class SettingError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads PORT, HOST, DATABASE_URL, DATA, SCIM_TOKEN, ADMIN_PASSWORD and DEMO_DATA; throws `SettingError`. */
export function readSettings(environment: Environment): Settings {
  const token = environment['SCIM_TOKEN'] || undefined;
  if (token !== undefined && token.length < 16) {
    throw new SettingError('SCIM_TOKEN is too short: use 16 characters or more, or leave it out to have one generated');
  }
  return {
    port: port(environment['PORT'] || '3000'),
    host: environment['HOST'] || '127.0.0.1',
    databaseUrl: databaseUrl(environment['DATABASE_URL'] || undefined),
    dataDirectory: dataDirectory(environment['DATA'] || '.data'),
    token: token ?? randomBytes(32).toString('base64url'),
    isTokenGenerated: token === undefined,
    demoData: demoData(environment['DEMO_DATA'] || 'company'),
    administratorPassword: environment['ADMIN_PASSWORD'] || randomBytes(9).toString('base64url'),
  };
}

function port(text: string): number {
  const value = Number(text);
  if (!/^[0-9]+$/.test(text) || value > 65_535) throw new SettingError(`PORT must be a number from 0 to 65535, not "${text}"`);
  return value;
}

function databaseUrl(text: string | undefined): string | undefined {
  if (text !== undefined && !/^postgres(?:ql)?:\/\//.test(text)) {
    throw new SettingError('DATABASE_URL must start with postgres:// or postgresql://');
  }
  return text;
}

function dataDirectory(text: string): string | undefined {
  return text === 'memory' ? undefined : text;
}

function demoData(text: string): boolean {
  if (text !== 'company' && text !== 'none') throw new SettingError(`DEMO_DATA must be "company" or "none", not "${text}"`);
  return text === 'company';
}
