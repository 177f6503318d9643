import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { inRepo } from '../../../core/paths.js';
import type { DrawingAnswer, DrawingJob } from './protocol.js';

/** Loading jsdom and, the first time, bundling bpmn-js are in it. A drawing itself takes well under a second. */
const timeLimitMs = 30_000;
const memoryLimitMb = 512;

/** As in templates/thread: TypeScript in a thread needs tsx registered by hand. */
const loader = pathToFileURL(inRepo('node_modules/tsx/dist/esm/api/index.mjs')).href;
const entry = new URL('./main.ts', import.meta.url).href;
const boot = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;

interface Waiting {
  resolve: (svg: string) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/** The process's one drawing thread: it starts with the first drawing and never keeps the process alive by itself. */
let current: { worker: Worker; waiting: Map<number, Waiting> } | undefined;
let lastId = 0;

const start = (): NonNullable<typeof current> => {
  const worker = new Worker(boot, {
    eval: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
  });
  const thread = { worker, waiting: new Map<number, Waiting>() };
  worker.on('message', (answer: DrawingAnswer) => {
    const waiting = thread.waiting.get(answer.id);
    if (!waiting) return;
    forget(thread, answer.id);
    if ('svg' in answer) waiting.resolve(answer.svg);
    else waiting.reject(new Error(answer.error));
  });
  worker.on('error', (error) => abandon(thread, error));
  worker.on('exit', () => abandon(thread, new Error('the drawing thread ended')));
  worker.unref();
  return thread;
};

const forget = ({ worker, waiting }: NonNullable<typeof current>, id: number): void => {
  clearTimeout(waiting.get(id)?.timer);
  waiting.delete(id);
  if (waiting.size === 0) worker.unref();
};

/** Fails all that wait; the next drawing gets a new thread. */
const abandon = (thread: NonNullable<typeof current>, error: Error): void => {
  if (current === thread) current = undefined;
  for (const [id, { reject }] of thread.waiting) {
    forget(thread, id);
    reject(error);
  }
  void thread.worker.terminate();
};

/** @throws Error when the diagram can't be drawn, or takes more time or memory than it may */
export const drawInThread = (job: Omit<DrawingJob, 'id'>): Promise<string> =>
  new Promise((resolve, reject) => {
    const thread = (current ??= start());
    const id = ++lastId;
    const timer = setTimeout(
      () => abandon(thread, new Error('Il disegno del diagramma richiede troppo tempo.')),
      timeLimitMs,
    );
    thread.waiting.set(id, { resolve, reject, timer });
    thread.worker.ref();
    thread.worker.postMessage({ ...job, id } satisfies DrawingJob);
  });
