import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { Registration } from '../db/models/registration.js';
import { cancelFound } from '../db/transactions/cancel-registration.js';
import { defineWorker } from './define-worker.js';
import { letterOf } from './of-case.js';

export const protocolloAnnulla = defineWorker({
  type: 'protocollo.annulla',
  title: 'Annulla una registrazione',
  description:
    'Annulla la registrazione di una lettera della pratica, con motivo e provvedimento: resta leggibile e il numero non si riusa (DPR 445/2000 art. 54).',
  input: z.object({
    letteraId: z.uuid().meta({ title: 'Lettera', description: 'variabile con la lettera registrata' }),
    motivo: z.string().trim().min(3).meta({ title: 'Motivo', description: 'perché si annulla' }),
    autorita: z.string().trim().min(3).meta({ title: 'Autorizzato da', description: 'chi lo ha disposto' }),
    provvedimento: z.string().trim().min(3).meta({ title: 'Provvedimento', description: 'gli estremi' }),
  }),
  output: z.object({
    protocolloAnnullato: z.string().describe('numero annullato; vuoto se la lettera non era registrata'),
  }),
  run: async ({ services, trx, input, context }) => {
    const { registrationId } = await letterOf(trx, context.caseId, input.letteraId);
    const found = registrationId ? await Registration.query(trx).findById(registrationId).forUpdate() : null;
    if (!found) return { protocolloAnnullato: '' };
    const { motivo: reason, autorita: authority, provvedimento: act } = input;
    const at = services.clock.now();
    if (!found.cancelledAt) await cancelFound(trx, found, { reason, authority, act, actor: systemActor, at });
    return { protocolloAnnullato: found.protocol };
  },
});
