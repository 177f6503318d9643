import type { Knex } from 'knex';
import { z } from 'zod';
import { addWorkingDays, dateInRome } from '../law/calendar.js';
import { Temporal } from 'temporal-polyfill';
import { defineWorker } from './define-worker.js';

/** Appointments start on the hour, in the morning and in the early afternoon; municipality's own value, for now one for all. */
const hours = [8, 9, 10, 11, 14, 15];
const slotHours = 1;
const lookAheadDays = 60;

const slotsOf = (date: string): Date[] =>
  hours.map(
    (hour) =>
      new Date(
        Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: 'Europe/Rome', plainTime: { hour } }).epochMilliseconds,
      ),
  );

/** Books the first free slot from a working day on; the table refuses two at once, then the next one is tried. */
const book = async (
  trx: Knex,
  slots: Date[],
  appointment: { case_id: string; office_id: string; activity: string; effect_key: string; created_at: Date },
): Promise<{ id: string; starts_at: Date } | null> => {
  for (const starts of slots) {
    const ends = new Date(starts.getTime() + slotHours * 60 * 60 * 1000);
    const [row] = (await trx('appointment')
      .insert({ ...appointment, starts_at: starts, ends_at: ends })
      .onConflict(['office_id', 'starts_at'])
      .ignore()
      .returning(['id', 'starts_at'])) as { id: string; starts_at: Date }[];
    if (row) return row;
  }
  return null;
};

export const agendaPrenota = defineWorker({
  type: 'agenda.prenota',
  title: 'Prenota in agenda',
  description: 'Prenota il primo posto libero nell’agenda di un ufficio, nei giorni lavorativi.',
  input: z.object({
    attivita: z.string().min(1).meta({ title: 'Attività', description: 'per esempio Sopralluogo' }),
    ufficio: z.string().min(1).meta({ title: 'Ufficio', description: 'codice dell’ufficio' }),
    entroGiorniLavorativi: z.coerce
      .number()
      .int()
      .positive()
      .default(10)
      .meta({ title: 'Entro giorni lavorativi', description: 'se non c’è posto prima, il primo dopo', type: 'integer' }),
  }),
  output: z.object({
    appuntamentoId: z.string().describe('l’appuntamento'),
    appuntamentoInizio: z.string().describe('quando, data e ora ISO'),
  }),
  run: async ({ services, trx, input, context }) => {
    const now = services.clock.now();
    const { patron } = services.catalogue.municipality;
    const days = Array.from({ length: lookAheadDays }, (_, index) => addWorkingDays(dateInRome(now), index + 1, patron));
    const booked = await book(trx, days.flatMap(slotsOf), {
      case_id: context.caseId,
      office_id: input.ufficio,
      activity: input.attivita,
      effect_key: context.effectKey,
      created_at: now,
    });
    if (!booked) throw new Error(`l’agenda di ${input.ufficio} non ha posti nei prossimi ${lookAheadDays} giorni lavorativi`);
    return { appuntamentoId: booked.id, appuntamentoInizio: booked.starts_at.toISOString() };
  },
});
