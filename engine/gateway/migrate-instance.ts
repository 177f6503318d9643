import { fileURLToPath } from 'node:url';
import type { Client, Metadata } from '@grpc/grpc-js';
import { loadSync, type MethodDefinition } from '@grpc/proto-loader';
import type { ZBClient } from 'zeebe-node';
import type { CommandPayload } from './commands.js';

const definition = loadSync(fileURLToPath(new URL('./migrate-instance.proto', import.meta.url)), {
  keepCase: true,
  longs: String,
});
const { MigrateProcessInstance: method } = definition['gateway_protocol.Gateway'] as unknown as {
  MigrateProcessInstance: MethodDefinition<object, object>;
};

/** What zeebe-node keeps to itself: the connection, with its TLS, and the token for each call. */
interface OwnConnection {
  grpc: { client: Client; getAuthToken(): Promise<Metadata> };
}

/**
 * Moves an instance to another version of its diagram, over zeebe-node's own connection.
 * @throws the gateway's refusal as gRPC gives it
 */
export const migrateInstance = async (
  zeebe: ZBClient,
  { instanceKey, targetKey, mappings }: CommandPayload<'migrate-instance'>,
): Promise<void> => {
  const { client, getAuthToken } = ownConnection(zeebe);
  const request = {
    processInstanceKey: instanceKey,
    migrationPlan: {
      targetProcessDefinitionKey: targetKey,
      mappingInstructions: mappings.map(({ source, target }) => ({
        sourceElementId: source,
        targetElementId: target,
      })),
    },
  };
  const metadata = await getAuthToken();
  await new Promise<void>((resolve, reject) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      metadata,
      (error) => (error ? reject(error) : resolve()),
    );
  });
};

const ownConnection = (zeebe: ZBClient): OwnConnection['grpc'] => {
  const { grpc } = zeebe as unknown as OwnConnection;
  return { client: grpc.client, getAuthToken: () => grpc.getAuthToken() };
};
