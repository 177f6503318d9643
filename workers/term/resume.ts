import { z } from 'zod';
import { dateInRome } from '../../law/calendar.js';
import type { Wait } from '../../law/term/ledger.js';
import { defineWorker } from '../define-worker.js';
import { cause, day, output, record } from './step.js';

export const termResume = defineWorker({
  type: 'term.resume',
  title: 'Riprendi il termine',
  description:
    'La risposta è arrivata: il termine riprende, e la scadenza si sposta dei soli giorni trascorsi. Una risposta tardiva non cambia niente.',
  input: z.object({ causa: cause, dal: day }),
  output: output.extend({
    termineAttende: z
      .boolean()
      .describe('vero se qualcun altro, a cui è stato chiesto lo stesso, può ancora rispondere'),
  }),
  run: async (step) => {
    const { causa, dal } = step.input;
    const { state, effect } = await record(step, { kind: 'resumed', cause: causa, on: dal });
    const today = dateInRome(step.services.clock.now());
    return {
      termineScadenza: state.due,
      termineEffetto: effect,
      termineAttende: state.waits.some((wait) => wait.cause === causa && isAwaited(wait, today)),
    };
  },
});

const isAwaited = ({ isAnswered, answerBy }: Wait, today: string): boolean =>
  !isAnswered && answerBy !== null && today <= answerBy;
