import { z } from 'zod';
import { asTermEvent, termLedger } from '../../db/term-ledger.js';
import { dateInRome } from '../../law/calendar.js';
import { termState } from '../../law/term/state.js';
import { defineWorker } from '../define-worker.js';
import { caseOf } from '../of-case.js';
import { cause } from './step.js';

export const termForesee = defineWorker({
  type: 'term.foresee',
  title: 'Vedi se il termine si può fermare',
  description:
    'Dice che effetto avrebbe oggi una richiesta, prima che qualcuno la scriva; nel termine non cambia niente.',
  input: z.object({ causa: cause }),
  output: z.object({
    termineEffetto: z
      .string()
      .describe('«counts» se oggi fermerebbe il termine, altrimenti perché no, per esempio «second-time»'),
  }),
  run: async ({ services, trx, input, context }) => {
    const file = await caseOf(trx, context.caseId);
    const { sheet } = await services.catalogue.version(file.procedureVersionId);
    const ledger = (await termLedger(trx, file.id)).map(asTermEvent);
    const today = dateInRome(services.clock.now());
    const started = { kind: 'started' as const, on: dateInRome(file.presentedAt) };
    const asked = { kind: 'suspended' as const, cause: input.causa, on: today };
    const { effects } = termState(
      sheet.term,
      [...(ledger.some(({ kind }) => kind === 'started') ? [] : [started]), ...ledger, asked],
      today,
    );
    return { termineEffetto: effects.find(({ event }) => event === asked)?.effect ?? 'no-rule' };
  },
});
