import { execFile, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { freePorts } from '../../../start/ports.js';
import { mavenJar } from '../maven.js';

const run = promisify(execFile);
const java = process.env['JAVA_HOME'] ? `${process.env['JAVA_HOME']}/bin/java` : 'java';

/** A real SMTP and IMAP server (GreenMail): whoever is written to gets a mailbox. */
export interface MailServer {
  smtpUrl: string;
  /** @param mailbox name before the @ of a mailbox */
  imapUrl(mailbox: string): string;
  close(): Promise<void>;
}

/** The server's one jar. */
const greenMail = {
  group: 'com.icegreen',
  name: 'greenmail-standalone',
  version: '2.1.3',
  sha256: '9457fdaf45ded6c87bf84a321a5ced4b4b5e72b1d03686b778df381378afc4c8',
};

/** What keeps the mail server from running here; undefined when it can. */
export const whyNoMailServer = async (): Promise<string | undefined> => {
  for (const [tool, flag] of [
    [java, '-version'],
    ['mvn', '-version'],
  ] as const) {
    const isMissing = await run(tool, [flag]).then(
      () => false,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
    if (isMissing) return `${tool} is not installed: PEC is not tried against a mail server`;
  }
  return undefined;
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('data', () => socket.destroy());
  });

/** Starts it on free ports, in about a second. */
export const startMailServer = async (): Promise<MailServer> => {
  const [smtp = 0, imap = 0] = await freePorts(2);
  const child = spawn(
    java,
    [
      '-Xmx128m',
      '-XX:TieredStopAtLevel=1',
      '-Dgreenmail.smtp.hostname=127.0.0.1',
      `-Dgreenmail.smtp.port=${smtp}`,
      '-Dgreenmail.imap.hostname=127.0.0.1',
      `-Dgreenmail.imap.port=${imap}`,
      '-Dgreenmail.auth.disabled',
      '-jar',
      await mavenJar(greenMail),
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  while (!((await answers(smtp)) && (await answers(imap)))) {
    if (child.exitCode !== null) throw new Error('the mail server did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    imapUrl: (mailbox) => `imap://${encodeURIComponent(mailbox)}:segreto@127.0.0.1:${imap}`,
    async close() {
      child.kill();
      await ended;
    },
  };
};
