import { loadFolder } from './processes/catalogue/bundle.js';
import { lintBundle } from './processes/catalogue/lint/lint.js';
import { loadMunicipality } from './processes/catalogue/municipality.js';
import { workerContracts } from './workers/contracts.js';
const folder='tests/engine/silence-procedure';
console.log(JSON.stringify(await lintBundle(await loadFolder(folder),{contracts:workerContracts,municipality:await loadMunicipality(),folder}),null,1));
