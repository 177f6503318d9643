import { errorText } from '../core/errors.js';
import type { Services } from '../core/services.js';
import { remindQuestions } from '../db/transactions/remind-questions.js';

/** How late a reminder may be (milliseconds of the wall clock). */
const lookEveryMs = 30_000;

/**
 * Looks for what has become overdue, again and again, and at once when the office's clock is moved. What it finds is in
 * Postgres, so nothing is lost while no process runs; several may look together.
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
  services.listener.on('clock', () => setTimeout(look, 200).unref()); // after this process has heard of it, too
  look();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
};
