import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { demandFreePorts, freePorts } from '../../../start/ports.js';

test('every taken port is named with the setting that changes it', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const [free = 0] = await freePorts(1);
  const refused = demandFreePorts({ SPORTELLO_PORT: port, STREAM_PORT: free });
  await expect(refused).rejects.toThrow(new RegExp(`${port} \\(si cambia con SPORTELLO_PORT\\)`));
  await expect(refused).rejects.not.toThrow(/STREAM_PORT/);
  await new Promise((resolve) => taken.close(resolve));
  await demandFreePorts({ SPORTELLO_PORT: port, STREAM_PORT: 0 });
});

test('free ports are as many as asked for, all different', async () => {
  const ports = await freePorts(8);
  expect(new Set(ports).size).toBe(8);
});
