import { randomUUID } from 'node:crypto';
import type { Actor } from '../../core/actor.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { completeTask } from '../../db/transactions/complete-task.js';
import { openCase } from '../../db/transactions/open-case.js';
import { caseState } from '../../processes/catalogue/scenario/case-state.js';

const inOffice = (officeId: string): Actor => ({
  id: null,
  name: 'Misura',
  roles: ['operator', 'officer', 'responsible'],
  officeId,
});

/** The shortest way with a letter: not receivable, signed, registered, handed over. */
export const shortWay: Record<string, { office: string; data: JsonObject }> = {
  Task_CheckDeclaration: {
    office: 'demografici',
    data: { responsabile: 'franco', ricevibile: 'no', motivazione: 'La dichiarazione non è firmata.' },
  },
  Task_Sign: { office: 'demografici', data: { bozzaLetta: true } },
  Task_HandOver: { office: 'sportello', data: { consegnaData: '2026-03-10', consegnaModo: 'mani' } },
};

/** Opens one case for a person of its own. @returns its id */
export const openOne = async (services: Services, name: string): Promise<string> => {
  const version = await services.catalogue.latest('cambio-residenza');
  const at = new Date();
  const [party] = (await services
    .db('party')
    .insert({ kind: 'person', family_name: name, no_code_reason: 'misura', created_at: at, updated_at: at })
    .returning('id')) as { id: string }[];
  const { caseId } = await openCase(services, inOffice('sportello'), {
    procedureVersionId: version?.id ?? '',
    applicantId: party?.id ?? '',
    application: { indirizzo: 'via Roma', civico: '1', firmaPresente: 'no' },
    attachments: [],
    submissionToken: randomUUID(),
  });
  return caseId;
};

const toTheEnd = async (services: Services, caseId: string): Promise<void> => {
  const done = new Set<string>();
  for (;;) {
    const { status, tasks } = await caseState(services.db, caseId, services.clock.now());
    if (status === 'closed') return;
    const task = tasks.find(({ key }) => !done.has(key));
    const way = task && shortWay[task.elementId];
    if (task && way) {
      done.add(task.key);
      await completeTask(services, inOffice(way.office), { jobKey: task.key, data: way.data });
    } else await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

/** Cases from the opening to the end through the whole stack, 16 at once. @returns cases per second */
export const measureCases = async (
  services: Services,
  count: number,
): Promise<{ perSecond: number; openedPerSecond: number }> => {
  const begun = performance.now();
  let opened = 0;
  let openedAt = begun;
  const lane = async (): Promise<void> => {
    while (opened < count) {
      opened += 1;
      const caseId = await openOne(services, `Misura ${opened}`);
      openedAt = performance.now();
      await toTheEnd(services, caseId);
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  const seconds = (ms: number): number => ms / 1000;
  return {
    perSecond: count / seconds(performance.now() - begun),
    openedPerSecond: count / seconds(openedAt - begun),
  };
};
