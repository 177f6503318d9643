import { systemActor } from '../core/actor.js';
import type { Services } from '../core/services.js';
import { comeOfAge } from '../db/transactions/casework/come-of-age.js';
import { answerDueExchanges } from '../db/transactions/answer-exchanges.js';
import { checkUnchecked } from '../db/transactions/check-viruses.js';
import { makeMissingDays } from '../db/transactions/daily-register.js';
import { readMailbox } from '../papers/pec/mailbox.js';
import { publishDue } from '../db/transactions/workshop/publication/publish-due.js';
import { remindQuestions } from '../db/transactions/remind-questions.js';
import { createScanFolder } from '../papers/scan-folder.js';
import { exchangeWithPagopa } from '../workers/tell-pagopa.js';
import { startRoutine, type Routine } from './routine.js';

/** What the program does by itself from time to time. Several processes may run it: each piece of work is done once. */
export const startRoutines = (services: Services): Routine[] => {
  const { log, config } = services;
  const routines = [
    startRoutine({ name: 'coming of age', everyMs: 60_000, log, work: () => comeOfAge(services) }),
    startRoutine({
      name: 'daily register',
      everyMs: 60_000,
      log,
      work: () => makeMissingDays(services, systemActor),
    }),
    startRoutine({
      name: 'pagopa',
      everyMs: config.PAGOPA_URL ? 60_000 : 5_000,
      log,
      work: () => exchangeWithPagopa(services),
    }),
    startRoutine({ name: 'publications', everyMs: 60_000, log, work: () => publishDue(services) }),
    startRoutine({ name: 'reminders', everyMs: 2_000, log, work: () => remindQuestions(services) }),
  ];
  routines.push(
    startRoutine({
      name: 'answers from outside',
      everyMs: 1_000,
      log,
      work: () => answerDueExchanges(services),
    }),
  );
  if (config.CLAMD_ADDRESS) {
    routines.push(
      startRoutine({ name: 'antivirus', everyMs: 30_000, log, work: () => checkUnchecked(services) }),
    );
  }
  if (config.SPORTELLO_SCAN_FOLDER) {
    const folder = createScanFolder(services, config.SPORTELLO_SCAN_FOLDER);
    routines.push(startRoutine({ name: 'scan folder', everyMs: 2_000, log, work: () => folder.look() }));
  }
  if (config.PEC_IMAP_URL) {
    routines.push(
      startRoutine({ name: 'PEC mailbox', everyMs: 30_000, log, work: () => readMailbox(services) }),
    );
  }
  return routines;
};
