import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Config } from '../../core/config.js';
import { errorText } from '../../core/errors.js';

export interface Mail {
  to: string;
  messageId: string;
  subject: string;
  text: string;
  attachment: { filename: string; content: Buffer };
}

/** What is known after trying: it left, it certainly did not, the server refused it for good, or nobody can tell. */
export type MailOutcome = { result: 'sent' } | { result: 'not-sent' | 'refused' | 'unknown'; error: string };

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
 * nodemailer reports a connection lost before the first word and one lost after the last in the same way. So the
 * attachment, which comes last, is given as a stream that notices when its end was taken: a message without its end is
 * no mail, one with its end may have been.
 */
export const sendMail = async ({ SMTP_URL, SMTP_FROM }: Config, mail: Mail): Promise<MailOutcome> => {
  let isWhole = false;
  const content = function* (): Generator<Buffer> {
    yield mail.attachment.content;
    isWhole = true;
  };
  try {
    const transport = createTransport({ url: SMTP_URL, ...patience });
    await transport.sendMail({
      from: SMTP_FROM,
      to: mail.to,
      messageId: mail.messageId,
      subject: mail.subject,
      text: mail.text,
      attachments: [
        {
          filename: mail.attachment.filename,
          content: Readable.from(content(), { objectMode: false }),
          contentType: 'application/pdf',
        },
      ],
    });
    return { result: 'sent' };
  } catch (error) {
    const { code = '', responseCode = 0 } = error as { code?: string; responseCode?: number };
    const isRefused = responseCode >= 500 && verdicts.has(code);
    const isKnown = responseCode >= 400 || !isWhole;
    return { result: isRefused ? 'refused' : isKnown ? 'not-sent' : 'unknown', error: errorText(error) };
  }
};
