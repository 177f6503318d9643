import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { audit } from '../db/audit.js';
import { caseOf } from './of-case.js';
import { defineWorker } from './define-worker.js';

export const fascicoloApri = defineWorker({
  type: 'fascicolo.apri',
  title: 'Apri il fascicolo',
  description: 'Apre il fascicolo informatico della pratica (CAD art. 41).',
  input: z.object({}),
  output: z.object({ fascicolo: z.string().describe('numero del fascicolo') }),
  run: async ({ services, trx, context }) => {
    const { number, procedureId } = await caseOf(trx, context.caseId);
    const fascicolo = `${procedureId}/${number}`;
    await audit(trx, {
      at: services.clock.now(),
      actor: systemActor,
      act: 'fascicolo.aperto',
      caseId: context.caseId,
      details: { fascicolo },
    });
    return { fascicolo };
  },
});
