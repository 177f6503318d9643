import { parentPort } from 'node:worker_threads';
import { errorText } from '../../../core/errors.js';
import type { DrawingAnswer, DrawingJob } from './protocol.js';
import { loadDrawer } from './viewer.js';

/** The drawing thread: bpmn-js takes a fifth of a second for a procedure, which would hold up everybody's pages. */
const drawer = loadDrawer();

const perform = async ({ id, xml, title }: DrawingJob): Promise<DrawingAnswer> => {
  try {
    const draw = await drawer;
    return { id, svg: await draw(xml, title) };
  } catch (error) {
    return { id, error: errorText(error) };
  }
};

const port = parentPort;
let turn = Promise.resolve();
port?.on('message', (job: DrawingJob) => {
  turn = turn.then(async () => port.postMessage(await perform(job)));
});
