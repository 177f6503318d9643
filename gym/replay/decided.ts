import { z } from 'zod';
import { receiptKinds } from '../../papers/pec/receipt.js';
import { postOutcomes } from '../../db/transactions/deliveries/post.js';

const data = z.record(z.string(), z.json());
/** Minutes after the application. */
const after = z.number().min(0);

/** One thing that somebody did in a case, or that came to it from outside. */
const actSchema = z.union([
  z.strictObject({ after, task: z.string(), office: z.string(), data }),
  z.strictObject({ after, message: z.string(), data }),
  z.strictObject({ after, receipt: z.enum(receiptKinds) }),
  z.strictObject({ after, registeredMail: z.enum(postOutcomes) }),
  z.strictObject({ after, handOver: z.literal(true) }),
  z.strictObject({ after, pay: z.number().int().positive() }),
]);

/**
 * What was decided in a closed case, without whom it was about: what the gym needs to decide it again. Days that were
 * written down are `@oggi+12`, counted from the application.
 */
export const decidedSchema = z.strictObject({
  applicant: z.strictObject({
    kind: z.enum(['person', 'organisation']),
    birthYear: z.number().int().nullable(),
    /** Which ways lead to the person. */
    pec: z.boolean(),
    post: z.boolean(),
  }),
  application: data,
  acts: z.array(actSchema),
  /** How it ended then. */
  outcome: z.string(),
});

export type Decided = z.output<typeof decidedSchema>;
export type Act = z.output<typeof actSchema>;
