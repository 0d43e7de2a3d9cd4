/** A code on its way to whoever has the device. */
export interface OtpMessage {
  readonly channel: 'EMAIL' | 'SMS';
  /** Mail address or telephone number. */
  readonly to: string;
  readonly code: string;
  readonly device: { readonly id: string; readonly name: string; readonly user: string };
  /** Minutes for which the code is good. */
  readonly minutes: number;
}

/**
 * Sends codes. What it throws is answered with 503: the client may ask again.
 *
 * @example
 * ```ts
 * const delivery: OtpDelivery = { send: ({ to, code }) => gateway.sendText(to, `Your code is ${code}`) };
 * ```
 */
export interface OtpDelivery {
  send(message: OtpMessage): Promise<void> | void;
}

/** Prints codes to the console: for trials, never for use, as a log is no secret place. */
export function consoleDelivery(print: (line: string) => void = console.error): OtpDelivery {
  return { send: ({ channel, to, code }) => print(`${channel} to ${to}: the code is ${code}`) };
}

/** What `smtpDelivery` needs of a transport; one of nodemailer has it. */
export interface MailTransport {
  sendMail(mail: { readonly from: string; readonly to: string; readonly subject: string; readonly text: string }): Promise<unknown>;
}

export interface SmtpDeliveryOptions {
  /** Sender, such as `Accounts <no-reply@example.com>`. */
  readonly from: string;
  /** Default `Your security code`. */
  readonly subject?: string;
  /** Default an English sentence with the code and for how long it is good. */
  readonly text?: (message: OtpMessage) => string;
  /** Sends what goes to telephones. Default: asking for an SMS is an error. */
  readonly sms?: OtpDelivery;
}

/**
 * Sends codes by mail over SMTP.
 *
 * @example
 * ```ts
 * const transport = nodemailer.createTransport('smtps://user:password@mail.example.com');
 * soffid(store, { otp: { encryptionKey, delivery: smtpDelivery(transport, { from: 'no-reply@example.com' }) } });
 * ```
 */
export function smtpDelivery(transport: MailTransport, options: SmtpDeliveryOptions): OtpDelivery {
  const { from, subject = 'Your security code', text = defaultText, sms } = options;
  return {
    async send(message) {
      if (message.channel === 'EMAIL') await transport.sendMail({ from, to: message.to, subject, text: text(message) });
      else if (sms !== undefined) await sms.send(message);
      else throw new Error('smtpDelivery sends mail only; the option sms takes what sends text messages');
    },
  };
}

function defaultText({ code, minutes }: OtpMessage): string {
  return `Your security code is ${code}. It is good for ${minutes} minutes, once.\n`;
}
