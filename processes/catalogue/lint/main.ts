import { relative } from 'node:path';
import { errorText } from '../../../core/errors.js';
import { inRepo } from '../../../core/paths.js';
import { workerContracts } from '../../../workers/contracts.js';
import { filesOfProcedure, readFolder } from '../folder-files.js';
import { loadMunicipality } from '../municipality.js';
import { procedureFolders } from '../publish.js';
import { inLine, type Finding } from './finding.js';
import { lintFiles } from './lint-files.js';

/** `npm run lint:processes`: checks every folder of processes/; exit code 1 if a procedure can't be published. */
const municipality = await loadMunicipality();

const lintFolder = async (path: string): Promise<Finding[]> => {
  const folder = relative(inRepo('.'), path);
  try {
    const files = await readFolder(path, filesOfProcedure);
    return await lintFiles(files, { contracts: workerContracts, municipality, folder });
  } catch (error) {
    const nowhere = { elementId: null, elementName: null, rule: 'readable', severity: 'error' } as const;
    return [{ ...nowhere, file: folder, message: errorText(error) }];
  }
};

const findings = (await Promise.all((await procedureFolders()).map(lintFolder))).flat();
for (const finding of findings) process.stdout.write(`${inLine(finding)}\n`);
const errors = findings.filter(({ severity }) => severity === 'error').length;
process.stdout.write(`${errors} errori, ${findings.length - errors} avvisi\n`);
process.exitCode = errors > 0 ? 1 : 0;
