import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { MemoryStore } from 'scim-router';

import { openLab } from './lab';

test('DOS-19: 500 clients that never end their body do not keep others from being served, and are sent away with 408', async () => {
  const lab = await openLab(new MemoryStore(), { requestTimeout: 1500 });
  const token = lab.lookup('token.A');
  const head = `POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/scim+json\r\nContent-Length: 100\r\n\r\n{"userName":"slow`;
  const slow = await Promise.all(Array.from({ length: 500 }, () => openSlow(lab.port, head)));
  try {
    const answers = await Promise.all(Array.from({ length: 50 }, () => lab.ask('GET', `/Users/${lab.lookup('A.alice')}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(1500);
    const texts = await Promise.all(slow.map(({ text }) => text));
    expect(new Set(texts.map((text) => text.slice(0, 12)))).toEqual(new Set(['HTTP/1.1 408']));
  } finally {
    for (const { socket } of slow) socket.destroy();
    await lab.close();
  }
}, 30_000);

async function openSlow(port: number, part: string): Promise<{ readonly socket: Socket; readonly text: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(part);
  const text = new Promise<string>((resolve) => {
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.on('error', () => resolve(received));
    socket.on('close', () => resolve(received));
  });
  return { socket, text };
}
