import { conformingDays } from '../../law/own-powers.js';
import { dayOf } from '../due-dates.js';
import type { CompleteLetterData } from '../letter-data.js';
import { everyAct } from './common.js';
import type { Requirement } from './requirement.js';

/** Silence has not become consent: after it has, a refusal has no effect (L. 241/1990 art. 2 c. 8-bis). */
const comesBeforeConsent = ({ term, letter }: CompleteLetterData): boolean =>
  term?.end !== 'silenzio-assenso' || dayOf(letter.date) <= dayOf(term.dueDate);

const isInTimeForControl = ({ term, letter }: CompleteLetterData): boolean =>
  term !== null && dayOf(letter.date) <= dayOf(term.dueDate);

/** Each power has its own time: see law/own-powers.ts. Of a refusal notice the day of sending counts (DPR 223/1989 art. 18-bis). */
const isPowerInTime = ({ content: { ban }, decision, letter }: CompleteLetterData): boolean => {
  if (!ban?.power || ban.finalJudgment) return true;
  if (ban.lastDay === null) return false;
  if (ban.power !== 'ripristino') return dayOf(letter.date) <= dayOf(ban.lastDay);
  const notice = decision.notice;
  if (notice === null || !('date' in notice)) return false;
  return dayOf(notice.sent ?? notice.date) <= dayOf(ban.lastDay);
};

const addsUp = ({ content: { tax } }: CompleteLetterData): boolean => {
  if (!tax || tax.total === null) return true;
  const cents = tax.computation.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
  return cents === Math.round(tax.total * 100);
};

/** What the letters that decide must carry (domain document, D). */
export const acts: Record<'L6' | 'L7' | 'L9' | 'L10' | 'L14' | 'L15', readonly Requirement[]> = {
  L6: [
    ...everyAct,
    { path: 'decision.outcome', what: 'che cosa si dispone', article: 'art. 2, c. 1, L. 241/1990' },
    { path: 'decision.reasons', what: 'la motivazione', article: 'art. 3, c. 1, L. 241/1990' },
    { path: 'decision.validity', what: 'la durata dell’atto', article: 'art. 21-bis L. 241/1990' },
    {
      path: 'decision.fees',
      what: 'i diritti versati, o che non ne sono dovuti',
      article: 'art. 35, c. 1, lett. l), D.Lgs. 33/2013',
    },
    { path: 'decision.stamp', what: 'il bollo, o il motivo dell’esenzione', article: 'DPR 642/1972' },
  ],
  L7: [
    ...everyAct,
    { path: 'decision.reasons', what: 'la motivazione', article: 'art. 3, c. 1, L. 241/1990' },
    { path: 'decision.notice', what: 'il preavviso di rigetto', article: 'art. 10-bis L. 241/1990' },
    {
      path: 'decision.observations.*.answer',
      what: 'la risposta a ogni osservazione',
      article: 'art. 10-bis L. 241/1990',
    },
    {
      path: 'letter.date',
      what: 'il silenzio vale ormai assenso e un diniego non ha effetto: resta l’annullamento d’ufficio (art. 21-nonies)',
      article: 'art. 2, c. 8-bis, L. 241/1990',
      holds: comesBeforeConsent,
    },
  ],
  L9: [
    ...everyAct,
    {
      path: 'content.order.faults',
      what: 'che cosa non è conforme',
      article: 'art. 19, c. 3, L. 241/1990',
    },
    { path: 'content.order.measures', what: 'le misure da adottare', article: 'art. 19, c. 3, L. 241/1990' },
    {
      path: 'content.order.days',
      what: 'il termine per adottare le misure',
      article: 'art. 19, c. 3, L. 241/1990',
    },
    {
      path: 'content.order.days',
      what: `il termine per adottare le misure è più corto di ${conformingDays.least} giorni`,
      article: conformingDays.source,
      holds: ({ content: { order } }) => !order || order.days === null || order.days >= conformingDays.least,
    },
    {
      path: 'clock',
      what: 'l’effetto sul termine del controllo',
      article: 'art. 19, c. 3, L. 241/1990',
    },
    {
      path: 'letter.date',
      what: 'il termine del controllo è passato e l’ordine non ha effetto: resta l’annullamento d’ufficio (art. 21-nonies)',
      article: 'art. 2, c. 8-bis, L. 241/1990',
      holds: isInTimeForControl,
    },
  ],
  L10: [
    ...everyAct,
    { path: 'content.ban.faults', what: 'che cosa non va', article: 'art. 3, c. 1, L. 241/1990' },
    { path: 'content.ban.power', what: 'il potere esercitato', article: 'art. 3, c. 1, L. 241/1990' },
    { path: 'content.ban.source', what: 'la norma che dà il potere', article: 'art. 3, c. 1, L. 241/1990' },
    {
      path: 'content.ban.publicInterest',
      what: 'le ragioni di interesse pubblico e il peso dato a chi si è affidato all’atto',
      article: 'art. 21-nonies, c. 1, L. 241/1990',
      when: ({ content: { ban } }) => ban?.power === 'annullamento',
    },
    {
      path: 'decision.observations.*.answer',
      what: 'la risposta a ogni osservazione',
      article: 'art. 10-bis L. 241/1990',
    },
    {
      path: 'content.ban.lastDay',
      what: 'il tempo per esercitare il potere è passato, o non si sa da quando decorre',
      article: 'art. 2, c. 8-bis, e art. 21-nonies L. 241/1990',
      holds: isPowerInTime,
    },
  ],
  L14: [
    ...everyAct,
    { path: 'decision.reasons', what: 'la causa dell’archiviazione', article: 'art. 2, c. 1, L. 241/1990' },
  ],
  L15: [
    ...everyAct,
    { path: 'decision.outcome', what: 'l’esito', article: 'art. 7, c. 1, L. 212/2000' },
    {
      path: 'decision.reasons',
      what: 'i fatti e le norme su cui si fonda l’atto',
      article: 'art. 7, c. 1, L. 212/2000',
    },
    { path: 'content.tax.computation', what: 'il calcolo', article: 'art. 7, c. 1, L. 212/2000' },
    { path: 'content.tax.total', what: 'il totale', article: 'art. 7, c. 1, L. 212/2000' },
    {
      path: 'content.tax.total',
      what: 'il totale non è la somma delle voci del calcolo',
      article: 'art. 7, c. 1, L. 212/2000',
      holds: addsUp,
    },
    {
      path: 'content.tax.reviewOffice',
      what: 'l’ufficio per l’autotutela',
      article: 'art. 7, c. 2, lett. b), L. 212/2000',
    },
  ],
};
