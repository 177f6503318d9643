import { createServer as createHttp2Server, type Http2Server } from 'node:http2';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createZeebeClient, type ZeebeClient } from '../../../engine/gateway/zeebe-client.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const listen = async (server: Server | Http2Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A machine that accepts connections and never says a word. */
const silentGateway = (): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  stops.push(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return listen(server);
};

/** A gateway that answers every call with one gRPC status, and counts the calls. */
const refusingGateway = async (status: number): Promise<{ address: string; calls: string[] }> => {
  const calls: string[] = [];
  const server = createHttp2Server();
  server.on('stream', (stream, headers) => {
    calls.push(String(headers[':path']).split('/').at(-1) ?? '');
    stream.respond(
      {
        ':status': 200,
        'content-type': 'application/grpc',
        'grpc-status': String(status),
        'grpc-message': 'no',
      },
      { endStream: true },
    );
  });
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  stops.push(() => {
    sessions.forEach((session) => session.destroy());
    server.close();
  });
  return { address: await listen(server), calls };
};

const client = (address: string, deadlineMs = 2_000): ZeebeClient => {
  const zeebe = createZeebeClient({ address, deadlineMs });
  stops.push(() => zeebe.close());
  return zeebe;
};

test('a silent gateway: every call ends by its deadline, where zeebe-node alone would wait for ever', async () => {
  const zeebe = client(await silentGateway(), 200);
  await expect(zeebe.completeJob('1', {})).rejects.toMatchObject({
    name: 'Refusal',
    code: 'DEADLINE_EXCEEDED',
  });
  await expect(zeebe.deploy([{ name: 'a.bpmn', content: '<a/>' }])).rejects.toMatchObject({
    name: 'Refusal',
  });
});

test.each([
  [14, 'UNAVAILABLE'],
  [8, 'RESOURCE_EXHAUSTED'],
  [5, 'NOT_FOUND'],
])(
  'status %i: refused as %s after one call; zeebe-node alone would repeat it without end',
  async (status, code) => {
    const { address, calls } = await refusingGateway(status);
    const zeebe = client(address);
    await expect(zeebe.completeJob('1', {})).rejects.toMatchObject({ code });
    await expect(
      zeebe.publishMessage({ name: 'a', correlationKey: 'b', messageId: 'c', variables: {} }),
    ).rejects.toMatchObject({ code });
    expect(calls.filter((call) => call === 'CompleteJob')).toHaveLength(1);
    expect(calls.filter((call) => call === 'PublishMessage')).toHaveLength(1);
  },
);

test('a failed completion is told: zeebe-node’s own worker would swallow it', async () => {
  const { address } = await refusingGateway(9);
  await expect(client(address).failJob('1', 2, 'perché', 0)).rejects.toMatchObject({
    code: 'FAILED_PRECONDITION',
    message: 'no',
  });
});

test('after its close nothing looks as if it had worked', async () => {
  const zeebe = createZeebeClient({ address: await silentGateway(), deadlineMs: 200 });
  await zeebe.close();
  await expect(zeebe.completeJob('1', {})).rejects.toMatchObject({ code: 'CANCELLED' });
});
