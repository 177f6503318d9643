import { z } from 'zod';
import { actKinds } from '../../law/remedies.js';

const text = z.string().min(1);
const date = z.iso.date();
const dayKind = z.enum(['calendario', 'lavorativi']);

/** What the law makes of the term's end: an act is due, silence means consent or refusal, a control closes. */
const termEnd = z.enum(['atto', 'silenzio-assenso', 'silenzio-diniego', 'controllo']);

/** What may arrive while a case runs, as the desk receives it. */
export const messageSchema = z.strictObject({
  name: text,
  label: text,
  help: text,
  form: text.optional(),
  /** No longer received once the act that ends the term is adopted: it is revoked, not withdrawn (L. 241/1990 art. 21-quinquies). */
  untilAct: z.boolean().optional(),
  /** False for what the desk learns and nobody is invited to bring. */
  public: z.boolean().optional(),
});

/**
 * The published sheet of a procedure: everything of D.Lgs. 33/2013 art. 35 c. 1, by its letters:
 * a) summary, legal; b) office; c) decidingOffice; d) who, how, documents, applicationForm; e) follow; f) term,
 * otherTerms; g) term.end; h) remedies; i) online; l) fees, payment; m) the substitute power comes from comune.yaml.
 */
export const sheetSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: text,
  summary: text,
  keywords: z.array(text).min(1),
  office: text,
  decidingOffice: text,
  applicationForm: text,
  contacts: text.optional(),
  unit: text.optional(),
  term: z.strictObject({
    days: z.number().int().positive(),
    kind: dayKind,
    from: z.literal('presentazione'),
    source: text,
    end: termEnd,
  }),
  otherTerms: z
    .array(z.strictObject({ title: text, days: z.number().int().positive(), kind: dayKind, source: text }))
    .default([]),
  legal: z.array(z.strictObject({ ref: text, title: text })).min(1),
  who: text,
  how: z.array(text).min(1),
  documents: z
    .array(
      z.strictObject({
        id: text,
        title: text,
        why: text,
        required: z.boolean(),
        exOffice: z.boolean().default(false),
      }),
    )
    .default([]),
  fees: z
    .array(
      z
        .strictObject({
          title: text,
          /** Euro; of a fee that the municipality sets itself, what `value` says on the day. */
          amount: z.number().min(0).default(0),
          /** Name in valori.yaml. */
          value: text.optional(),
          when: text,
          source: text,
          /** The papers that want a revenue stamp (marca da bollo): the desk notes its number, or asks for it. */
          stamps: z.array(z.enum(['application', 'act'])).optional(),
        })
        .refine(
          ({ amount, value }) => amount === 0 || value === undefined,
          'amount oppure value, non tutti e due',
        ),
    )
    .default([]),
  online: text,
  payment: text,
  follow: text,
  /** Of which kind its acts are: it decides before which judge they can be challenged (law/remedies.ts). */
  act: z.enum(actKinds).default('provvedimento'),
  remedies: z.array(z.strictObject({ kind: text, text })).min(1),
  messages: z.array(messageSchema).default([]),
  /** The receipt also carries the items of art. 8 and so is the notice of commencement (L. 241/1990 art. 18-bis). */
  avvio: z.boolean(),
  /** Why no stamp is due on the act, where none is (DPR 642/1972); absent where a stamp's number is asked for. */
  stampExemption: text.optional(),
  validFrom: date,
  /** Social and health matters: shown only to those who need to know. */
  restricted: z.boolean().default(false),
});

export type Sheet = z.output<typeof sheetSchema>;

/** What the sheet says that the Comune acquires by itself: nobody is asked for it (L. 241/1990 art. 18 c. 2). */
export const heldBy = ({ documents }: Pick<Sheet, 'documents'>): string[] =>
  documents.filter(({ exOffice }) => exOffice).map(({ title }) => title);
