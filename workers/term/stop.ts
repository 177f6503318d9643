import { z } from 'zod';
import { dateInRome } from '../../law/calendar.js';
import { stopRule } from '../../law/term/rules.js';
import { defineWorker } from '../define-worker.js';
import { caseOf } from '../of-case.js';
import { afterTheDays, answerDays, cause, day, output, writeLine } from './step.js';

export const termStop = defineWorker({
  type: 'term.stop',
  title: 'Ferma il termine come dice la legge',
  description:
    'Sospende o interrompe secondo la causa, e segna entro quando si aspetta la risposta. Dove la legge non ferma il termine, si aspetta la risposta mentre il termine corre.',
  input: z.object({ causa: cause, giorni: answerDays, passatiIGiorni: afterTheDays, dal: day }),
  output,
  run: async (step) => {
    const { causa, giorni, passatiIGiorni, dal } = step.input;
    const { presentedAt } = await caseOf(step.trx, step.context.caseId);
    const interrupts = stopRule(causa, dateInRome(presentedAt))?.effect === 'interrupts';
    return writeLine(step, {
      kind: interrupts ? 'interrupted' : 'suspended',
      cause: causa,
      days: giorni,
      goesOn: passatiIGiorni === 'riprende',
      on: dal,
    });
  },
});
