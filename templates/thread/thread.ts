import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { inRepo } from '../../core/paths.js';
import type { RenderAnswer, RenderJob } from './protocol.js';

/** The job took longer than it may, or ended the thread: the thread has been replaced. */
export class ThreadStopped extends Error {}

/** Reading fonts and loading code takes a second; a minute means that it will never be ready. */
const startLimitMs = 60_000;

/**
 * Typst keeps about 0.2 MB of every letter for good, outside JavaScript's heap; a thread that ends gives it back. So a
 * thread retires after `restful` letters when nobody waits, and after `tired` even if somebody does.
 */
const retirement = { restful: 200, tired: 1_000 };

const closed = (): Error => new Error('the letter composer is closed');

interface Waiting {
  job: RenderJob;
  resolve: (answer: RenderAnswer) => void;
  reject: (error: Error) => void;
}

export interface RenderThread {
  run(job: RenderJob): Promise<RenderAnswer>;
  close(): Promise<void>;
}

/**
 * TypeScript runs as it is, so the thread first registers tsx's loader. `--import tsx` in `execArgv` doesn't do: tsx only
 * registers itself so in a main thread, and vitest's main thread has no tsx at all.
 */
const loader = pathToFileURL(inRepo('node_modules/tsx/dist/esm/api/index.mjs')).href;
const entry = new URL('./main.ts', import.meta.url).href;
const boot = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;

/**
 * One typesetting thread and its queue. A job that takes longer than `timeLimitMs`, or more memory than `memoryLimitMb`,
 * is answered with ThreadStopped; the thread is thrown away and the next job gets a new one.
 */
export const createRenderThread = (options: { timeLimitMs: number; memoryLimitMb: number }): RenderThread => {
  const queue: Waiting[] = [];
  let current: Waiting | undefined;
  let worker: Worker | undefined;
  let isReady = false;
  let isClosed = false;
  let served = 0;
  let timer: NodeJS.Timeout | undefined;
  const stopping = new Set<Promise<number>>();

  const start = (): Worker => {
    const started = new Worker(boot, {
      eval: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: options.memoryLimitMb, stackSizeMb: 4 },
    });
    started.unref();
    const startTimer = setTimeout(() => discard(started, 'non è pronto'), startLimitMs).unref();
    started.on('message', (message: 'ready' | RenderAnswer) => {
      if (started !== worker) return;
      if (message === 'ready') {
        isReady = true;
        clearTimeout(startTimer);
      }
      if (message !== 'ready') {
        settle(({ resolve }) => resolve(message));
        served += 1;
        if (served >= (queue.length === 0 ? retirement.restful : retirement.tired)) replace(started);
      }
      next();
    });
    started.on('error', (error) =>
      discard(started, `il modello ha chiesto troppa memoria o ha fermato il compositore (${error.message})`),
    );
    started.on('exit', () => discard(started, 'il compositore si è fermato'));
    return started;
  };

  const settle = (finish: (waiting: Waiting) => void): void => {
    clearTimeout(timer);
    worker?.unref();
    const waiting = current;
    current = undefined;
    if (waiting) finish(waiting);
  };

  const dismiss = (ending: Worker): void => {
    worker = undefined;
    isReady = false;
    served = 0;
    const ended = ending.terminate();
    stopping.add(ended);
    void ended.finally(() => stopping.delete(ended));
  };

  /** The next one starts at once, so that the next letter need not wait for it. */
  const replace = (tired: Worker): void => {
    dismiss(tired);
    worker = start();
  };

  const discard = (stopped: Worker, why: string): void => {
    if (stopped !== worker) return;
    const wasReady = isReady;
    dismiss(stopped);
    if (current) settle(({ reject }) => reject(new ThreadStopped(why)));
    else if (!wasReady) queue.shift()?.reject(new Error(`the typesetting thread does not start: ${why}`));
    next();
  };

  const next = (): void => {
    if (current || queue.length === 0 || isClosed) return;
    worker ??= start();
    worker.ref();
    if (!isReady) return;
    current = queue.shift();
    if (!current) return;
    const busy = worker;
    timer = setTimeout(
      () => discard(busy, `il modello ha superato il tempo concesso (${options.timeLimitMs} ms)`),
      options.timeLimitMs,
    );
    busy.postMessage(current.job);
  };

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(closed());
        queue.push({ job, resolve, reject });
        next();
      }),
    close: async () => {
      isClosed = true;
      const ending = worker;
      worker = undefined;
      for (const { reject } of queue.splice(0)) reject(closed());
      settle(({ reject }) => reject(closed()));
      await ending?.terminate();
      await Promise.all(stopping);
    },
  };
};
