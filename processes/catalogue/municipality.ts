import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { inRepo } from '../../core/paths.js';
import { isAnswerRule } from '../../law/answer-time.js';
import { letterCodes } from '../../templates/letter-codes.js';

const text = z.string().min(1);
const answerRule = z
  .string()
  .refine(isAnswerRule, 'si scrive «4 ore lavorative», «2 giorni lavorativi» o «5 giorni»');
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'si scrive «08:00»');

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
        /** Within what time this office answers the desk, where it isn't the Comune's usual one. */
        answers: z.strictObject({ question: answerRule, callBack: answerRule }).partial().default({}),
      }),
    )
    .min(1),
  /**
   * Within what time an office answers the desk. No law says it: the Comune's service charter would (D.Lgs. 33/2013
   * art. 32).
   */
  questions: z
    .strictObject({
      question: answerRule,
      callBack: answerRule,
      /** The offices' working hours, in which hours to answer are counted. */
      workday: z.strictObject({ opens: hour, closes: hour }).default({ opens: '08:00', closes: '14:00' }),
      /** Past the due time the office is reminded each working day; with this reminder its head is told, too. */
      escalateAt: z.number().int().positive().default(2),
    })
    .default({
      question: '2 giorni lavorativi',
      callBack: '1 giorno lavorativo',
      workday: { opens: '08:00', closes: '14:00' },
      escalateAt: 2,
    }),
  /**
   * What the daily register says of restricted cases: `hidden` writes «riservato» for names and object, `shown` writes them.
   * The law wants the register whole and the data few; the Comune's manuale di gestione settles it, which AgID's
   * guidelines on electronic documents ask for.
   */
  register: z.strictObject({ restricted: z.enum(['hidden', 'shown']) }).default({ restricted: 'hidden' }),
  /** Holder of the substitute power (L. 241/1990 art. 2 c. 9-bis). */
  substitute: z.strictObject({ name: text, contact: text }),
  privacy: z.strictObject({ text, dpo: text }),
  /** How the Comune is paid by pagoPA; without it no notice can be made. */
  payments: z
    .strictObject({
      /** Two digits that PagoPA gave the Comune for this program's notices (SANP, codice di segregazione). */
      segregationCode: z.string().regex(/^\d{2}$/),
      /** Account that is credited; it must be known to pagoPA. */
      iban: z.string().regex(/^IT\d{2}[A-Z]\d{10}[0-9A-Z]{12}$/),
      /** Of the taxonomy of collection services: which kind of income it is. */
      category: text,
    })
    .optional(),
  /**
   * Letters that don't leave without a digital signature. For the others the name in print is enough where an information
   * system makes them (D.Lgs. 39/1993 art. 3 c. 2); which ones these are, the Comune's manual of documents settles.
   */
  signedDigitally: z.array(z.enum(letterCodes)).default([]),
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

/** How an office is called where people read it; an office that is gone keeps its id. */
export const officeNameIn =
  ({ offices }: Pick<Municipality, 'offices'>) =>
  (id: string): string =>
    offices.find((office) => office.id === id)?.name ?? id;

/** @throws Error naming the file and every wrong field */
export const loadMunicipality = async (file = inRepo('processes/comune.yaml')): Promise<Municipality> => {
  const result = municipalitySchema.safeParse(parse(await readFile(file, 'utf8')));
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`${file} non è come deve essere:\n${lines.join('\n')}`);
};
