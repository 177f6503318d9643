import { z } from 'zod';
import { BusinessError } from '../core/errors.js';
import { dateInRome, endOfDay } from '../law/calendar.js';
import { conferenceDates } from '../law/conference.js';
import { defineWorker } from './define-worker.js';

export const conferenzaCalcola = defineWorker({
  type: 'conferenza.calcola',
  title: 'Calcola le date della conferenza di servizi',
  description:
    'Dà i termini per chiedere integrazioni, per rispondere, per la riunione e per chiudere (L. 241/1990 art. 14-bis).',
  input: z.object({
    protetto: z.boolean().optional().meta({
      title: 'Interessi sensibili',
      description: 'se partecipa chi tutela ambiente, paesaggio, beni culturali, salute o incolumità',
      type: 'boolean',
    }),
  }),
  output: z.object({
    conferenzaRichiesteEntro: z.iso.date().describe('ultimo giorno per chiedere integrazioni'),
    conferenzaRisposteEntro: z.iso.date().describe('ultimo giorno per rispondere'),
    conferenzaScadenza: z.string().describe('la fine di quel giorno, per un timer'),
    conferenzaRiunione: z.iso.date().describe('il giorno dell’eventuale riunione'),
    conferenzaChiusuraEntro: z.iso.date().describe('ultimo giorno per chiudere'),
  }),
  run: ({ services, input }) => {
    const dates = conferenceDates(dateInRome(services.clock.now()), input.protetto ?? false);
    if (!dates) return Promise.reject(noRule());
    return Promise.resolve({
      conferenzaRichiesteEntro: dates.askBy,
      conferenzaRisposteEntro: dates.answerBy,
      conferenzaScadenza: endOfDay(dates.answerBy).toISOString(),
      conferenzaRiunione: dates.meetingOn,
      conferenzaChiusuraEntro: dates.closeBy,
    });
  },
});

const noRule = (): BusinessError =>
  new BusinessError('conference.no-rule', {
    message: 'nessuna norma in vigore oggi regola la conferenza semplificata.',
    remedy: 'Indici la conferenza con riunione.',
  });
