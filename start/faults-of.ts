import { relative } from 'node:path';
import { inRepo } from '../core/paths.js';
import { loadMunicipality } from '../processes/catalogue/municipality.js';
import type { Check } from '../processes/catalogue/publish.js';

/** What forbids publishing a folder, by lint. Its rules are loaded only when something has changed: most starts need none. */
export const faultsOf: Check = async (bundle, path) => {
  const { lintBundle } = await import('../processes/catalogue/lint/lint.js');
  const { workerContracts } = await import('../workers/contracts.js');
  const folder = relative(inRepo('.'), path);
  const municipality = await loadMunicipality();
  const findings = await lintBundle(bundle, { contracts: workerContracts, municipality, folder });
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ file, elementName, message }) => `${file}${elementName ? ` «${elementName}»` : ''}: ${message}`);
};
