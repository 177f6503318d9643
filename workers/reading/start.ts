import { errorText } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { readNext } from './read-next.js';
import { readingThread } from './thread/thread.js';

/** How often documents are looked for that nobody told of, or whose turn came again. */
const everyMs = 60_000;

/**
 * Reads new documents for the search, one at a time, beside everything else: woken when one is stored, and once a minute.
 * An error of the data bank is logged and tried again.
 */
export const startReading = (services: Services): { stop(): Promise<void> } => {
  const { listener, log } = services;
  const thread = readingThread();
  let stopped = false;
  let wanted = false;
  let running: Promise<void> | undefined;

  const readAll = async (): Promise<void> => {
    while (wanted && !stopped) {
      wanted = false;
      while (!stopped && (await readNext(services, thread)) === 'done');
    }
  };
  const wake = (): void => {
    wanted = true;
    running ??= readAll()
      .catch((error: unknown) =>
        log.warn({ error: errorText(error) }, 'documents could not be read, trying again'),
      )
      .finally(() => (running = undefined));
  };
  listener.on('document', wake);
  const timer = setInterval(wake, everyMs);
  timer.unref();
  wake();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
      await thread.close();
    },
  };
};
