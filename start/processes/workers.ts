import { runOrExplain } from '../process.js';

runOrExplain('workers');
