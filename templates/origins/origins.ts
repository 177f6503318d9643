import { z } from 'zod';

const fieldOriginSchema = z.object({
  /** Sent with a task, brought by a party, or given by the diagram's step. */
  kind: z.enum(['task', 'act', 'step']),
  /** Element of the diagram, or the name of the message that brought it. */
  place: z.string().nullable(),
  formKey: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
});

/** Who said what a letter is made of: kept with the letter, because later answers would hide it. */
export const letterOriginsSchema = z.object({
  fields: z.record(z.string(), fieldOriginSchema).default({}),
  /** The newest sending of each form, for what the procedure's own part prints of it. */
  forms: z.record(z.string(), fieldOriginSchema).default({}),
  /** The step gave the object; else it is the usual one of its kind. */
  isSubjectGiven: z.boolean().default(false),
  /** `party`: the language is the addressee's own. */
  courtesy: z.enum(['step', 'party']).nullable().default(null),
  addressee: z.enum(['applicant', 'party', 'body', 'written']).default('applicant'),
  /** A person was made responsible for the case; else it is the head of the unit (L. 241/1990 art. 5 c. 2). */
  isResponsibleAssigned: z.boolean().default(false),
});

export type FieldOrigin = z.output<typeof fieldOriginSchema>;
export type LetterOrigins = z.output<typeof letterOriginsSchema>;
