import { z } from 'zod';
import type { Json } from '../core/json.js';
import { clockSchema } from './content/clock.js';
import { contentSchema } from './content/content.js';
import { list, moment, optionalDays, optionalMoment, optionalText, protocol, text } from './fields.js';
import { courtesyLanguages, letterCodes } from './letter-codes.js';

const json: z.ZodType<Json> = z.json() as z.ZodType<Json>;
const jsonObject = z.record(z.string(), json);

/** What was decided and why; the common content of L6, L7, L14 and L15. `templates/decision.ts` reads it from a task's form. */
export const decisionSchema = z.object({
  outcome: optionalText,
  premises: list(text),
  reasons: list(text),
  prescriptions: list(text),
  validity: optionalText,
  /** `[]` is printed as "nothing due"; null means that nobody has said. Amounts in euro. */
  fees: z
    .array(z.object({ title: text, amount: z.number(), reference: optionalText }))
    .nullish()
    .transform((value) => value ?? null),
  /** The stamp's serial number, or why none is due (DPR 642/1972). */
  stamp: z
    .union([z.object({ serial: text }), z.object({ exemption: text })])
    .nullish()
    .transform((value) => value ?? null),
  /**
   * The preavviso di rigetto that came before, the day it was received and the day it left, or why the law asks for none (L.
   * 241/1990 art. 10-bis).
   */
  notice: z
    .union([
      z.object({ date: moment, protocol: optionalText, sent: optionalMoment }),
      z.object({ notDue: text }),
    ])
    .nullish()
    .transform((value) => value ?? null),
  observations: list(z.object({ text: text, answer: z.string().default('') })),
  warnings: list(z.object({ text: text, date: optionalMoment })),
});

/** Everything a letter can say. It is kept as JSON with the letter: the same data always give the same letter. */
export const letterDataSchema = z.object({
  municipality: z.object({
    name: text,
    province: text,
    address: text,
    postalCode: text,
    taxCode: text,
    pec: text,
    email: optionalText,
    phone: optionalText,
    website: optionalText,
  }),
  office: z.object({ name: text }),
  desk: z.object({ name: text, address: text, hours: text, phone: text, email: text }),
  letter: z.object({
    code: z.enum(letterCodes),
    subject: text,
    date: moment,
    protocol: protocol.nullable(),
    /**
     * `print`: the name in print stands for the signature (D.Lgs. 39/1993 art. 3 c. 2). `digital`: the copy to be signed;
     * its number is in the segnatura, which goes with it (DPR 445/2000 art. 55).
     */
    signature: z.enum(['print', 'digital']).default('print'),
    /** The receipt also is the notice of commencement: it must carry the items of art. 8. */
    avvio: z.boolean().default(false),
    /** A courtesy version beside the Italian one, where the party asks; only the Italian has legal value. */
    courtesy: z
      .enum(courtesyLanguages)
      .nullish()
      .transform((value) => value ?? null),
  }),
  case: z.object({
    number: text,
    procedure: text,
    presentedAt: moment,
    openedAt: moment,
    trackingCode: optionalText,
    /** The public page of the case; the receipt prints it as text and as a QR code. */
    statusUrl: optionalText,
    /** The registration of the application, which the receipt declares. */
    protocol: protocol.nullish().transform((value) => value ?? null),
  }),
  term: z
    .object({
      days: z.number().int(),
      kind: z.enum(['calendario', 'lavorativi']).default('calendario'),
      dueDate: moment,
      endText: text,
      inertiaText: text,
      /** Days really used, suspensions taken away; counted on the calendar when nobody says. */
      usedDays: optionalDays,
      leftDays: optionalDays,
      /** The day from which it runs; null: from the filing. */
      from: optionalMoment,
      /** What the law makes of its end. */
      end: z.enum(['atto', 'silenzio-assenso', 'silenzio-diniego', 'controllo']).default('atto'),
      /** The stretches in which it stood, from the ledger. */
      stops: list(
        z.object({
          title: text,
          source: text,
          effect: z.enum(['suspends', 'interrupts']),
          since: moment,
          until: optionalMoment,
        }),
      ),
    })
    .nullable(),
  responsible: z.object({ name: text, role: text }).nullable(),
  signer: z.object({ name: text, role: text }).nullable(),
  addressee: z.object({
    name: text,
    capacity: text,
    taxCode: optionalText,
    address: list(text),
    digitalDomicile: optionalText,
  }),
  legal: list(z.object({ ref: text, title: text })),
  documents: list(z.object({ title: text, filename: text, sha256: text, receivedAt: moment })),
  remedies: list(z.object({ kind: text, text: text })),
  substitute: z
    .object({ name: text, contact: text })
    .nullish()
    .transform((value) => value ?? null),
  privacy: z.object({ text: text, dpo: text }),
  application: jsonObject.default({}),
  tasks: z.record(z.string(), jsonObject).default({}),
  answers: list(z.object({ label: text, value: text })),
  content: contentSchema.default(() => contentSchema.parse({})),
  /** What the letter does to the term of the case. */
  clock: clockSchema.nullish().transform((value) => value ?? null),
  decision: decisionSchema.nullish().transform((value) => value ?? decisionSchema.parse({})),
});

/** What the rest of the program writes: everything optional may be left out. */
export type LetterData = z.input<typeof letterDataSchema>;
/** The same after reading: nothing is undefined, what nobody said is null or an empty list. */
export type CompleteLetterData = z.output<typeof letterDataSchema>;
export type Decision = z.input<typeof decisionSchema>;
