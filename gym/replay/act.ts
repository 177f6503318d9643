import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../core/json.js';
import { Delivery } from '../../db/models/delivery.js';
import { PaymentNotice } from '../../db/models/payment-notice.js';
import { completeTask } from '../../db/transactions/complete-task.js';
import { handOverLetter } from '../../db/transactions/hand-over-letter.js';
import { receiveAct } from '../../db/transactions/receive-act.js';
import { centsText } from '../../law/payments.js';
import { dated } from '../../processes/catalogue/scenario/dated.js';
import { doMoney } from '../../processes/catalogue/scenario/money.js';
import { officer, operator } from '../../processes/catalogue/scenario/people.js';
import { deliver, deliveryOf } from '../../processes/catalogue/scenario/post.js';
import { stateOf } from '../../processes/catalogue/scenario/watch.js';
import type { ScenarioWorld } from '../../processes/catalogue/scenario/world.js';
import type { Act } from './decided.js';

interface Replayed {
  caseId: string;
  /** ISO day on which it was presented in the gym. */
  presentedOn: string;
}

/**
 * Does again what somebody did, if the case has a place for it now.
 * @returns false when nothing waits for it (yet)
 */
export const redo = async (world: ScenarioWorld, file: Replayed, act: Act): Promise<boolean> => {
  const { services } = world;
  const { caseId } = file;
  if ('task' in act) return redoTask(world, file, act);
  if ('message' in act) {
    if (!(await waitsFor(world, caseId, act.message))) return false;
    const data = dated(act.data, file.presentedOn);
    await receiveAct(services, operator, {
      caseId,
      messageName: act.message,
      data,
      attachments: [],
      submissionToken: randomUUID(),
    });
    return true;
  }
  if ('pay' in act) {
    const open = await PaymentNotice.query(services.db).findOne({ case_id: caseId, status: 'open' });
    if (!open) return false;
    const pay = { amount: centsText(act.pay), by: 'Persona di prova', notice: 'newest' as const };
    return (await doMoney(services, caseId, { pay })) === null;
  }
  if ('handOver' in act) {
    const waiting = await Delivery.query(services.db)
      .whereRaw('letter_id in (select id from letter where case_id = ?)', [caseId])
      .findOne({ status: 'to-hand-over' });
    if (waiting) await handOverLetter(services, operator, { deliveryId: waiting.id });
    return waiting !== undefined;
  }
  const delivery = await deliveryOf(services, caseId, act);
  if (delivery) await deliver(services, operator, delivery, act);
  return delivery !== undefined;
};

const redoTask = async (
  world: ScenarioWorld,
  { caseId, presentedOn }: Replayed,
  { task: elementId, office, data }: Extract<Act, { task: string }>,
): Promise<boolean> => {
  const { tasks } = await stateOf(world, caseId);
  const open = tasks.filter((one) => one.elementId === elementId);
  const task = open.find(({ groups }) => groups.includes(office)) ?? open[0];
  if (!task) return false;
  const doer = task.groups.includes(office) ? office : (task.groups[0] ?? '');
  await completeTask(world.services, officer(doer), {
    jobKey: task.key,
    data: await withOwnPeople(world, doer, dated(data, presentedOn)),
  });
  return true;
};

/** Who was made responsible then isn't in the gym: somebody of the office there is. */
const withOwnPeople = async (
  { services }: ScenarioWorld,
  officeId: string,
  data: JsonObject,
): Promise<JsonObject> => {
  if (typeof data['responsabile'] !== 'string') return data;
  const account = (await services
    .db('account')
    .where({ office_id: officeId, active: true })
    .orderBy('username')
    .first('username')) as { username: string } | undefined;
  return account ? { ...data, responsabile: account.username } : data;
};

const waitsFor = async ({ services }: ScenarioWorld, caseId: string, message: string): Promise<boolean> =>
  (await services
    .db('engine_subscription as subscription')
    .join('engine_instance as instance', 'instance.key', 'subscription.instance_key')
    .where({ 'instance.case_id': caseId, message_name: message, 'subscription.state': 'open' })
    .first('message_name')) !== undefined;
