import { z } from 'zod';
import { BusinessError } from '../core/errors.js';
import { bookLand } from '../db/transactions/land-bookings.js';
import { defineWorker } from './define-worker.js';

const metres = (title: string, description: string) =>
  z.coerce.number().nonnegative().optional().meta({ title, description, type: 'number' });
const day = (title: string) => z.iso.date().meta({ title, description: 'data ISO' });

export const suoloVerifica = defineWorker({
  type: 'suolo.verifica',
  title: 'Verifica e prenota il suolo pubblico',
  description:
    'Guarda se l’area è libera in quei giorni e la prenota per la pratica. Se lo era già, la prenotazione si sposta (proroga). Per liberarla c’è suolo.libera.',
  input: z.object({
    luogo: z
      .string()
      .trim()
      .min(1)
      .meta({ title: 'Luogo', description: 'piazza o via, sempre scritta allo stesso modo' }),
    dal: day('Dal giorno'),
    al: day('Al giorno'),
    daX: metres('Metri da ovest', 'dove comincia l’area, dall’angolo sud-ovest del luogo'),
    daY: metres('Metri da sud', 'dove comincia l’area, dall’angolo sud-ovest del luogo'),
    larghezza: metres('Larghezza', 'metri; se manca, tutto il luogo'),
    lunghezza: metres('Lunghezza', 'metri; se manca, tutto il luogo'),
  }),
  output: z.object({
    suoloLibero: z.boolean().describe('l’area era libera ed è prenotata'),
    suoloConflitti: z.number().int().describe('quante altre prenotazioni la occupano'),
    suoloPrenotazioneId: z.string().nullable().describe('la prenotazione; nullo se non era libera'),
  }),
  run: async ({ services, trx, input, context: { caseId } }) => {
    const {
      luogo: place,
      dal: from,
      al: to,
      daX: x = 0,
      daY: y = 0,
      larghezza: width,
      lunghezza: length,
    } = input;
    if (to < from) throw backwards;
    const area = width && length ? { x, y, width, length } : null;
    const booked = await bookLand(trx, { caseId, place, area, from, to, at: services.clock.now() });
    return 'id' in booked
      ? { suoloLibero: true, suoloConflitti: 0, suoloPrenotazioneId: booked.id }
      : { suoloLibero: false, suoloConflitti: booked.conflicts, suoloPrenotazioneId: null };
  },
});

const backwards = new BusinessError('land.backwards', {
  message: 'l’ultimo giorno viene prima del primo.',
  remedy: 'Correggi le variabili «dal» e «al» e ritenta.',
});
