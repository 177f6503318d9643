import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import type { FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { formatDate } from '../../format.js';
import type { Translate } from '../../i18n.js';
import type { Side } from './comparison.js';

/** A version as one side of a comparison. */
export const versionSide = (
  { engineVersion, deployedAt }: Pick<ProcedureVersion, 'engineVersion' | 'deployedAt'>,
  files: FolderFiles,
  t: Translate,
): Side => ({
  files,
  name: t('workshop.compare.version', { version: engineVersion ?? '—', when: formatDate(deployedAt) }),
});
