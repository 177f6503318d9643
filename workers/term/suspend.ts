import { z } from 'zod';
import { standingDeliveries } from '../../db/transactions/deliveries/letter-state.js';
import { dateInRome } from '../../law/calendar.js';
import { defineWorker, type Step } from '../define-worker.js';
import { letterOf } from '../of-case.js';
import { cause, day, output, writeLine } from './step.js';

const input = z.object({
  causa: cause,
  dal: day,
  ricevuteDi: z.uuid().optional().meta({
    title: 'Dalle ricevute di',
    description:
      'lettera da cui si conta: per ogni destinatario dal giorno della sua ricevuta, per esempio =preavvisoId; se manca, da «dal»',
  }),
});

/** The day from which each addressee's days run: when they received the letter; today where the way proves nothing. */
const daysOfReceipt = async (
  { trx, context }: Step<unknown>,
  letterId: string,
): Promise<(string | undefined)[]> => {
  const letter = await letterOf(trx, context.caseId, letterId);
  const served = await standingDeliveries(trx, letter.id);
  return served.map(({ proofAt }) => (proofAt ? dateInRome(proofAt) : undefined)).sort();
};

export const termSuspend = defineWorker({
  type: 'term.suspend',
  title: 'Sospendi il termine',
  description:
    'Ferma il termine della pratica: i giorni già usati restano (L. 241/1990 art. 2 c. 7, art. 10-bis). Una seconda richiesta non lo ferma.',
  input,
  output,
  run: async (step) => {
    const { causa, dal, ricevuteDi } = step.input;
    const days = ricevuteDi ? await daysOfReceipt(step, ricevuteDi) : [dal];
    let told = null;
    for (const [index, on] of days.entries()) {
      const { effectKey } = step.context;
      const context = { ...step.context, effectKey: index === 0 ? effectKey : `${effectKey} ${index}` };
      told = await writeLine({ ...step, context }, { kind: 'suspended', cause: causa, on });
    }
    if (!told) throw new Error('a letter that was sent to nobody');
    return told;
  },
});
