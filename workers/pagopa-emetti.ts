import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { BusinessError } from '../core/errors.js';
import { issueNotice } from '../db/transactions/payments/issue-notice.js';
import { addDays, dateInRome, endOfDay } from '../law/calendar.js';
import { centsOf } from '../law/payments.js';
import type { Sheet } from '../processes/catalogue/sheet.js';
import { defineWorker } from './define-worker.js';
import { caseOf } from './of-case.js';
import { publishNotice } from './tell-pagopa.js';

const days = z.coerce.number().int().positive().max(365);

export const pagopaEmetti = defineWorker({
  type: 'pagopa.emetti',
  title: 'Emetti un avviso pagoPA',
  description:
    'Fa l’avviso di pagamento con numero e IUV (SANP) e lo comunica a pagoPA. L’importo viene da una decisione, oppure da una voce della scheda.',
  input: z.object({
    importo: z.coerce
      .number()
      .int()
      .positive()
      .optional()
      .meta({ title: 'Importo in centesimi', description: 'intero: 1600 sono 16 euro', type: 'integer' }),
    voce: z.string().optional().meta({
      title: 'Voce della scheda',
      description: 'titolo di un costo della scheda, se manca l’importo',
    }),
    causale: z.string().min(1).max(140).meta({ title: 'Causale', description: 'per che cosa si paga' }),
    giorni: days
      .default(30)
      .meta({ title: 'Giorni per pagare', description: 'la scadenza dell’avviso', type: 'integer' }),
    giorniSollecito: days.default(15).meta({
      title: 'Giorni dopo il sollecito',
      description: 'quanti ne restano quando la scadenza è passata',
      type: 'integer',
    }),
  }),
  output: z.object({
    avvisoId: z.string().describe('l’avviso'),
    avvisoNumero: z.string().describe('numero dell’avviso, 18 cifre'),
    iuv: z.string().describe('identificativo univoco di versamento: con questo si riconosce il pagamento'),
    importo: z.number().int().describe('importo in centesimi'),
    importoEuro: z.number().describe('importo in euro, per le lettere'),
    avvisoScadenza: z.string().describe('ultimo giorno per pagare, data ISO'),
    avvisoNuovaScadenza: z.string().describe('ultimo giorno dopo il sollecito, data ISO'),
    avvisoSollecitoQuando: z.string().describe('quando parte il sollecito, istante ISO'),
    avvisoScadutoQuando: z.string().describe('quando non si aspetta più, istante ISO'),
  }),
  run: async ({ services, trx, input, context }) => {
    const file = await caseOf(trx, context.caseId);
    const { sheet } = await services.catalogue.version(file.procedureVersionId);
    const at = services.clock.now();
    const dueOn = addDays(dateInRome(at), input.giorni, 'calendario');
    const notice = await issueNotice(services, trx, {
      caseId: file.id,
      cents: input.importo ?? feeOf(sheet, input.voce),
      subject: input.causale,
      dueOn,
      effectKey: context.effectKey,
      actor: systemActor,
      at,
    });
    const lastDay = addDays(dueOn, input.giorniSollecito, 'calendario');
    return {
      avvisoId: notice.id,
      avvisoNumero: notice.noticeNumber,
      iuv: notice.iuv,
      importo: notice.amountCents,
      importoEuro: notice.amountCents / 100,
      avvisoScadenza: dueOn,
      avvisoNuovaScadenza: lastDay,
      avvisoSollecitoQuando: afterDay(dueOn),
      avvisoScadutoQuando: afterDay(lastDay),
    };
  },
  afterCommit: async ({ services, output }) => {
    await publishNotice(services, output.avvisoId);
    return undefined;
  },
});

/** The first second of the day after, for the diagram's timers. */
const afterDay = (day: string): string => new Date(endOfDay(day).getTime() + 1_000).toISOString();

/** @throws BusinessError `payment.no-amount` */
const feeOf = ({ fees }: Sheet, title: string | undefined): number => {
  const fee = fees.find((one) => one.title === title);
  if (fee && fee.amount > 0) return centsOf(fee.amount);
  throw new BusinessError('payment.no-amount', {
    message: title
      ? `la scheda non ha il costo «${title}», o è zero.`
      : 'non si sa quanto si deve pagare: mancano l’importo e la voce della scheda.',
    remedy: `Metti nella variabile «importo» i centesimi da pagare${fees.length > 0 ? `, o in «voce» una di: ${fees.map((one) => one.title).join(', ')}` : ''}, e ritenta.`,
  });
};
