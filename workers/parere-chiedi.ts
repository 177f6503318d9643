import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { BusinessError } from '../core/errors.js';
import { audit } from '../db/audit.js';
import { addCalendarDays, dateInRome, endOfDay } from '../law/calendar.js';
import { opinionKinds, opinionTerm } from '../law/opinions.js';
import { defineWorker } from './define-worker.js';

const asked = z.object({
  nome: z.string().min(1),
  tipo: z.enum(opinionKinds).default('parere'),
  /** Fewer than the law's, where a regulation says so. */
  giorni: z.coerce.number().int().positive().max(90).nullish(),
  protetto: z.boolean().nullish(),
  pec: z.string().nullish(),
  indirizzo: z.string().nullish(),
});

/** What the letter to a body outside the Comune says; no person is in it, the body finds the case by its number. */
const letterTo = (
  { nome, pec, indirizzo }: z.output<typeof asked>,
  { by, source }: { by: string; source: string },
) => ({
  destinatarioNome: nome,
  destinatarioQualita: 'amministrazione che esprime il parere',
  destinatarioIndirizzo: indirizzo ?? '',
  destinatarioDomicilioDigitale: pec ?? '',
  fattiComunicati: `Per decidere serve quanto è di competenza di ${nome}.\nSi chiede di rispondere entro il ${by.split('-').reverse().join('/')}.`,
  fonteFatti: 'istanza e documenti agli atti della pratica',
  normaComunicazione: source,
  allegatiComunicati: '',
});

export const parereChiedi = defineWorker({
  type: 'parere.chiedi',
  title: 'Chiedi un parere',
  description:
    'Dà il termine per rispondere e dice se il silenzio basta per andare avanti: non per ambiente, paesaggio, beni culturali e salute (L. 241/1990 artt. 16, 17, 17-bis).',
  input: z.object({
    parere: asked.meta({
      title: 'Parere',
      description:
        'uno della lista: {nome, tipo: "parere", "valutazione" o "assenso", giorni, protetto, ufficio, pec, indirizzo}',
    }),
  }),
  output: z.object({
    parereEntro: z.iso.date().describe('l’ultimo giorno per rispondere'),
    parereScadenza: z
      .string()
      .describe('la fine di quel giorno, per un timer: =date and time(parereScadenza)'),
    parereSilenzioBasta: z.boolean().describe('se senza risposta si può andare avanti'),
    parereLettera: z.record(z.string(), z.string()).describe('i dati della richiesta a un ente esterno'),
  }),
  run: async ({ services, trx, input: { parere }, context }) => {
    const at = services.clock.now();
    const today = dateInRome(at);
    const term = opinionTerm(parere.tipo, parere.protetto ?? false, today);
    if (!term) throw noRule();
    const by = addCalendarDays(today, Math.min(parere.giorni ?? term.days, term.days));
    await audit(trx, {
      at,
      actor: systemActor,
      act: 'parere.chiesto',
      caseId: context.caseId,
      details: { a: parere.nome, entro: by, norma: term.source },
    });
    return {
      parereEntro: by,
      parereScadenza: endOfDay(by).toISOString(),
      parereSilenzioBasta: term.isSilenceEnough,
      parereLettera: letterTo(parere, { by, source: term.source }),
    };
  },
});

const noRule = (): BusinessError =>
  new BusinessError('opinion.no-rule', {
    message: 'nessuna norma in vigore oggi dà un termine per questo tipo di parere.',
    remedy: 'Controlla il tipo di parere nel diagramma.',
  });
