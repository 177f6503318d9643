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

/** Failures before anything was handed over: trying again can't send twice. */
const beforeHandOver = new Set(['ECONNECTION', 'ECONNREFUSED', 'EDNS', 'EAUTH', 'ETLS', 'ENOTFOUND']);

/** Sends one mail by SMTP. Never throws. */
export const sendMail = async ({ SMTP_URL, SMTP_FROM }: Config, mail: Mail): Promise<MailOutcome> => {
  const transport = createTransport(SMTP_URL);
  try {
    await transport.sendMail({
      from: SMTP_FROM,
      to: mail.to,
      messageId: mail.messageId,
      subject: mail.subject,
      text: mail.text,
      attachments: [{ ...mail.attachment, contentType: 'application/pdf' }],
    });
    return { result: 'sent' };
  } catch (error) {
    const { code = '', responseCode = 0, command = '' } = error as { code?: string; responseCode?: number; command?: string };
    const text = errorText(error);
    if (responseCode >= 500) return { result: 'refused', error: text };
    if (responseCode >= 400 || beforeHandOver.has(code) || command === 'CONN') return { result: 'not-sent', error: text };
    return { result: 'unknown', error: text };
  } finally {
    transport.close();
  }
};
