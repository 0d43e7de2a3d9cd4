import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:http';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Parsed JSON; `undefined` where there is none. */
  readonly body: unknown;
}

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

/** Sends requests exactly as written: no client library puts anything right. */
export class ScimClient {
  readonly #agent = new Agent({ keepAlive: true });

  send({ method, url, headers, body }: WireRequest): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const call = request(url, { method, agent: this.#agent, headers: { ...length, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parseJson(text) });
        });
      });
      call.once('error', reject);
      call.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Encodes what RFC 3986 does not allow in a path or query; `%`, `+`, `&` and the like stay as they are. */
export function encodeUrl(text: string): string {
  return text.replace(/[^\w\-.~!$&'()*+,;=:@/?%]+/gu, encodeURIComponent);
}
