import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { standingDeliveries, stateOf } from '../db/transactions/deliveries/letter-state.js';
import { noteDelivered } from '../db/transactions/deliveries/settle.js';
import { middayOf } from '../law/calendar.js';
import { defineWorker } from './define-worker.js';
import { letterState } from './notifica-invia.js';
import { letterOf } from './of-case.js';

export const notificaConsegna = defineWorker({
  type: 'notifica.consegna',
  title: 'Segna la consegna allo sportello',
  description:
    'Scrive il giorno in cui la lettera è stata ritirata allo sportello: è la prova da cui decorrono i termini. Quanto era già segnato resta.',
  input: z.object({
    letteraId: z.uuid().meta({ title: 'Lettera', description: 'variabile con la lettera' }),
    consegnaData: z.iso.date().meta({ title: 'Giorno', description: 'AAAA-MM-GG' }),
    consegnaModo: z
      .string()
      .optional()
      .meta({ title: 'A chi', description: 'mani o delegato, come nel modulo' }),
  }),
  output: letterState,
  async run({ services, trx, input, context }) {
    const letter = await letterOf(trx, context.caseId, input.letteraId);
    const waiting = (await standingDeliveries(trx, letter.id)).filter(
      ({ status }) => status === 'to-hand-over',
    );
    for (const delivery of waiting) {
      await noteDelivered(
        services,
        trx,
        { delivery, letter },
        {
          actor: systemActor,
          at: middayOf(input.consegnaData),
          detail: input.consegnaModo ?? null,
          status: 'handed-over',
          act: 'lettera.consegnata',
        },
      );
    }
    return stateOf(await standingDeliveries(trx, letter.id));
  },
});
