import { runOrExplain } from '../process.js';

runOrExplain('web');
