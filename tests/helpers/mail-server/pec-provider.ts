import type { AddressInfo, Server } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A PEC provider's outgoing server, which takes every message; what comes back is told by the scenarios. */
export const openPecProvider = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      stream.on('end', () => done()).resume();
    },
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = (smtp.server as unknown as Server).address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
};
