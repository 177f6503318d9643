import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { errorText } from '../../core/errors.js';

/** A mail server and the address in whose name it sends. */
export interface MailServer {
  url: string | undefined;
  from: string;
}

export interface MailAttachment {
  filename: string;
  contentType: string;
  content: Buffer;
}

export interface Mail {
  to: string;
  messageId: string;
  subject: string;
  text: string;
  attachments: MailAttachment[];
}

/** What is known after trying: it left, it certainly did not, the server refused it for good, or nobody can tell. */
export type MailOutcome = { result: 'sent' } | { result: 'not-sent' | 'refused' | 'unknown'; error: string };

/** A server of nobody, for the gym: mail is made whole and counts as sent, and goes nowhere. */
const nowhere = 'nowhere:';

/** Milliseconds of silence after which a mail server counts as absent. */
const patience = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  socketTimeout: 20_000,
};

/** The server's verdict on this addressee or this message, as opposed to its being out of order. */
const verdicts = new Set(['EENVELOPE', 'EMESSAGE']);

/**
 * Sends one mail by SMTP; ends within a minute. Never throws.
 *
 * nodemailer reports a connection lost before the first word and one lost after the last in the same way. So the last
 * attachment, which ends the message, is given as a stream that notices when its end was taken: a message without its end is
 * no mail, one with its end may have been.
 */
export const sendMail = async ({ url, from }: MailServer, mail: Mail): Promise<MailOutcome> => {
  let isWhole = false;
  const noticed = function* (content: Buffer): Generator<Buffer> {
    yield content;
    isWhole = true;
  };
  try {
    const transport =
      url === nowhere
        ? createTransport({ streamTransport: true, buffer: true })
        : createTransport({ url, ...patience });
    await transport.sendMail({
      from,
      to: mail.to,
      messageId: mail.messageId,
      subject: mail.subject,
      text: mail.text,
      attachments: mail.attachments.map(({ filename, contentType, content }, index) => ({
        filename,
        contentType,
        content:
          index === mail.attachments.length - 1
            ? Readable.from(noticed(content), { objectMode: false })
            : content,
      })),
    });
    return { result: 'sent' };
  } catch (error) {
    const { code = '', responseCode = 0 } = error as { code?: string; responseCode?: number };
    const isRefused = responseCode >= 500 && verdicts.has(code);
    const isKnown = responseCode >= 400 || !isWhole;
    return { result: isRefused ? 'refused' : isKnown ? 'not-sent' : 'unknown', error: errorText(error) };
  }
};
