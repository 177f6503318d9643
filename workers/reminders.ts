import { errorText } from '../core/errors.js';
import type { Services } from '../core/services.js';
import { remindQuestions } from '../db/transactions/remind-questions.js';

/** How late a reminder may be (milliseconds of the wall clock); the clock may be moved meanwhile. */
const lookEveryMs = 2_000;

/**
 * Looks for what has become overdue, again and again. What it finds is in Postgres, so nothing is lost while no process
 * runs; several may look together.
 */
export const startReminders = (services: Services): { stop(): Promise<void> } => {
  let running: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    running = running
      .then(() => remindQuestions(services))
      .catch((error: unknown) =>
        services.log.warn({ error: errorText(error) }, 'reminders could not be made'),
      );
  };
  const timer = setInterval(look, lookEveryMs);
  look();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
};
