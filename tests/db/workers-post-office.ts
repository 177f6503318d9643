import { createConnection, createServer, type AddressInfo, type Server } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** When the line between us and the mail server breaks. */
export type Cut = 'never' | 'at-greeting' | 'before-content' | 'after-content';

/** A real mail server, behind a line that can be cut at any moment of the dialogue. */
export interface PostOffice {
  url: string;
  /** Raw mails that the server has taken. */
  mails: string[];
  cut: Cut;
  /** Answer to every addressee, when not null. */
  refusal: { code: number; text: string } | null;
  close(): Promise<void>;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const breaksAt = (cut: Cut, fromClient: string): boolean =>
  (cut === 'before-content' && fromClient.endsWith('DATA\r\n')) ||
  (cut === 'after-content' && fromClient.endsWith('\r\n.\r\n'));

export const openPostOffice = async (): Promise<PostOffice> => {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      const { refusal } = post;
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : undefined);
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        post.mails.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  smtp.on('error', () => undefined); // lines that we cut
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));

  const line = createServer((client) => {
    const office = createConnection(portOf(smtp.server as unknown as Server), '127.0.0.1');
    let said = '';
    client.on('error', () => office.destroy()).on('close', () => office.end());
    office.on('error', () => client.destroy());
    office.on('data', (answer) => {
      if (post.cut === 'at-greeting') client.destroy();
      else if (!breaksAt(post.cut, said)) client.write(answer);
    });
    client.on('data', (words) => {
      said = (said + words.toString('latin1')).slice(-20);
      if (breaksAt(post.cut, said)) client.destroy();
      // What was said before the line broke has arrived, but for the command that asks for the content.
      if (!(post.cut === 'before-content' && breaksAt(post.cut, said))) office.write(words);
    });
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));

  const post: PostOffice = {
    url: `smtp://127.0.0.1:${portOf(line)}`,
    mails: [],
    cut: 'never',
    refusal: null,
    async close() {
      await new Promise((resolve) => line.close(resolve));
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
  return post;
};
