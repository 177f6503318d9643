import { BusinessError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { bundleOfFiles } from '../../../processes/catalogue/bundle-files.js';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import { withShared } from '../../../processes/catalogue/folder.js';
import type { FolderFiles } from '../../../processes/catalogue/folder-files.js';
import type { Finding } from '../../../processes/catalogue/lint/finding.js';
import { lintFiles } from '../../../processes/catalogue/lint/lint-files.js';
import { lintBundle } from '../../../processes/catalogue/lint/lint.js';
import { workerContracts } from '../../../workers/contracts.js';

type Town = Pick<Services, 'catalogue'>;

const optionsOf = ({ catalogue }: Town) => ({
  contracts: workerContracts,
  municipality: catalogue.municipality,
  folder: '',
});

const demandNone = (findings: readonly Finding[]): void => {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  const others = errors.length > 1 ? ` (e altri ${errors.length - 1})` : '';
  throw new BusinessError('draft.unsound', {
    message: `Ci sono errori da correggere. ${first.file}: ${first.message}${others}`,
    remedy:
      'La versione in vigore non è cambiata. La pagina della bozza elenca gli errori: correggili e riprova.',
  });
};

/**
 * What would be published of a draft's files, and what the gym takes of it: a faulty diagram can stop an engine.
 * @throws BusinessError `draft.unsound` when the checks find errors, or it is not the procedure it was begun as
 */
export const soundBundle = async (
  town: Town,
  procedureId: string,
  files: FolderFiles,
): Promise<ProcedureBundle> => {
  demandNone(await lintFiles(files, optionsOf(town)));
  const read = bundleOfFiles(files);
  if ('faults' in read) throw new Error(read.faults.map(({ message }) => message).join('\n'));
  const { id } = read.bundle.sheet;
  if (id !== procedureId) {
    throw new BusinessError('draft.unsound', {
      message: `La scheda dice che il procedimento si chiama «${id}», la bozza è di «${procedureId}».`,
      remedy: 'Rimetti nella scheda il codice di prima. Per un altro procedimento inizia una bozza nuova.',
    });
  }
  return withShared(read.bundle);
};

/** As `soundBundle`, of something that was published before: offices and workers may have changed since. */
export const demandStillSound = async (town: Town, bundle: ProcedureBundle): Promise<void> =>
  demandNone(await lintBundle(bundle, optionsOf(town)));
