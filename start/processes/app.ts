import { runOrExplain } from '../process.js';

// All roles in one process: what npm start runs beside Postgres and Zeebe.
runOrExplain();
