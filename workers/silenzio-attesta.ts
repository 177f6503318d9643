import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { audit } from '../db/audit.js';
import { Letter } from '../db/models/letter.js';
import { caseSilence } from '../db/silence.js';
import { draftLetter } from '../db/transactions/letters.js';
import { dateInRome } from '../law/calendar.js';
import { powerLeft, type SilenceMeaning } from '../law/silence.js';
import { defineWorker } from './define-worker.js';
import { caseOf } from './of-case.js';

/** The term hasn't passed yet, or an act came before silence could. */
type Effect = SilenceMeaning | 'attesa' | 'nessuno';

export const silenzioAttesta = defineWorker({
  type: 'silenzio.attesta',
  title: 'Attesta l’effetto del silenzio',
  description:
    'Dice che cosa la legge ha fatto del silenzio del Comune. Dove vale accoglimento scrive l’attestazione (L. 241/1990 art. 20 c. 2-bis), da registrare e inviare; se un atto è arrivato in tempo non fa nulla.',
  input: z.object({}),
  output: z.object({
    silenzioEffetto: z
      .enum(['assenso', 'diniego', 'controllo', 'attesa', 'nessuno'])
      .describe(
        'che cosa vale il silenzio; «attesa»: il termine corre ancora; «nessuno»: un atto è arrivato',
      ),
    silenzioScadenza: z.iso.date().nullable().describe('il giorno in cui il termine è finito o finisce'),
    annullabileFino: z.iso
      .date()
      .nullable()
      .describe('ultimo giorno per annullare d’ufficio (art. 21-nonies L. 241/1990)'),
    attestazioneId: z.string().nullable().describe('l’attestazione da registrare e inviare, se c’è'),
  }),
  run: async ({ services, trx, context }) => {
    const file = await caseOf(trx, context.caseId);
    const { sheet } = await services.catalogue.version(file.procedureVersionId);
    const at = services.clock.now();
    const today = dateInRome(at);
    const { silence } = await caseSilence(trx, file, sheet.term, today);
    const effect: Effect = silence
      ? silence.isAttestable
        ? silence.meaning
        : today > silence.attestedAfter
          ? 'nessuno'
          : 'attesa'
      : 'nessuno';
    const told = {
      silenzioEffetto: effect,
      silenzioScadenza: silence?.attestedAfter ?? null,
      annullabileFino: silence?.isFormed ? (powerLeft(silence, today)?.lastDay ?? null) : null,
      attestazioneId: null,
    };
    if (effect === 'attesa' || effect === 'nessuno') return told;
    await audit(trx, {
      at,
      actor: systemActor,
      act: `silenzio.${effect}`,
      caseId: file.id,
      details: { scadenza: silence?.attestedAfter ?? '' },
    });
    if (effect !== 'assenso') return told;
    const before = await Letter.query(trx).findOne({ case_id: file.id, code: 'L8' });
    const letter =
      before ??
      (await draftLetter(services, trx, {
        caseId: file.id,
        code: 'L8',
        withDraft: false,
        effectKey: context.effectKey,
        at,
      }));
    return { ...told, attestazioneId: letter.id };
  },
});
