import { runOrExplain } from '../process.js';

runOrExplain('stream');
