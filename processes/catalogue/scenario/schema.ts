import { z } from 'zod';
import { postOutcomes } from '../../../db/transactions/deliveries/post.js';
import { receiptKinds } from '../../../papers/pec/receipt.js';
import { caseworkSteps } from './casework.js';
import { moneySteps } from './money-schema.js';

const data = z.record(z.string(), z.json());
const elementId = z.string();

const applicant = z.strictObject({
  givenName: z.string(),
  familyName: z.string(),
  taxCode: z.string(),
  birthDate: z.iso.date().optional(),
  email: z.email().nullish(),
  pec: z.email().optional(),
  street: z.string().optional(),
  postalCode: z.string().optional(),
  municipality: z.string().optional(),
  province: z.string().optional(),
});

/** One thing that happens, or that must be so now. */
const ownSteps = [
  z.strictObject({ task: elementId, office: z.string().optional(), do: data.default({}) }),
  z.strictObject({
    refuse: elementId,
    office: z.string().optional(),
    do: data.default({}),
    says: z.string(),
  }),
  z.strictObject({ message: z.string(), data: data.default({}) }),
  z.strictObject({ refuseMessage: z.string(), says: z.string() }),
  z.strictObject({ advance: z.string() }),
  /** A term of so many days passes, on whatever weekday it ends. */
  z.strictObject({ passTerm: z.string() }),
  z.strictObject({ expectTask: elementId }),
  z.strictObject({ expectNoTask: elementId }),
  z.strictObject({ expectLetter: z.string() }),
  z.strictObject({ correctTaxCode: z.string() }),
  /** What the PEC provider says of the letter sent last. */
  z.strictObject({ receipt: z.enum(receiptKinds) }),
  /** The letter on the post list is posted, and that is what comes back. */
  z.strictObject({ registeredMail: z.enum(postOutcomes) }),
  ...moneySteps,
  ...caseworkSteps,
] as const;

/** Somebody else asks the same and comes as far as the steps say: the case of the walk meets theirs. */
const anotherStep = z.strictObject({
  another: z.strictObject({ applicant, application: data, steps: z.array(z.union(ownSteps)) }),
});

const stepSchema = z.union([...ownSteps, anotherStep]);

/** A walk through a procedure: who asks what, who does what, how time passes, and what must come of it. */
export const scenarioSchema = z.strictObject({
  title: z.string(),
  applicant,
  application: data,
  /** The day of the year on which it is presented, `MM-DD`, where the calendar matters: the next such day. */
  presented: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .optional(),
  steps: z.array(stepSchema),
  expect: z.strictObject({
    /** Name of the end event. */
    end: z.string(),
    /** Letters in the order in which they were made. */
    letters: z.array(z.string()),
    /** How many registrations the case has at the end. */
    registrations: z.number().int(),
    /** Lines of the term's ledger in the order of their days: `suspended`, `resumed (answer-late)`. */
    ledger: z.array(z.string()).optional(),
    /** Elements that must have been passed. */
    passed: z.array(elementId).default([]),
  }),
});

export type Scenario = z.output<typeof scenarioSchema>;
/** Who asks, and what. */
export type Request = Pick<Scenario, 'applicant' | 'application'>;
export type ScenarioStep = z.output<typeof stepSchema>;

export interface NamedScenario {
  procedureId: string;
  file: string;
  scenario: Scenario;
}
