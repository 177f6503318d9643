import { z } from 'zod';
import { BusinessError } from '../core/errors.js';
import { issuePermit, revokePermit } from '../db/transactions/disability-permits.js';
import { dateInRome, endOfDay } from '../law/calendar.js';
import { permitEnd, reminderDay } from '../law/disability-permit.js';
import { defineWorker } from './define-worker.js';
import { applicantOf } from './of-case.js';
import { simulatedCude } from './ports/simulated-cude.js';

export const cudeRegistra = defineWorker({
  type: 'cude.registra',
  title: 'Registra il contrassegno (simulazione)',
  description:
    'Dà il numero al contrassegno per persone con disabilità e lo comunica alla piattaforma nazionale, oppure lo revoca (DPR 495/1992 art. 381).',
  input: z.object({
    operazione: z
      .enum(['rilascia', 'revoca'])
      .default('rilascia')
      .meta({ title: 'Operazione', description: 'rilascia (anche per rinnovo) o revoca' }),
    tipo: z.enum(['permanente', 'temporaneo']).default('permanente').meta({
      title: 'Tipo',
      description: 'permanente: cinque anni; temporaneo: fino alla data del certificato',
    }),
    scadenza: z.iso
      .date()
      .optional()
      .meta({ title: 'Fino al', description: 'data ISO del certificato; serve se è temporaneo' }),
  }),
  output: z.object({
    cudeNumero: z.string().describe('numero del contrassegno; vuoto se non ce n’era uno da revocare'),
    cudeScadenza: z.string().describe('ultimo giorno di validità, data ISO'),
    cudeAvviso: z.string().describe('quando avvisare che scade, istante ISO'),
  }),
  errors: { CUDE_RIFIUTO: 'La piattaforma rifiuta il contrassegno' },
  run: async ({ services, trx, input, context: { caseId } }) => {
    const at = services.clock.now();
    const holder = await applicantOf(trx, caseId);
    const end = permitEnd(dateInRome(at), input.tipo, input.scadenza ?? null);
    if (!end) throw missingEnd;
    const isIssued = input.operazione === 'rilascia';
    const permit = isIssued
      ? await issuePermit(trx, { caseId, holderId: holder.id, kind: input.tipo, validUntil: end, at })
      : await revokePermit(trx, caseId, at);
    if (!permit) return { cudeNumero: '', cudeScadenza: end, cudeAvviso: at.toISOString() };
    const refused = await simulatedCude.register(
      { db: services.db, caseId },
      { taxCode: holder.taxCode ?? '', act: isIssued ? 'issued' : 'revoked', ...permit },
    );
    if (refused)
      throw new BusinessError('CUDE_RIFIUTO', {
        message: refused,
        remedy: 'Chiarisci con l’altro Comune, poi ripeti.',
      });
    return {
      cudeNumero: permit.number,
      cudeScadenza: permit.validUntil,
      cudeAvviso: endOfDay(reminderDay(permit.validUntil)).toISOString(),
    };
  },
});

const missingEnd = new BusinessError('permit.no-end', {
  message: 'il contrassegno temporaneo non ha una scadenza.',
  remedy: 'Metti nella variabile «scadenza» la data del certificato e ritenta.',
});
