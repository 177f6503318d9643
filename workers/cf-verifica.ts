import { z } from 'zod';
import type { Party } from '../db/models/party.js';
import { checkTaxCode } from '../law/codice-fiscale.js';
import { applicantOf } from './of-case.js';
import { defineWorker } from './define-worker.js';

/** A bad code is a value, not an error: a person decides. Missing with a reason is fine (edge case 21). */
const judge = ({ taxCode, noCodeReason }: Party): { cfValido: boolean; cfMotivo: string | null } => {
  if (!taxCode)
    return { cfValido: noCodeReason !== null, cfMotivo: noCodeReason ? null : 'Il codice manca.' };
  const judged = checkTaxCode(taxCode);
  return { cfValido: judged.ok, cfMotivo: judged.ok ? null : judged.reason };
};

export const cfVerifica = defineWorker({
  type: 'cf.verifica',
  title: 'Verifica il codice fiscale',
  description: 'Controlla il codice fiscale del richiedente con le sue regole; l’omocodia è valida.',
  input: z.object({}),
  output: z.object({
    cfValido: z.boolean().describe('vero se il codice è possibile, o manca per un motivo dichiarato'),
    cfMotivo: z.string().nullable().describe('perché il codice non va'),
  }),
  run: async ({ trx, context }) => judge(await applicantOf(trx, context.caseId)),
});
