import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { BusinessError } from '../core/errors.js';
import { audit } from '../db/audit.js';
import { book, lookAheadDays, slotsFrom, takenHours } from './agenda.js';
import { defineWorker } from './define-worker.js';

export const agendaPrenota = defineWorker({
  type: 'agenda.prenota',
  title: 'Prenota in agenda',
  description:
    'Prenota il primo posto libero nell’agenda di un ufficio, nei giorni lavorativi; se l’attività si ripete, in un’altra ora del giorno.',
  input: z.object({
    attivita: z.string().min(1).meta({ title: 'Attività', description: 'per esempio Sopralluogo' }),
    ufficio: z.string().min(1).meta({ title: 'Ufficio', description: 'codice dell’ufficio' }),
    entroGiorniLavorativi: z.coerce.number().int().positive().max(lookAheadDays).default(10).meta({
      title: 'Entro giorni lavorativi',
      description: 'se entro questi non c’è posto, il primo che viene dopo',
      type: 'integer',
    }),
  }),
  output: z.object({
    appuntamentoId: z.string().describe('l’appuntamento'),
    appuntamentoInizio: z.string().describe('quando, data e ora ISO'),
  }),
  run: async ({ services, trx, input, context }) => {
    const { patron, offices } = services.catalogue.municipality;
    if (!offices.some(({ id }) => id === input.ufficio)) throw unknownOffice(input.ufficio);
    const at = services.clock.now();
    const appointment = {
      case_id: context.caseId,
      office_id: input.ufficio,
      activity: input.attivita,
      effect_key: context.effectKey,
      created_at: at,
    };
    const slots = slotsFrom(at, patron, input.entroGiorniLavorativi, await takenHours(trx, appointment));
    const booked = await book(trx, slots, appointment);
    if (!booked) throw fullAgenda(input.ufficio);
    await audit(trx, {
      at,
      actor: systemActor,
      act: 'appuntamento.fissato',
      caseId: context.caseId,
      details: { attivita: input.attivita, ufficio: input.ufficio, inizio: booked.startsAt.toISOString() },
    });
    return { appuntamentoId: booked.id, appuntamentoInizio: booked.startsAt.toISOString() };
  },
});

const unknownOffice = (office: string): BusinessError =>
  new BusinessError('agenda.office', {
    message: `l’ufficio «${office}» non esiste.`,
    remedy: 'Metti nella variabile «ufficio» il codice di un ufficio del Comune e ritenta.',
  });

const fullAgenda = (office: string): BusinessError =>
  new BusinessError('agenda.full', {
    message: `l’agenda di «${office}» è piena per i prossimi ${lookAheadDays} giorni lavorativi.`,
    remedy: 'Libera un posto nell’agenda e ritenta.',
  });
