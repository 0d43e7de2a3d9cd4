import { Agent, request } from 'node:http';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** The next call; gets a number that grows with each. */
  readonly next: (index: number) => Call;
}

export interface Measured {
  readonly requests: number;
  readonly seconds: number;
}

/** Sends calls over a fixed number of connections, one at a time on each, until the time is over. */
export async function applyLoad({ port, connections, milliseconds, next }: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const start = process.hrtime.bigint();
  const end = Date.now() + milliseconds;
  let sent = 0;
  const client = async (): Promise<void> => {
    while (Date.now() < end) await send({ port, agent, call: next(sent++) });
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return { requests: sent, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
}

/** One request; fails on anything but a success, so that no number is made of errors. */
export function send({ port, agent, call }: { readonly port: number; readonly agent: Agent; readonly call: Call }): Promise<string> {
  const { method, path, body, headers = {} } = call;
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent, method, path, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode! < 300) resolve(text);
        else reject(new Error(`${method} ${path} answered ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
