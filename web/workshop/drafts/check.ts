import type { Services } from '../../../core/services.js';
import type { ProcedureDraft } from '../../../db/transactions/workshop/draft.js';
import { draftFiles } from '../../../db/transactions/workshop/draft-files.js';
import type { Finding } from '../../../processes/catalogue/lint/finding.js';
import { lintFiles } from '../../../processes/catalogue/lint/lint-files.js';
import type { FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { workerContracts } from '../../../workers/contracts.js';

/** Everything that is wrong in a draft, as it stands or with some of its files as they are on somebody's screen. */
export const findingsOfDraft = async (
  { db, catalogue }: Services,
  draft: ProcedureDraft,
  unsaved: FolderFiles = {},
): Promise<Finding[]> =>
  lintFiles(
    { ...(await draftFiles(db, draft.id)), ...unsaved },
    { contracts: workerContracts, municipality: catalogue.municipality, folder: '' },
  );
