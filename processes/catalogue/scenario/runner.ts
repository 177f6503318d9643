import { randomUUID } from 'node:crypto';
import { BusinessError, errorText } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { CaseFile } from '../../../db/models/case-file.js';
import { completeTask } from '../../../db/transactions/complete-task.js';
import { openCase } from '../../../db/transactions/open-case.js';
import { receiveAct } from '../../../db/transactions/receive-act.js';
import { dateInRome } from '../../../law/calendar.js';
import type { CaseState } from './case-state.js';
import { doCasework, isCaseworkStep } from './casework.js';
import { dated } from './dated.js';
import { aheadBy, aheadOfDay, aheadOfTerm } from './days.js';
import { compare, passedBy } from './outcome.js';
import { deliver, deliveryOf } from './post.js';
import { doMoney, isMoneyStep } from './money.js';
import { applicantOf, officer, operator } from './people.js';
import type { NamedScenario, Request, Scenario, ScenarioStep } from './schema.js';
import { settle, stateOf, unlessBlocked, until } from './watch.js';
import type { ScenarioWorld } from './world.js';

/** What came of a walk: nothing wrong, or every sentence that says what was otherwise. */
export interface ScenarioResult {
  caseId: string;
  problems: string[];
  /** Elements passed, for the report of coverage. */
  passed: string[];
}

/** What a transaction refuses is told like any other problem of the step. */
const inWords = (error: unknown): string =>
  error instanceof BusinessError ? `${error.message} ${JSON.stringify(error.details)}` : errorText(error);

/** The sentence with which a step is refused. @throws anything that isn't such a sentence */
const refusalOf = (error: unknown): string => {
  if (error instanceof BusinessError) return `${error.message} ${error.remedy}`;
  throw error;
};

/**
 * Walks a procedure on the real engine through the same business transactions that the pages use.
 * Stops at the first step that can't be done; what is expected at the end is compared whole.
 */
export const runScenario = async (world: ScenarioWorld, named: NamedScenario): Promise<ScenarioResult> => {
  const { services } = world;
  const { scenario } = named;
  const version = await services.catalogue.latest(named.procedureId);
  if (!version) return { caseId: '', problems: [`${named.procedureId} non è pubblicato`], passed: [] };
  if (scenario.presented)
    await world.advance(aheadOfDay(services.clock, scenario.presented), () => Promise.resolve());
  const caseId = await present(services, version.id, scenario);
  const problem = await walkAll(world, caseId, scenario.steps);
  if (problem) return { caseId, problems: [problem], passed: await passedBy(services, caseId) };
  const ended = await unlessBlocked(world, caseId, (state) => state.status === 'closed' && !state.isMoving);
  if (!ended)
    return {
      caseId,
      problems: [`non finisce: ${describe(await stateOf(world, caseId))}`],
      passed: await passedBy(services, caseId),
    };
  const passed = await passedBy(services, caseId);
  return {
    caseId,
    problems: await compare(services, caseId, { scenario, passed, length: version.sheet.term }),
    passed,
  };
};

/** Opens a case at the desk. @returns its id */
const present = async (
  services: Services,
  procedureVersionId: string,
  { applicant, application }: Request,
): Promise<string> => {
  const { caseId } = await openCase(services, operator, {
    procedureVersionId,
    applicantId: await applicantOf(services, applicant),
    application: dated(application, today(services)),
    attachments: [],
    submissionToken: randomUUID(),
  });
  return caseId;
};

/** Does the steps until one can't be done. @returns what went wrong there, or null */
const walkAll = async (
  world: ScenarioWorld,
  caseId: string,
  steps: ScenarioStep[],
): Promise<string | null> => {
  for (const [index, step] of steps.entries()) {
    const problem = await walk(world, caseId, step).catch(inWords);
    if (problem) return `passo ${index + 1}: ${problem}`;
  }
  return null;
};

/** Another person's case of the same procedure, which stands still where its steps end. */
const walkAnother = async (
  world: ScenarioWorld,
  caseId: string,
  { steps, ...request }: Request & { steps: ScenarioStep[] },
): Promise<string | null> => {
  const { db } = world.services;
  const { procedureVersionId } = await CaseFile.query(db).findById(caseId).throwIfNotFound();
  const otherId = await present(world.services, procedureVersionId, request);
  const problem = await walkAll(world, otherId, steps);
  if (problem) return `la pratica di un altro, ${problem}`;
  await settle(world, otherId);
  return null;
};

const describe = ({ tasks, incidents, status }: CaseState): string =>
  `pratica ${status === 'closed' ? 'chiusa' : 'aperta'}; compiti aperti: ${tasks.map(({ elementId }) => elementId).join(', ') || 'nessuno'}` +
  (incidents.length > 0 ? `; blocchi: ${incidents.join('; ')}` : '');

const today = ({ clock }: Services): string => dateInRome(clock.now());

/** Does one step. @returns what went wrong, or null */
const walk = async (world: ScenarioWorld, caseId: string, step: ScenarioStep): Promise<string | null> => {
  const { services } = world;
  const open = (elementId: string, office?: string) =>
    unlessBlocked(world, caseId, ({ tasks }) =>
      tasks.find((task) => task.elementId === elementId && (!office || task.groups.includes(office))),
    );
  if ('task' in step) {
    const task = await open(step.task, step.office);
    if (!task) {
      const whose = step.office ? ` per ${step.office}` : '';
      return `il compito ${step.task}${whose} non c’è: ${describe(await stateOf(world, caseId))}`;
    }
    const office = step.office ?? task.groups[0] ?? '';
    await completeTask(services, officer(office), {
      jobKey: task.key,
      data: dated(step.do, today(services)),
    });
    return null;
  }
  if ('refuse' in step) {
    const { refuse: id, says, ...done } = step;
    const answer = await walk(world, caseId, { ...done, task: id }).catch(refusalOf);
    return answer?.includes(says)
      ? null
      : `${id} doveva essere rifiutato con «${says}»: ${answer ?? 'è passato'}`;
  }
  if ('refuseMessage' in step) {
    const answer = await receive(world, caseId, step.refuseMessage, {}).catch(refusalOf);
    return answer?.includes(step.says)
      ? null
      : `${step.refuseMessage} doveva essere rifiutato con «${step.says}»: ${answer ?? 'è passato'}`;
  }
  if ('message' in step) return receive(world, caseId, step.message, dated(step.data, today(services)));
  if ('expectTask' in step)
    return (await open(step.expectTask))
      ? null
      : `manca il compito ${step.expectTask}: ${describe(await stateOf(world, caseId))}`;
  if ('expectLetter' in step)
    return (await until(world, caseId, () => hasLetter(services, caseId, step.expectLetter)))
      ? null
      : `manca la lettera ${step.expectLetter}: ${describe(await stateOf(world, caseId))}`;
  if ('receipt' in step || 'registeredMail' in step) {
    const delivery = await until(world, caseId, async () => deliveryOf(services, caseId, step));
    if (!delivery) return `nessuna lettera aspetta: ${describe(await stateOf(world, caseId))}`;
    await deliver(services, operator, delivery, step);
    return null;
  }
  if ('another' in step) return walkAnother(world, caseId, step.another);
  await settle(world, caseId);
  if (isCaseworkStep(step)) return doCasework(services, caseId, step);
  if (isMoneyStep(step)) return doMoney(services, caseId, step);
  if ('advance' in step || 'passTerm' in step) {
    const { clock } = services;
    const ahead = 'advance' in step ? aheadBy(clock, step.advance) : aheadOfTerm(clock, step.passTerm);
    await world.advance(ahead, () => settle(world, caseId));
    return null;
  }
  if ('correctTaxCode' in step) {
    const file = services.db('case_file').where({ id: caseId }).select('applicant_id');
    await services.db('party').whereIn('id', file).update({ tax_code: step.correctTaxCode });
    return null;
  }
  // A timer that has just become due fires a moment later.
  const gone = await until(world, caseId, async () => {
    const { tasks } = await stateOf(world, caseId);
    return !tasks.some(({ elementId }) => elementId === step.expectNoTask);
  });
  return gone ? null : `c’è ancora ${step.expectNoTask}`;
};

const hasLetter = async ({ db }: Services, caseId: string, code: string): Promise<boolean> =>
  (await db('letter').where({ case_id: caseId, code }).first('id')) !== undefined;

const receive = async (
  world: ScenarioWorld,
  caseId: string,
  messageName: string,
  data: Scenario['application'],
): Promise<string | null> => {
  const { services } = world;
  const awaited = await until(world, caseId, async () => {
    const rows = (await services
      .db('engine_subscription as subscription')
      .join('engine_instance as instance', 'instance.key', 'subscription.instance_key')
      .where({ 'instance.case_id': caseId, message_name: messageName, 'subscription.state': 'open' })
      .select('message_name')) as unknown[];
    return rows.length > 0;
  });
  if (!awaited) return `la pratica non aspetta ${messageName}: ${describe(await stateOf(world, caseId))}`;
  await receiveAct(services, operator, {
    caseId,
    messageName,
    data,
    attachments: [],
    submissionToken: randomUUID(),
  });
  return null;
};
