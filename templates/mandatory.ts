import { BusinessError } from '../core/errors.js';
import type { LetterCode } from './letter-codes.js';
import type { CompleteLetterData } from './letter-data.js';
import { acts } from './mandatory/acts.js';
import { everyLetter } from './mandatory/common.js';
import { notices } from './mandatory/notices.js';
import { toOthers } from './mandatory/to-others.js';
import { satisfies, type Requirement } from './mandatory/requirement.js';

/** What each letter must carry by law (domain document, D). */
export const mandatory: Record<LetterCode, readonly Requirement[]> = { ...notices, ...toOthers, ...acts };

/** What a letter lacks or gets wrong; empty when it may be sent. */
export const missingContent = (data: CompleteLetterData): Requirement[] =>
  [...everyLetter, ...mandatory[data.letter.code]].filter((requirement) => !satisfies(data, requirement));

const sentence = (label: string, requirements: Requirement[]): string[] => {
  if (requirements.length === 0) return [];
  return [`${label}: ${requirements.map(({ what, article }) => `${what} (${article})`).join('; ')}`];
};

/** @throws BusinessError `letter.incomplete` naming everything that is missing or wrong and the article that asks for it */
export const demandComplete = (data: CompleteLetterData): void => {
  const missing = missingContent(data);
  if (missing.length === 0) return;
  const reasons = [
    ...sentence(
      'manca',
      missing.filter(({ holds }) => !holds),
    ),
    ...sentence(
      'non va',
      missing.filter(({ holds }) => holds),
    ),
  ];
  throw new BusinessError('letter.incomplete', {
    message: `La lettera ${data.letter.code} non può uscire, ${reasons.join('. Inoltre ')}.`,
    remedy:
      'Completa i dati nel compito o nella pratica e riprova: ciò che la legge chiede non può restare vuoto.',
    details: { letter: data.letter.code, missing: missing.map(({ path, article }) => ({ path, article })) },
    ...(missing[0] ? { field: missing[0].path } : {}),
  });
};
