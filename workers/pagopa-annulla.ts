import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { closeNotices } from '../db/transactions/payments/close-notices.js';
import { defineWorker } from './define-worker.js';
import { withdrawNotice } from './tell-pagopa.js';

export const pagopaAnnulla = defineWorker({
  type: 'pagopa.annulla',
  title: 'Ritira un avviso pagoPA',
  description:
    'Ritira l’avviso, che non si può più pagare. Se intanto è stato pagato lo dice; il denaro di un avviso annullato lo decide una persona.',
  input: z.object({
    iuv: z
      .string()
      .optional()
      .meta({ title: 'IUV', description: 'dell’avviso; se manca, tutti quelli aperti della pratica' }),
    motivo: z.enum(['scaduto', 'annullato']).default('annullato').meta({
      title: 'Motivo',
      description: '«scaduto»: il debito resta; «annullato»: ciò che è stato pagato si rimborsa',
    }),
  }),
  output: z.object({
    pagamentoEsito: z
      .enum(['pagato', 'scaduto', 'annullato'])
      .describe('«pagato» se il pagamento è arrivato prima del ritiro'),
    avvisiRitirati: z.array(z.string()).describe('gli avvisi ritirati'),
  }),
  run: async ({ services, trx, input, context }) => {
    const { outcome, closed } = await closeNotices(trx, {
      caseId: context.caseId,
      iuv: input.iuv,
      why: input.motivo === 'scaduto' ? 'expired' : 'cancelled',
      actor: systemActor,
      at: services.clock.now(),
    });
    return {
      pagamentoEsito: outcome === 'paid' ? ('pagato' as const) : input.motivo,
      avvisiRitirati: closed,
    };
  },
  afterCommit: async ({ services, output }) => {
    for (const id of output.avvisiRitirati) await withdrawNotice(services, id);
    return undefined;
  },
});
