import type { Services } from '../../core/services.js';
import { caseState, type OpenTaskState } from '../../processes/catalogue/scenario/case-state.js';
import { loggedIn } from '../helpers/http-session.js';
import { openOne } from './cases.js';
import { percentile } from './figures.js';

const taskOf = async (services: Services, caseId: string, elementId: string): Promise<OpenTaskState> => {
  for (;;) {
    const { tasks } = await caseState(services.db, caseId, services.clock.now());
    const found = tasks.find((task) => task.elementId === elementId);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

/**
 * From the button «completa» pressed on a task's page to the next task of the case being there for the page: the request,
 * the outbox, the engine, a worker, the stream and the projection.
 */
export const measureNextTask = async (
  services: Services,
  url: string,
  rounds: number,
): Promise<{ p50: number; p95: number }> => {
  const session = await loggedIn(url, 'franco');
  const durations: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const caseId = await openOne(services, `Attesa ${round}`);
    const first = await taskOf(services, caseId, 'Task_CheckDeclaration');
    const page = await session.get(`/tasks/${first.key}`);
    const from = performance.now();
    const fields = { ricevibile: 'no', motivazione: 'La dichiarazione non è firmata.', action: 'complete' };
    const [answer] = await Promise.all([
      session.submit(page, fields, new RegExp(first.key)),
      taskOf(services, caseId, 'Task_Sign').then(() => durations.push(performance.now() - from)),
    ]);
    if (answer.status >= 400) throw new Error(`completing answered ${answer.status}`);
  }
  return { p50: percentile(durations, 0.5), p95: percentile(durations, 0.95) };
};
