import type { Rule } from './finding.js';
import { askOnce } from './rules/ask-once.js';
import { caughtErrors } from './rules/caught-errors.js';
import { conditions } from './rules/conditions.js';
import { decisions } from './rules/decisions.js';
import { defaultFlow } from './rules/default-flow.js';
import { engineVersion } from './rules/engine-version.js';
import { formFields } from './rules/form-fields.js';
import { formsExist } from './rules/forms-exist.js';
import { idleLoop } from './rules/idle-loop.js';
import { jobs } from './rules/jobs.js';
import { letterContent } from './rules/letter-content.js';
import { letterParts } from './rules/letter-parts.js';
import { letters } from './rules/letters.js';
import { messages } from './rules/messages.js';
import { municipalValues } from './rules/municipal-values.js';
import { names } from './rules/names.js';
import { offices } from './rules/offices.js';
import { possibleAnswers } from './rules/possible-answers.js';
import { processId } from './rules/process-id.js';
import { publicWordsRule } from './rules/public-words.js';
import { reachesEnd } from './rules/reaches-end.js';
import { remedies } from './rules/remedies.js';
import { startMessage } from './rules/start-message.js';
import { termEnds } from './rules/term-ends.js';
import { unreachable } from './rules/unreachable.js';
import { userTasks } from './rules/user-tasks.js';
import { variables } from './rules/variables.js';

/** The rules of Sportello, in the order in which their findings are shown. A new one is a file and a line here. */
export const ownRules: Rule[] = [
  processId,
  engineVersion,
  startMessage,
  names,
  userTasks,
  formsExist,
  formFields,
  jobs,
  letters,
  letterContent,
  letterParts,
  messages,
  defaultFlow,
  conditions,
  reachesEnd,
  unreachable,
  idleLoop,
  variables,
  municipalValues,
  offices,
  publicWordsRule,
  remedies,
  decisions,
  possibleAnswers,
  caughtErrors,
  termEnds,
  askOnce,
];
