import type { Knex } from 'knex';
import { z } from 'zod';
import type { Party } from '../db/models/party.js';
import { defineWorker } from './define-worker.js';
import { applicantOf } from './of-case.js';
import { businessStatuses } from './ports/registro-imprese.js';
import { simulatedRegistroImprese } from './ports/simulated-registro-imprese.js';

export const registroimpreseVerifica = defineWorker({
  type: 'registroimprese.verifica',
  title: 'Cerca nel registro delle imprese (simulazione)',
  description: 'Cerca l’impresa per partita IVA e dice se è iscritta e attiva.',
  input: z.object({
    partitaIva: z.coerce
      .string()
      .trim()
      .optional()
      .meta({ title: 'Partita IVA', description: 'se manca, quella del richiedente' }),
  }),
  output: z.object({
    impresaTrovata: z.boolean().describe('iscritta nel registro'),
    impresaAttiva: z.boolean().describe('iscritta e attiva'),
    impresaStato: z.enum([...businessStatuses, 'assente']).describe('stato dell’iscrizione'),
    impresaDenominazione: z.string().describe('denominazione; vuota se non trovata'),
  }),
  run: async ({ services, trx, input, context: { caseId } }) => {
    const number = input.partitaIva || (await vatNumberOf(trx, await applicantOf(trx, caseId)));
    const found = number ? await simulatedRegistroImprese.find({ db: services.db, caseId }, number) : null;
    return {
      impresaTrovata: found !== null,
      impresaAttiva: found?.status === 'attiva',
      impresaStato: found?.status ?? ('assente' as const),
      impresaDenominazione: found?.name ?? '',
    };
  },
});

/** A business is known by its VAT number, or else by its tax code. */
const vatNumberOf = async (trx: Knex, { id, taxCode }: Party): Promise<string | null> => {
  const [number] = (await trx('party_identifier')
    .where({ party_id: id, kind: 'partita-iva' })
    .whereNull('ended_at')
    .pluck('value')) as string[];
  return number ?? taxCode;
};
