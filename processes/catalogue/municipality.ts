import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { inRepo } from '../../core/paths.js';
import { isDueRule } from '../../law/calendar.js';

const text = z.string().min(1);
const dueRule = z.string().refine(isDueRule, 'si scrive «2 giorni lavorativi» o «5 giorni»');

/** The Comune: everything that letters, sheets and pages say about it, in one file that an administrator edits. */
export const municipalitySchema = z.strictObject({
  name: text,
  province: text,
  address: text,
  postalCode: z.string().regex(/^\d{5}$/),
  taxCode: z.string().regex(/^\d{11}$/),
  pec: z.email(),
  email: z.email(),
  phone: text,
  website: text,
  /** `MM-DD`; closes the office, never moves a term. */
  patron: z.string().regex(/^\d{2}-\d{2}$/),
  desk: z.strictObject({ name: text, address: text, hours: text, phone: text, email: z.email() }),
  offices: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9-]*$/),
        name: text,
        kind: z.enum(['desk', 'back']),
        /** Who signs the office's acts (TUEL artt. 107, 109). */
        signer: z.strictObject({ name: text, role: text }).optional(),
        /** What the office wants the desk to ask before a question is sent to it. */
        askFirst: z.array(text).default([]),
      }),
    )
    .min(1),
  /**
   * Within what time an office answers the desk. No law says it: the Comune's service charter would (D.Lgs. 33/2013
   * art. 32).
   */
  questions: z
    .strictObject({ question: dueRule, callBack: dueRule })
    .default({ question: '2 giorni lavorativi', callBack: '1 giorno lavorativo' }),
  /** Holder of the substitute power (L. 241/1990 art. 2 c. 9-bis). */
  substitute: z.strictObject({ name: text, contact: text }),
  privacy: z.strictObject({ text, dpo: text }),
  /** Usual durations are told from so many closed cases on, of so many days back (L. 241/1990 art. 2 c. 4-bis is silent). */
  durations: z
    .strictObject({ minimum: z.number().int().positive(), days: z.number().int().positive() })
    .default({ minimum: 10, days: 730 }),
  /**
   * After how long a delivery without an answer is shown as late: PEC providers answer within 24 hours (DPR 68/2005 art. 8
   * c. 2), of post and desk no law says it.
   */
  deliveries: z
    .strictObject({
      pecHours: z.number().positive(),
      postDays: z.number().positive(),
      deskDays: z.number().positive(),
    })
    .default({ pecHours: 24, postDays: 40, deskDays: 15 }),
});

export type Municipality = z.output<typeof municipalitySchema>;

/** @throws Error naming the file and every wrong field */
export const loadMunicipality = async (file = inRepo('processes/comune.yaml')): Promise<Municipality> => {
  const result = municipalitySchema.safeParse(parse(await readFile(file, 'utf8')));
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`${file} non è come deve essere:\n${lines.join('\n')}`);
};
