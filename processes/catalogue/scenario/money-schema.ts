import { z } from 'zod';

/** An amount as a person writes it: `16,00`. */
const euro = z.string();
const kind = z.enum(['surplus', 'double', 'late', 'after-cancel', 'undone', 'short']);

/** What happens to money in a walk. Payments go through the simulated platform, as they would through pagoPA. */
export const moneySteps = [
  /**
   * Somebody pays the case's newest notice, or its first one.
   * `amount`: else what the notice asks for. `receipt`: the same name again is the same receipt, told twice.
   */
  z.strictObject({
    pay: z.strictObject({
      amount: euro.optional(),
      by: z.string().default('Chi ha chiesto'),
      notice: z.enum(['newest', 'first']).default('newest'),
      receipt: z.string().optional(),
    }),
  }),
  /** What the case's newest notice has become, or becomes within a moment. */
  z.strictObject({ expectNotice: z.enum(['open', 'paid', 'expired', 'cancelled']) }),
  /** Money that waits for a person's decision, and nothing else of the case does. */
  z.strictObject({ expectMoney: z.array(z.strictObject({ kind, amount: euro })) }),
  /** A person decides about the only such money of that kind. */
  z.strictObject({
    settleMoney: z.strictObject({
      kind,
      resolution: z.enum(['refund', 'accept', 'residue', 'waive']),
    }),
  }),
] as const;

export type MoneyStep = z.output<(typeof moneySteps)[number]>;
