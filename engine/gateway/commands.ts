import { z } from 'zod';

const key = z.string().regex(/^\d+$/);
const variables = z.record(z.string(), z.json());

const message = z.object({
  name: z.string(),
  correlationKey: z.string(),
  messageId: z.string(),
  variables,
  /** How long the engine keeps it for a diagram that doesn't wait yet; else longer than anybody retries. */
  keepDays: z.number().int().positive().optional(),
});

/** What can be asked of the engine, by kind: the payload of a row of the outbox. Keys are text, they exceed 2^53. */
export const commandPayloads = {
  'publish-message': message,
  'complete-job': z.object({ jobKey: key, variables }),
  'resolve-incident': z.object({
    incidentKey: key,
    jobKey: key.nullable(),
    /** Element instance whose scope gets the mended variables. */
    elementKey: key,
    retries: z.number().int().positive(),
    variables,
  }),
  /** Moves an instance to another version of its diagram; ids of active elements by what they become. */
  'migrate-instance': z.object({
    instanceKey: key,
    targetKey: key,
    mappings: z.array(z.object({ source: z.string(), target: z.string() })).min(1),
  }),
  /** Ends an instance so that the case goes on in another, which its start message begins once this one is gone. */
  'replace-instance': z.object({ instanceKey: key, start: message }),
  deploy: z.object({
    procedureVersionId: z.uuid(),
    resources: z.array(z.object({ name: z.string(), content: z.string() })).min(1),
  }),
};

export type CommandKind = keyof typeof commandPayloads;
export type CommandPayload<K extends CommandKind> = z.infer<(typeof commandPayloads)[K]>;

/** A row of the outbox, ready to be sent. */
export type Command = {
  [K in CommandKind]: {
    id: string;
    kind: K;
    payload: CommandPayload<K>;
    caseId: string | null;
    attempts: number;
  };
}[CommandKind];
