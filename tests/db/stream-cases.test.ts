import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigKey, element, exporterOn, type Exporter, type WrittenRecord } from './engine-records.js';
import { testOffice, type Office } from './workers-office.js';

let office: Office;
let exporter: Exporter;
beforeAll(async () => {
  office = await testOffice();
  await office.services.db('engine_epoch').update({ current: false });
  exporter = await exporterOn(office.services.db);
});
afterAll(async () => {
  await exporter.stream.stop();
  await office.close();
});

let instances = 700;
/** A case and what the engine says of its instance: whose it is, in one lane, and that it began and ended, in the other. */
const ranThrough = async (): Promise<{ caseId: string; whose: WrittenRecord; ran: WrittenRecord[] }> => {
  const caseId = await office.opens('abbattimento-alberi');
  const key = bigKey((instances += 1));
  const ofIt = ({ value, ...record }: WrittenRecord): WrittenRecord => ({
    ...record,
    position: String(instances * 10 + Number(record.position)),
    value: { ...value, processInstanceKey: `#${key}` },
  });
  const whose = {
    valueType: 'MESSAGE_START_EVENT_SUBSCRIPTION',
    intent: 'CORRELATED',
    key: bigKey(instances + 100),
    position: '1',
    value: { correlationKey: caseId },
  };
  const ran = [
    element('ELEMENT_ACTIVATED', 2, 'PROCESS', key),
    element('ELEMENT_COMPLETED', 3, 'PROCESS', key),
  ];
  return { caseId, whose: ofIt(whose), ran: ran.map(ofIt) };
};
const status = async (id: string): Promise<string> =>
  ((await office.services.db('case_file').where({ id }).first('status')) as { status: string }).status;

test('a case that has ended closes, whichever lane is first to tell', async () => {
  const early = await ranThrough();
  await exporter.delivers('now', early.whose);
  await exporter.delivers('history', ...early.ran);
  expect(await status(early.caseId)).toBe('closed');

  const late = await ranThrough();
  await exporter.delivers('history', ...late.ran);
  expect(await status(late.caseId)).toBe('open');
  await exporter.delivers('now', late.whose);
  expect(await status(late.caseId)).toBe('closed');
});
