import { z } from 'zod';
import { messageSchema } from '../sheet.js';

const text = z.string().min(1);

/** What a shared subprocess wants to be told, and what it answers: the words in which an analyst picks it. */
export const sharedContractSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: text,
  description: text,
  parameters: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/),
        title: text,
        description: text,
        /** `ufficio`: the id of an office; where it is shown, the office's name. */
        kind: z.enum(['testo', 'numero', 'ufficio', 'scelta', 'espressione']).default('testo'),
        required: z.boolean().default(true),
        /** What stands for it when the call says nothing: a constant or `=FEEL`. */
        default: z.string().optional(),
        /** For `scelta`. */
        values: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  results: z.array(z.strictObject({ name: text, title: text })).default([]),
  /** As in a sheet: what may arrive while it waits. */
  messages: z.array(messageSchema).default([]),
});

export type SharedContract = z.output<typeof sharedContractSchema>;
export type SharedParameter = SharedContract['parameters'][number];
