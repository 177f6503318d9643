import { createServer } from 'node:net';

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, host, () => probe.close(() => resolve(true)));
  });

/**
 * Looks before anything starts.
 * @param ports setting name → port
 * @throws Error in Italian naming every port that is taken and the setting that changes it
 */
export const demandFreePorts = async (ports: Record<string, number>, host = '127.0.0.1'): Promise<void> => {
  const taken: string[] = [];
  for (const [setting, port] of Object.entries(ports)) {
    if (port !== 0 && !(await isFree(port, host))) taken.push(`  ${port} (si cambia con ${setting})`);
  }
  if (taken.length === 0) return;
  throw new Error(
    `Queste porte sono già usate da un altro programma:\n${taken.join('\n')}\n` +
      'Chiudi quel programma, oppure scegli un’altra porta, per esempio: SPORTELLO_PORT=3100 npm start',
  );
};

/** The settings of all ports of a Sportello, that of its pages first. */
export const portNames = [
  'SPORTELLO_PORT',
  'POSTGRES_PORT',
  'STREAM_PORT',
  'ZEEBE_PORT',
  'ZEEBE_COMMAND_PORT',
  'ZEEBE_INTERNAL_PORT',
  'ZEEBE_REST_PORT',
  'ZEEBE_MANAGEMENT_PORT',
] as const;

/** Settings that give a second Sportello ports of its own: for tests, measurements and the gym. */
export const freePortSettings = async (): Promise<Record<string, string>> => {
  const ports = await freePorts(portNames.length);
  return Object.fromEntries(portNames.map((name, index) => [name, String(ports[index])]));
};

/** Ports that nobody uses now. */
export const freePorts = async (count: number): Promise<number[]> => {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};
