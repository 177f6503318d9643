import { codesToOthers, type LetterCode } from '../../../templates/letter-codes.js';
import type { LetterData } from '../../../templates/letter-data.js';
import { bareLetter } from '../../../templates/samples/bare.js';
import { hostileLetter } from '../../../templates/samples/hostile.js';
import { sampleLetter } from '../../../templates/samples/usual.js';
import type { FormSchema } from '../bundle.js';
import type { Sheet } from '../sheet.js';
import { sampleAnswers, type SampleTaste } from './sample-answers.js';

const letters: Record<SampleTaste, (code: LetterCode) => LetterData> = {
  usual: sampleLetter,
  hostile: hostileLetter,
  bare: bareLetter,
};

/** A procedure as far as it can be read while somebody is writing it. */
export interface SampledProcedure {
  sheet: Sheet | null;
  forms: Readonly<Record<string, FormSchema>>;
}

const answersOf = ({ sheet, forms }: SampledProcedure, taste: SampleTaste) => {
  const start = sheet?.applicationForm ?? '';
  const application = sampleAnswers(forms[start]?.components ?? [], taste);
  const tasks = Object.entries(forms)
    .filter(([key]) => key !== start && taste !== 'bare') // the shortest way through a procedure meets no task
    .map(([key, { components }]) => [key, sampleAnswers(components, taste, application)] as const);
  return { application, tasks: Object.fromEntries(tasks) };
};

/** The data of a letter of a made-up case of this procedure: nobody's, so that whoever draws sees no personal data. */
export const sampleOfProcedure = (
  code: LetterCode,
  taste: SampleTaste,
  procedure: SampledProcedure,
): LetterData => {
  const letter = letters[taste](code);
  const { sheet } = procedure;
  const answers = codesToOthers.includes(code) ? {} : answersOf(procedure, taste);
  if (!sheet || taste === 'hostile') return { ...letter, ...answers };
  return {
    ...letter,
    ...answers,
    letter: { ...letter.letter, subject: sheet.title },
    case: { ...letter.case, procedure: sheet.title },
    legal: sheet.legal,
  };
};
