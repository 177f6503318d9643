import { letterCodes } from '../../../../templates/letter-codes.js';
import { readOwnPart } from '../../../../templates/safe/environment.js';
import { TemplateError } from '../../../../templates/safe/template-error.js';
import { commonPartNames } from '../../../../templates/sources.js';
import type { ProcedureBundle } from '../../bundle.js';
import { fieldsOfLetter } from '../../letters/letter-fields.js';
import { fieldProblems } from '../../letters/named-fields.js';
import type { Problem, Rule } from '../finding.js';

const problemsOf = (code: string, { letters, forms, sheet }: ProcedureBundle): Problem[] => {
  const known = letterCodes.find((one) => one === code);
  if (!known) return []; // the rule `letters` tells it
  const file = `letters/${code}.hbs`;
  try {
    const program = readOwnPart(letters[code] ?? '', commonPartNames());
    const fields = fieldsOfLetter(known, { forms, applicationForm: sheet.applicationForm });
    return fieldProblems(program, fields).map((problem) => ({ file, ...problem }));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return [{ file, message: error.sentence, ...(error.place.line ? { line: error.place.line } : {}) }];
  }
};

/** What a procedure adds to a letter can be read, does only what letters may, and names fields that there are. */
export const letterParts: Rule = {
  name: 'letter-parts',
  check: ({ bundle }) => Object.keys(bundle.letters).flatMap((code) => problemsOf(code, bundle)),
};
