// npm start: prepares the clone, then hands over to start/main.ts in this same process.
import { prepare, say } from './prepare.mjs';

say('Sportello si avvia.');
prepare();
const { register } = await import('tsx/esm/api');
register();
await import('../start/main.ts');
