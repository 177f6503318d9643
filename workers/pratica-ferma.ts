import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { audit } from '../db/audit.js';
import { CaseFile } from '../db/models/case-file.js';
import { defineWorker } from './define-worker.js';
import { caseOf } from './of-case.js';

export const praticaFerma = defineWorker({
  type: 'pratica.ferma',
  title: 'Ferma la pratica',
  description:
    'Gli altri compiti non si possono fare e nessuna lettera parte: ciò che si scrive aspetta allo sportello, finché la pratica non riprende o si chiude. Il termine, che è della legge, continua a contare.',
  input: z.object({ motivo: z.string().min(1).meta({ title: 'Motivo', description: 'perché si ferma' }) }),
  output: z.object({}),
  run: async ({ services, trx, input, context }) => {
    const file = await caseOf(trx, context.caseId);
    if (file.frozenFor) return {};
    const at = services.clock.now();
    await CaseFile.query(trx).patch({ frozenFor: input.motivo, frozenSince: at }).where({ id: file.id });
    await audit(trx, {
      at,
      actor: systemActor,
      act: 'pratica.fermata',
      caseId: file.id,
      details: { motivo: input.motivo },
    });
    return {};
  },
});
