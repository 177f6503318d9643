import { BusinessError } from '../core/errors.js';
import type { CompleteLetterData, LetterCode } from './letter-data.js';

/** One thing that the law wants in a letter. */
interface Requirement {
  /** Where it is in the data; `*` means every item of a list. */
  path: string;
  /** What is missing, as the error says it. */
  what: string;
  article: string;
  /** Wanted only when this is there. */
  when?: string;
}

const avvio: Requirement[] = [
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

const everyLetter: Requirement[] = [
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
const everyAct: Requirement[] = [
  { path: 'signer.name', what: 'chi firma l’atto', article: 'art. 107 D.Lgs. 267/2000' },
  {
    path: 'responsible.name',
    what: 'il responsabile del procedimento',
    article: 'art. 5, c. 3, L. 241/1990',
  },
  { path: 'remedies', what: 'il termine e l’autorità cui ricorrere', article: 'art. 3, c. 4, L. 241/1990' },
];

/** What each letter must carry by law (domain document, D). */
export const mandatory: Record<LetterCode, readonly Requirement[]> = {
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
    ...avvio.map((requirement) => ({ ...requirement, when: 'letter.avvio' })),
  ],
  L2: avvio,
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
  ],
  L14: [
    ...everyAct,
    { path: 'decision.reasons', what: 'la causa dell’archiviazione', article: 'art. 2, c. 1, L. 241/1990' },
  ],
};

/** Lists that may be empty as long as somebody said so. */
const mayBeEmpty = new Set(['decision.fees']);

const isThere = (value: unknown): boolean => {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.some((item) => isThere(item));
  return value !== null && value !== undefined && value !== false;
};

const valuesAt = (data: unknown, [step, ...rest]: string[]): unknown[] => {
  if (step === undefined) return [data];
  if (step === '*') return (Array.isArray(data) ? data : []).flatMap((item) => valuesAt(item, rest));
  const next =
    data !== null && typeof data === 'object' ? (data as Record<string, unknown>)[step] : undefined;
  return valuesAt(next, rest);
};

const isMet = (data: CompleteLetterData, { path, when }: Requirement): boolean => {
  const wanted = when === undefined || valuesAt(data, when.split('.')).every(isThere);
  if (!wanted) return true;
  return valuesAt(data, path.split('.')).every((value) =>
    mayBeEmpty.has(path) ? Array.isArray(value) : isThere(value),
  );
};

/** What a letter lacks; empty when it may be sent. */
export const missingContent = (data: CompleteLetterData): Requirement[] =>
  [...everyLetter, ...mandatory[data.letter.code]].filter((requirement) => !isMet(data, requirement));

/** @throws BusinessError `letter.incomplete` naming everything that is missing and the article that asks for it */
export const demandComplete = (data: CompleteLetterData): void => {
  const missing = missingContent(data);
  if (missing.length === 0) return;
  const items = missing.map(({ what, article }) => `${what} (${article})`).join('; ');
  throw new BusinessError('letter.incomplete', {
    message: `La lettera ${data.letter.code} non può uscire, manca: ${items}.`,
    remedy:
      'Completa i dati nel compito o nella pratica e riprova: ciò che la legge chiede non può restare vuoto.',
    details: { letter: data.letter.code, missing: missing.map(({ path, article }) => ({ path, article })) },
    ...(missing[0] ? { field: missing[0].path } : {}),
  });
};
