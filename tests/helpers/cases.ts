import { randomUUID } from 'node:crypto';
import type { Actor } from '../../core/actor.js';
import type { JsonObject } from '../../core/json.js';
import { completeTask } from '../../db/transactions/complete-task.js';
import { openCase } from '../../db/transactions/open-case.js';
import { createParty } from '../../db/transactions/parties.js';
import type { EngineWorld } from './engine.js';

/** Somebody of an office who may do everything there. */
const somebodyOf = (officeId: string): Actor => ({
  id: null,
  name: 'Prova',
  roles: ['operator', 'officer', 'responsible'],
  officeId,
});

/** Opens a case for a new person, as the desk does. */
export const openedCase = async (
  { services }: EngineWorld,
  procedureId: string,
  { person, application }: { person: Record<string, string>; application: JsonObject },
): Promise<{ id: string; number: string }> => {
  const version = await services.catalogue.latest(procedureId);
  if (!version) throw new Error(`${procedureId} is not published`);
  const desk = somebodyOf('sportello');
  const { caseId, caseNumber } = await openCase(services, desk, {
    procedureVersionId: version.id,
    applicantId: await createParty(services, desk, { kind: 'person', ...person }),
    application,
    attachments: [],
    submissionToken: randomUUID(),
  });
  return { id: caseId, number: caseNumber };
};

/** The key of a case's open task, once the engine has come to it. */
export const comingTask = async (
  { services: { db } }: EngineWorld,
  caseId: string,
  elementId: string,
): Promise<string> => {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const job = (await db('engine_job as job')
      .join('engine_instance as instance', 'instance.key', 'job.instance_key')
      .where({ 'instance.case_id': caseId, 'job.element_id': elementId, 'job.state': 'created' })
      .first('job.key')) as { key: string } | undefined;
    if (job) return job.key;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${elementId} does not come`);
};

/** Does a task in the name of its office, as soon as it comes. */
export const doneTask = async (
  world: EngineWorld,
  caseId: string,
  { element, office, data }: { element: string; office: string; data: JsonObject },
): Promise<void> => {
  const jobKey = await comingTask(world, caseId, element);
  await completeTask(world.services, somebodyOf(office), { jobKey, data });
};
