import { dayOf, dueDates } from '../due-dates.js';
import type { CompleteLetterData } from '../letter-data.js';
import type { Requirement } from './requirement.js';

const most = (wanted: number | null | undefined, allowed: number | undefined): boolean =>
  wanted === null || wanted === undefined || allowed === undefined || wanted <= allowed;

const isMeetingInTime = (data: CompleteLetterData): boolean => {
  const { meetingBy, opinionBy } = dueDates(data);
  const on = data.content.conference?.meetingOn;
  if (!on || !meetingBy || !opinionBy) return true;
  return dayOf(on) >= opinionBy && dayOf(on) <= meetingBy;
};

/** Letters to others carry no application, no documents and no code that opens the case. */
const carriesTheLeast = (data: CompleteLetterData): boolean =>
  data.case.trackingCode === null &&
  [data.documents, data.answers, Object.keys(data.application), Object.keys(data.tasks)].every(
    ({ length }) => length === 0,
  );

const leastData: Requirement = {
  path: 'case.trackingCode',
  what: 'la lettera porta dati che il destinatario non ha bisogno di conoscere',
  article: 'art. 5, par. 1, lett. c), Reg. (UE) 2016/679',
  holds: carriesTheLeast,
};

/** What the letters to somebody who isn't the applicant must carry (domain document, D). */
export const toOthers: Record<'L11' | 'L12' | 'L16', readonly Requirement[]> = {
  L11: [
    leastData,
    {
      path: 'content.report.facts',
      what: 'i fatti',
      article: 'art. 5, par. 1, lett. c), Reg. (UE) 2016/679',
    },
    {
      path: 'content.report.source',
      what: 'da dove risultano i fatti',
      article: 'art. 5, par. 1, lett. d), Reg. (UE) 2016/679',
    },
    {
      path: 'content.report.basis',
      what: 'la norma che permette la comunicazione',
      article: 'art. 2-ter D.Lgs. 196/2003',
    },
    {
      path: 'content.report.annexes',
      what: 'gli allegati, o che non ce ne sono',
      article: 'art. 53, c. 1, DPR 445/2000',
    },
  ],
  L12: [
    leastData,
    {
      path: 'content.opposition.asked',
      what: 'che cosa è stato chiesto',
      article: 'art. 3, c. 1, DPR 184/2006',
    },
    {
      path: 'content.opposition.copy.sha256',
      what: 'la copia della richiesta',
      article: 'art. 3, c. 1, DPR 184/2006',
    },
    { path: 'content.opposition.days', what: 'i giorni per opporsi', article: 'art. 3, c. 2, DPR 184/2006' },
    { path: 'municipality.pec', what: 'dove ci si oppone', article: 'art. 3, c. 2, DPR 184/2006' },
  ],
  L16: [
    leastData,
    {
      path: 'content.conference.object',
      what: 'l’oggetto della determinazione',
      article: 'art. 14-bis, c. 2, lett. a), L. 241/1990',
    },
    {
      path: 'content.conference.access',
      what: 'i documenti, o le credenziali per vederli',
      article: 'art. 14-bis, c. 2, lett. a), L. 241/1990',
    },
    {
      path: 'content.conference.askDays',
      what: 'il termine per chiedere integrazioni',
      article: 'art. 14-bis, c. 2, lett. b), L. 241/1990',
    },
    {
      path: 'content.conference.askDays',
      what: 'il termine per chiedere integrazioni supera quello di legge',
      article: 'art. 14-bis, c. 2, lett. b), L. 241/1990',
      holds: ({ content: { conference } }) => most(conference?.askDays, conference?.most?.askDays),
    },
    {
      path: 'content.conference.answerDays',
      what: 'il termine per le determinazioni',
      article: 'art. 14-bis, c. 2, lett. c), L. 241/1990',
    },
    {
      path: 'content.conference.answerDays',
      what: 'il termine per le determinazioni supera quello di legge',
      article: 'art. 14-bis, c. 2, lett. c), L. 241/1990',
      holds: ({ content: { conference } }) => most(conference?.answerDays, conference?.most?.answerDays),
    },
    {
      path: 'content.conference.meetingOn',
      what: 'la data dell’eventuale riunione',
      article: 'art. 14-bis, c. 2, lett. d), L. 241/1990',
    },
    {
      path: 'content.conference.meetingOn',
      what: 'la riunione non cade nei dieci giorni dopo il termine per le determinazioni',
      article: 'art. 14-bis, c. 2, lett. d), L. 241/1990',
      holds: isMeetingInTime,
    },
    {
      path: 'responsible.name',
      what: 'il responsabile del procedimento',
      article: 'art. 5, c. 3, L. 241/1990',
    },
  ],
};
