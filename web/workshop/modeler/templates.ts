import type { Services } from '../../../core/services.js';
import { readDecisions } from '../../../processes/catalogue/decisions/read-decision.js';
import { sharedContracts } from '../../../processes/catalogue/folder.js';
import { filesUnder, type FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { letterCodes } from '../../../templates/letter-codes.js';
import { workerContracts } from '../../../workers/contracts.js';
import type { Translate } from '../../i18n.js';
import { decisionTemplates } from '../element-templates/decision.js';
import { sharedTemplates } from '../element-templates/shared.js';
import { stepTemplates } from '../element-templates/steps.js';
import { taskTemplate } from '../element-templates/task.js';
import type { ElementTemplate, Names } from '../element-templates/template.js';

/** Letters by code: `L4` is «L4 · Richiesta di documenti», and it is said when the draft has a text of its own for it. */
const letterNames = (files: FolderFiles, t: Translate): Names =>
  new Map(
    letterCodes.map((code) => {
      const name = t(`answers.letter.${code}`);
      const isOwn = `letters/${code}.hbs` in files;
      return [code, t(isOwn ? 'workshop.letter.own' : 'workshop.letter', { code, name })];
    }),
  );

/** Decisions by id; a file that can't be read offers none, and the checks say why. */
const decisionNames = async (files: FolderFiles): Promise<Names> => {
  const read = filesUnder(files, 'decisions').map(([, dmn]) => readDecisions(dmn).catch(() => []));
  return new Map((await Promise.all(read)).flat().map(({ id, name }) => [id, name]));
};

/** Everything an analyst can choose by name in a draft: steps, letters, shared subprocesses, offices, its forms and decisions. */
export const templatesFor = async (
  files: FolderFiles,
  { catalogue }: Pick<Services, 'catalogue'>,
  t: Translate,
): Promise<ElementTemplate[]> => {
  const letters = letterNames(files, t);
  const offices: Names = new Map(catalogue.municipality.offices.map(({ id, name }) => [id, name]));
  const forms = filesUnder(files, 'forms').map(([key]) => key);
  const decisions = await decisionNames(files);
  return [
    ...stepTemplates(workerContracts, letters),
    ...sharedTemplates(await sharedContracts(), { offices, letters }),
    ...decisionTemplates(decisions),
    taskTemplate(offices, forms),
  ];
};
