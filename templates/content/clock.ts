import { z } from 'zod';
import type { StopRule } from '../../law/term/rules.js';
import type { TermEffect } from '../../law/term/ledger.js';
import { text } from '../fields.js';

const effects: [TermEffect, ...TermEffect[]] = [
  'counts',
  'second-time',
  'no-stop',
  'too-late',
  'after-expiry',
  'after-end',
  'told-late',
  'answer-late',
  'nothing-open',
  'no-rule',
];

/** What a letter does to the term of the case (law/term/rules.ts): L4, L5, L9 and L12 must say it. */
export const clockSchema = z.object({
  cause: text,
  effect: z.enum(['suspends', 'interrupts']),
  capDays: z.number().int().nullable(),
  resumesAfterDays: z.number().int(),
  /** Whether the last day to answer moves when it is a holiday. */
  answerRolls: z.boolean(),
  once: z.boolean(),
  withinDays: z.number().int().nullable(),
  source: text,
  /** Whether it stops the term at all, or why not. */
  outcome: z.enum(effects),
});

/** The rule of a stop, and what it does to this case. */
export const clockOf = (rule: StopRule, outcome: TermEffect): z.input<typeof clockSchema> => ({
  cause: rule.cause,
  effect: rule.effect,
  capDays: rule.capDays,
  resumesAfterDays: rule.resumesAfterDays,
  answerRolls: rule.answerRolls,
  once: rule.once,
  withinDays: rule.withinDays,
  source: rule.source,
  outcome,
});
