import type { JsonObject } from '../../core/json.js';
import type { Command } from './commands.js';
import { asRefusal } from './refusal.js';
import type { ZeebeClient } from './zeebe-client.js';

/**
 * Sends one command. Every kind may be sent again without a second effect: a start is refused as ALREADY_EXISTS, a job
 * completes once, variables and retries are set to the same values, an instance is moved or ended once.
 * @returns what the engine answered, to be kept with the command
 * @throws Refusal
 */
export const send = async (zeebe: ZeebeClient, command: Command): Promise<JsonObject> => {
  switch (command.kind) {
    case 'publish-message':
      try {
        await zeebe.publishMessage(command.payload);
        return {};
      } catch (error) {
        const refusal = asRefusal(error);
        if (refusal.code === 'ALREADY_EXISTS') return { repeated: true };
        throw refusal;
      }
    case 'complete-job':
      await zeebe.completeJob(command.payload.jobKey, command.payload.variables);
      return {};
    case 'resolve-incident': {
      const { elementKey, variables, jobKey, retries, incidentKey } = command.payload;
      if (Object.keys(variables).length > 0) await zeebe.setVariables(elementKey, variables);
      if (jobKey) await zeebe.updateRetries(jobKey, retries);
      await zeebe.resolveIncident(incidentKey);
      return {};
    }
    case 'migrate-instance':
      await zeebe.migrateInstance(command.payload);
      return {};
    case 'replace-instance':
      await zeebe.cancelInstance(command.payload.instanceKey); // its successor is asked for once this is noted
      return {};
    case 'deploy': {
      const { processes } = await zeebe.deploy(command.payload.resources);
      return { processes: processes.map((process) => ({ ...process })) };
    }
  }
};
