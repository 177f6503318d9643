import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { inRepo } from '../../../core/paths.js';
import type { ReadingAnswer, ReadingJob } from './main.js';

/** For one document; starting the thread is in it the first time. */
const timeLimitMs = 30_000;
const memoryLimitMb = 384;

/** As in templates/thread: TypeScript in a thread needs tsx registered by hand. */
const loader = pathToFileURL(inRepo('node_modules/tsx/dist/esm/api/index.mjs')).href;
const entry = new URL('./main.ts', import.meta.url).href;
const boot = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;

export interface ReadingThread {
  /** @throws Error when the document is damaged, or takes more time or memory than it may */
  read(job: ReadingJob): Promise<string>;
  close(): Promise<void>;
}

/** A thread that reads one document after another; one that it chokes on ends it, and the next gets a new thread. */
export const readingThread = (): ReadingThread => {
  let worker: Worker | undefined;
  const start = (): Worker =>
    new Worker(boot, {
      eval: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    });
  const end = async (): Promise<void> => {
    const ending = worker;
    worker = undefined;
    ending?.removeAllListeners();
    await ending?.terminate();
  };
  return {
    read: (job) =>
      new Promise((resolve, reject) => {
        const thread = (worker ??= start());
        const giveUp = (error: Error): void => {
          clearTimeout(timer);
          void end().then(() => reject(error));
        };
        const timer = setTimeout(() => giveUp(new Error('reading took too long')), timeLimitMs);
        thread.removeAllListeners();
        thread.once('error', giveUp);
        thread.once('exit', () => giveUp(new Error('the reading thread ended')));
        thread.once('message', (answer: ReadingAnswer) => {
          clearTimeout(timer);
          if ('text' in answer) resolve(answer.text);
          else reject(new Error(answer.error));
        });
        thread.postMessage(job);
      }),
    close: end,
  };
};
