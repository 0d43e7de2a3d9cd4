import type { IncomingMessage } from 'node:http';

/** A request with these Authorization fields, as Node.js presents it: the first one counts. */
export function requestWith(...fields: readonly string[]): IncomingMessage {
  const [authorization] = fields;
  const headers = authorization === undefined ? {} : { authorization };
  return { headers, rawHeaders: fields.flatMap((field) => ['Authorization', field]) } as unknown as IncomingMessage;
}

/** The Authorization field of HTTP Basic for these bytes. */
export function basic(userPass: string | Buffer): string {
  return `Basic ${Buffer.from(userPass as string).toString('base64')}`;
}
