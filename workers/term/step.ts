import { z } from 'zod';
import { systemActor } from '../../core/actor.js';
import { recordTermEvent, type RecordTermEvent } from '../../db/transactions/record-term-event.js';
import { stopCauses } from '../../law/term/rules.js';
import { caseOf } from '../of-case.js';
import type { Step } from '../define-worker.js';

/** The day from which it counts; today when the diagram says nothing. */
export const day = z.iso
  .date()
  .optional()
  .meta({ title: 'Dal giorno', description: 'data ISO; se manca, oggi' });

/** Which of the law's stops (law/term/rules.ts). */
export const cause = z
  .enum(stopCauses)
  .meta({ title: 'Causa', description: 'quale sospensione o interruzione prevista dalla legge' });

/** Days to answer, where the Comune gives fewer than the law, or the law sets none. */
export const answerDays = z.coerce
  .number()
  .int()
  .positive()
  .max(365)
  .optional()
  .meta({ title: 'Giorni per rispondere', description: 'se mancano, quelli della legge', type: 'integer' });

/** What becomes of a stop without an answer, where the law sets no end to it. */
export const afterTheDays = z.enum(['riprende', 'resta-fermo']).default('resta-fermo').meta({
  title: 'Se la risposta non arriva',
  description:
    '«riprende»: passati i giorni per rispondere il termine torna a contare; «resta-fermo»: aspetta la risposta. Vale dove la norma non fissa una fine',
});

/** What every step on the term tells the diagram. */
export const output = z.object({
  termineScadenza: z.iso.date().nullable().describe('giorno in cui scade la pratica, se oggi si può dire'),
  termineEffetto: z
    .string()
    .describe('«counts» se il termine è cambiato, altrimenti perché no, per esempio «second-time»'),
});

type Line = Pick<RecordTermEvent, 'kind' | 'on' | 'cause' | 'days' | 'goesOn' | 'article'>;

/** Writes one line into the ledger of the case that the job runs for. @returns the term after it, and what it did */
export const record = async (
  { services, trx, context }: Step<unknown>,
  line: Line,
): ReturnType<typeof recordTermEvent> => {
  const file = await caseOf(trx, context.caseId);
  const { sheet } = await services.catalogue.version(file.procedureVersionId);
  return recordTermEvent(trx, {
    ...line,
    caseId: context.caseId,
    effectKey: context.effectKey,
    length: sheet.term,
    actor: systemActor,
    at: services.clock.now(),
  });
};

/** The same, in the diagram's words. */
export const writeLine = async (step: Step<unknown>, line: Line): Promise<z.input<typeof output>> => {
  const { state, effect } = await record(step, line);
  return { termineScadenza: state.due, termineEffetto: effect };
};
