import { runOrExplain } from '../process.js';

runOrExplain('dispatcher');
