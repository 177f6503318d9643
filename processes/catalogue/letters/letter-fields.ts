import { codesToOthers, type LetterCode } from '../../../templates/letter-codes.js';
import { letterDataSchema } from '../../../templates/letter-data.js';
import { sampleLetter } from '../../../templates/samples/usual.js';
import { templateView } from '../../../templates/view.js';
import type { FormSchema } from '../bundle.js';
import { groupOf, treeOfForm, treeOfJson, type FieldTree } from './field-tree.js';

/** The forms of a procedure, and which of them is the application. */
export interface LetterForms {
  forms: Readonly<Record<string, FormSchema>>;
  applicationForm: string;
}

/** Data that come with every letter of a kind, whatever the procedure. */
const commonFields = new Map<LetterCode, FieldTree>();
const commonOf = (code: LetterCode): FieldTree => {
  const before = commonFields.get(code);
  if (before) return before;
  const tree = treeOfJson(templateView(letterDataSchema.parse(sampleLetter(code))));
  commonFields.set(code, tree);
  return tree;
};

/**
 * Everything that a procedure's part of a letter can name: what all letters know, the answers of the application and those
 * of each form that a task or an incoming act may have brought. A letter to others knows no answers (Reg. UE 2016/679 art. 5).
 */
export const fieldsOfLetter = (code: LetterCode, { forms, applicationForm }: LetterForms): FieldTree => {
  const known = codesToOthers.includes(code) ? {} : forms;
  const application = known[applicationForm];
  const tasks = Object.entries(known).filter(([key]) => key !== applicationForm);
  return groupOf({
    ...commonOf(code).fields,
    application: application ? treeOfForm(application.components, { mayLack: false }) : groupOf({}),
    tasks: groupOf(
      Object.fromEntries(
        tasks.map(([key, { components }]) => [key, treeOfForm(components, { mayLack: true })]),
      ),
    ),
  });
};
