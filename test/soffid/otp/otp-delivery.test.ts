import type { AddressInfo } from 'node:net';

import nodemailer from 'nodemailer';
import { consoleDelivery, smtpDelivery } from 'scim-router/soffid';
import type { OtpMessage } from 'scim-router/soffid';
import { SMTPServer } from 'smtp-server';

const message: OtpMessage = {
  channel: 'EMAIL',
  to: 'jane@example.com',
  code: '123456',
  device: { id: '1', name: 'Email message to ja**@ex*****.co*', user: 'jane' },
  minutes: 5,
};

describe('Delivery of one-time codes', () => {
  let server: SMTPServer;
  const mails: { readonly to: readonly string[]; readonly text: string }[] = [];

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

  test('mails the code to the address of the device', async () => {
    const { port } = server.server.address() as AddressInfo;
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port, secure: false });
    await smtpDelivery(transport, { from: 'Accounts <no-reply@example.com>' }).send(message);
    transport.close();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toEqual(['jane@example.com']);
    expect(mails[0]?.text).toMatch(/^Subject: Your security code$/m);
    expect(mails[0]?.text).toContain('123456');
    expect(mails[0]?.text).toContain('5 minutes');
  });

  test('fails when the mail server does', async () => {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: 1, secure: false });
    await expect(smtpDelivery(transport, { from: 'no-reply@example.com' }).send(message)).rejects.toThrow('ECONNREFUSED');
  });

  test('hands text messages to another delivery, or says that it has none', async () => {
    const texts: OtpMessage[] = [];
    const transport = { sendMail: () => Promise.reject(new Error('not a mail')) };
    const text = { ...message, channel: 'SMS', to: '600123456' } as const;
    await smtpDelivery(transport, { from: 'x@example.com', sms: { send: (sent) => void texts.push(sent) } }).send(text);
    expect(texts).toEqual([text]);
    await expect(smtpDelivery(transport, { from: 'x@example.com' }).send(text)).rejects.toThrow('option sms');
  });

  test('prints the code where that is asked for', () => {
    const lines: string[] = [];
    void consoleDelivery((line) => lines.push(line)).send(message);
    expect(lines).toEqual(['EMAIL to jane@example.com: the code is 123456']);
  });
});
