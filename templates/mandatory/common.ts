import type { Requirement } from './requirement.js';

/** What the notice of commencement must tell (L. 241/1990 art. 8). */
export const avvio: Requirement[] = [
  {
    path: 'municipality.name',
    what: 'l’amministrazione competente',
    article: 'art. 8, c. 2, lett. a), L. 241/1990',
  },
  {
    path: 'letter.subject',
    what: 'l’oggetto del procedimento',
    article: 'art. 8, c. 2, lett. b), L. 241/1990',
  },
  { path: 'office.name', what: 'l’ufficio', article: 'art. 8, c. 2, lett. c), L. 241/1990' },
  {
    path: 'municipality.pec',
    what: 'il domicilio digitale dell’amministrazione',
    article: 'art. 8, c. 2, lett. c), L. 241/1990',
  },
  {
    path: 'responsible.name',
    what: 'il responsabile del procedimento',
    article: 'art. 8, c. 2, lett. c), L. 241/1990',
  },
  {
    path: 'term.dueDate',
    what: 'la data entro cui il procedimento si conclude',
    article: 'art. 8, c. 2, lett. c-bis), L. 241/1990',
  },
  {
    path: 'term.inertiaText',
    what: 'i rimedi contro l’inerzia',
    article: 'art. 8, c. 2, lett. c-bis), L. 241/1990',
  },
  {
    path: 'substitute.name',
    what: 'il titolare del potere sostitutivo',
    article: 'art. 2, c. 9-bis, L. 241/1990',
  },
  {
    path: 'case.presentedAt',
    what: 'la data di presentazione dell’istanza',
    article: 'art. 8, c. 2, lett. c-ter), L. 241/1990',
  },
  {
    path: 'municipality.website',
    what: 'il punto di accesso telematico al fascicolo',
    article: 'art. 8, c. 2, lett. d), L. 241/1990',
  },
  {
    path: 'desk.address',
    what: 'l’ufficio dove vedere gli atti',
    article: 'art. 8, c. 2, lett. d-bis), L. 241/1990',
  },
];

/** What makes a letter of the Comune one: who writes to whom, about what, and what becomes of their data. */
export const everyLetter: Requirement[] = [
  { path: 'municipality.name', what: 'il nome del Comune', article: 'art. 8, c. 2, lett. a), L. 241/1990' },
  { path: 'letter.subject', what: 'l’oggetto', article: 'art. 53, c. 1, DPR 445/2000' },
  { path: 'case.number', what: 'il numero della pratica', article: 'art. 8, c. 2, lett. b), L. 241/1990' },
  { path: 'addressee.name', what: 'il destinatario', article: 'art. 53, c. 1, DPR 445/2000' },
  { path: 'desk.phone', what: 'il telefono dello sportello', article: 'art. 35, c. 1, D.Lgs. 33/2013' },
  { path: 'legal', what: 'le norme di riferimento', article: 'art. 3, c. 1, L. 241/1990' },
  { path: 'privacy.text', what: 'l’informativa sui dati personali', article: 'art. 13 Reg. (UE) 2016/679' },
  {
    path: 'privacy.dpo',
    what: 'il responsabile della protezione dei dati',
    article: 'art. 13 Reg. (UE) 2016/679',
  },
];

/** An act that decides: who signs, why, and how to appeal. */
export const everyAct: Requirement[] = [
  { path: 'signer.name', what: 'chi firma l’atto', article: 'art. 107 D.Lgs. 267/2000' },
  {
    path: 'responsible.name',
    what: 'il responsabile del procedimento',
    article: 'art. 5, c. 3, L. 241/1990',
  },
  { path: 'remedies', what: 'il termine e l’autorità cui ricorrere', article: 'art. 3, c. 4, L. 241/1990' },
];
