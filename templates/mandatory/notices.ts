import { askedThoughHeld } from '../../law/ex-officio.js';
import { dayOf } from '../due-dates.js';
import type { CompleteLetterData } from '../letter-data.js';
import { avvio } from './common.js';
import type { Requirement } from './requirement.js';

const saysWhyForEach = ({ content: { request } }: CompleteLetterData): boolean =>
  !request || Boolean(request.why?.trim()) || request.items.every(({ why }) => Boolean(why?.trim()));

/** What the sheet says that the Comune acquires by itself is never asked for. */
const asksNothingHeld = ({ content: { request } }: CompleteLetterData): boolean =>
  !request ||
  askedThoughHeld(
    request.items.map(({ title }) => title),
    request.held,
  ) === null;

const asksForMoney = ({ content: { demand } }: CompleteLetterData): boolean =>
  demand?.amount !== null && demand?.amount !== undefined;

const isGivenNewTime = ({ content: { demand }, letter }: CompleteLetterData): boolean =>
  !demand?.newDue || dayOf(demand.newDue) > dayOf(letter.date);

/** What the letters to the applicant that decide nothing must carry (domain document, D). */
export const notices: Record<'L1' | 'L2' | 'L3' | 'L4' | 'L5' | 'L8' | 'L13', readonly Requirement[]> = {
  L1: [
    { path: 'case.presentedAt', what: 'la data di presentazione', article: 'art. 18-bis, c. 1, L. 241/1990' },
    {
      path: 'case.protocol.number',
      what: 'il protocollo dell’istanza',
      article: 'art. 18-bis, c. 1, L. 241/1990',
    },
    {
      path: 'term.dueDate',
      what: 'il termine entro cui il Comune risponde',
      article: 'art. 18-bis, c. 1, L. 241/1990',
    },
    {
      path: 'term.endText',
      what: 'che cosa accade alla scadenza',
      article: 'art. 18-bis, c. 1, L. 241/1990',
    },
    {
      path: 'documents.*.sha256',
      what: 'l’impronta di ogni documento',
      article: 'art. 53, c. 1, lett. f), DPR 445/2000',
    },
    ...avvio.map((requirement) => ({
      ...requirement,
      when: ({ letter }: CompleteLetterData) => letter.avvio,
    })),
  ],
  L2: avvio,
  L3: [
    {
      path: 'content.change.previous',
      what: 'il responsabile precedente',
      article: 'art. 5, c. 3, L. 241/1990',
    },
    { path: 'content.change.current', what: 'il nuovo responsabile', article: 'art. 5, c. 3, L. 241/1990' },
    { path: 'content.change.since', what: 'la data del cambio', article: 'art. 5, c. 3, L. 241/1990' },
    {
      path: 'term.dueDate',
      what: 'il termine, che resta lo stesso',
      article: 'art. 8, c. 2, lett. c-bis), L. 241/1990',
    },
  ],
  L4: [
    {
      path: 'content.request.items',
      what: 'l’elenco esatto di ciò che si chiede',
      article: 'art. 2, c. 7, L. 241/1990',
    },
    {
      path: 'content.request.items.*.why',
      what: 'per ogni documento, perché il Comune non può procurarselo',
      article: 'art. 2, c. 7, e art. 18, c. 2, L. 241/1990',
      isMet: saysWhyForEach,
    },
    {
      path: 'content.request.items',
      what: 'si chiede qualcosa che il Comune deve acquisire da sé',
      article: 'art. 18, c. 2, L. 241/1990',
      holds: asksNothingHeld,
    },
    {
      path: 'content.request.answerDays',
      what: 'il termine per rispondere',
      article: 'art. 2, c. 7, L. 241/1990',
    },
    {
      path: 'clock',
      what: 'l’effetto sul termine del procedimento e da quando',
      article: 'art. 2, c. 7, L. 241/1990',
    },
    {
      path: 'responsible.name',
      what: 'il responsabile del procedimento',
      article: 'art. 6, c. 1, lett. b), L. 241/1990',
    },
  ],
  L5: [
    {
      path: 'content.refusalNotice.grounds',
      what: 'i motivi che impediscono di accogliere l’istanza',
      article: 'art. 10-bis L. 241/1990',
    },
    {
      path: 'content.refusalNotice.grounds.*.fact',
      what: 'il fatto di ogni motivo',
      article: 'art. 10-bis L. 241/1990',
    },
    {
      path: 'content.refusalNotice.grounds.*.law',
      what: 'la norma di ogni motivo',
      article: 'art. 10-bis e art. 3, c. 1, L. 241/1990',
    },
    {
      path: 'content.refusalNotice.answerDays',
      what: 'i giorni per le osservazioni',
      article: 'art. 10-bis L. 241/1990',
    },
    {
      path: 'municipality.pec',
      what: 'dove si presentano le osservazioni',
      article: 'art. 10-bis L. 241/1990',
    },
    { path: 'clock', what: 'l’effetto sul termine', article: 'art. 10-bis L. 241/1990' },
    {
      path: 'responsible.name',
      what: 'il responsabile del procedimento',
      article: 'art. 10-bis e art. 5, c. 3, L. 241/1990',
    },
  ],
  L8: [
    {
      path: 'content.silence',
      what: 'il silenzio-assenso non si è formato: nessun giorno da attestare',
      article: 'art. 20, c. 1, L. 241/1990',
      holds: ({ content: { silence } }) => silence !== null,
    },
    { path: 'content.silence.startedOn', what: 'la decorrenza', article: 'art. 20, c. 2-bis, L. 241/1990' },
    { path: 'content.silence.formedOn', what: 'la scadenza', article: 'art. 20, c. 2-bis, L. 241/1990' },
    { path: 'answers', what: 'i dati dell’istanza', article: 'art. 20, c. 2-bis, L. 241/1990' },
    {
      path: 'case.protocol.number',
      what: 'il protocollo dell’istanza',
      article: 'art. 20, c. 2-bis, L. 241/1990',
    },
    {
      path: 'responsible.name',
      what: 'il responsabile del procedimento',
      article: 'art. 5, c. 3, L. 241/1990',
    },
  ],
  L13: [
    {
      path: 'content.demand',
      what: 'che cosa si deve pagare o fare',
      article: 'art. 1219 c.c. e art. 21-ter L. 241/1990',
      isMet: ({ content: { demand } }) => (demand?.amount ?? null) !== null || Boolean(demand?.duty?.trim()),
    },
    {
      path: 'content.demand.iuv',
      what: 'il codice del pagamento (IUV)',
      article: 'art. 5 D.Lgs. 82/2005',
      when: asksForMoney,
    },
    { path: 'content.demand.originalDue', what: 'la scadenza originaria', article: 'art. 1219 c.c.' },
    {
      path: 'content.demand.newDue',
      what: 'la nuova scadenza',
      article: 'art. 1219 c.c. e art. 21-ter L. 241/1990',
    },
    {
      path: 'content.demand.newDue',
      what: 'la nuova scadenza non viene dopo il giorno della lettera',
      article: 'art. 21-ter L. 241/1990',
      holds: isGivenNewTime,
    },
    {
      path: 'content.demand.consequence',
      what: 'che cosa accade altrimenti',
      article: 'art. 21-ter L. 241/1990',
    },
  ],
};
