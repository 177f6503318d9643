import { afterAll, beforeAll, expect, test } from 'vitest';
import { pagopaOf } from '../../workers/ports/pagopa/configured.js';
import { readReceipt } from '../../workers/ports/pagopa/receipt-xml.js';
import { exchangeWithPagopa } from '../../workers/tell-pagopa.js';
import { pagopaKeys, startPagopaDouble, type PagopaDouble } from '../helpers/pagopa-double.js';
import { paymentOffice, type PaymentOffice } from './payments-office.js';

let platform: PagopaDouble;
let pay: PaymentOffice;
beforeAll(async () => {
  platform = await startPagopaDouble();
  pay = await paymentOffice({
    PAGOPA_URL: platform.url,
    PAGOPA_KEY: pagopaKeys.key,
    PAGOPA_RECEIPTS_KEY: pagopaKeys.receiptsKey,
  });
});
afterAll(async () => {
  await pay.office.close();
  await platform.close();
});

test('a debt is told to pagoPA once, paid by somebody else, and its receipt fetched over the real interface', async () => {
  const { iuv, noticeId, caseId } = await pay.owes(123_456);
  const position = platform.positions.get(`00284720356-${iuv}`);
  expect(position).toMatchObject({
    type: 'F',
    fiscalCode: 'ANONIMO',
    paymentOption: [{ amount: 123_456, description: 'Diritti', isPartialPayment: false }],
  });
  await exchangeWithPagopa(pay.office.services); // nothing is there yet: 404
  platform.pay(`3${iuv}`, { receiptId: 'RT1', payer: 'Zia <Pina> & figli', at: '2026-05-04T12:30:00' });
  await exchangeWithPagopa(pay.office.services);
  await exchangeWithPagopa(pay.office.services);
  expect(await pay.status(noticeId)).toBe('paid');
  expect(await pay.messages(caseId)).toHaveLength(1);
  const rows = await pay.office.services.db('payment_receipt').where({ notice_id: noticeId });
  expect(rows).toMatchObject([
    {
      receipt_id: 'RT1',
      amount_cents: 123_456,
      payer_name: 'Zia <Pina> & figli',
      payer_tax_code: 'RSSMRA79B11C566R',
      provider: 'Banca Prova',
      paid_at: new Date('2026-05-04T10:30:00Z'), // without a zone it is the time in Italy
      simulated: false,
    },
  ]);
  expect(platform.asked.filter((line) => line.endsWith(iuv))).toHaveLength(1);
});

test('when pagoPA does not answer the step is tried again, and the debt is told once', async () => {
  const caseId = await pay.office.opens('abbattimento-alberi');
  const job = pay.office.job('pagopa.emetti', caseId, { importo: 1600, causale: 'Diritti' });
  platform.failWith = 503;
  expect(await pay.office.does(job)).toMatchObject({ told: 'failed' });
  platform.failWith = null;
  expect(await pay.office.does(job)).toMatchObject({ told: 'completed' });
  expect(await pay.office.count('payment_notice', { case_id: caseId })).toBe(1);
});

test('a notice taken back can’t be paid; one paid in that moment stays, and its money goes to a person', async () => {
  const [first, second] = [await pay.owes(1600), await pay.owes(1600)];
  platform.pay(`3${second.iuv}`, { receiptId: 'RT9', payer: 'Ada', at: '2026-05-04T12:30:00+02:00' });
  for (const { caseId, iuv } of [first, second]) {
    await pay.office.does(pay.office.job('pagopa.annulla', caseId, { iuv, motivo: 'scaduto' }));
  }
  expect(() => platform.pay(`3${first.iuv}`, { receiptId: 'RT8', payer: 'Ada', at: '' })).toThrow();
  await exchangeWithPagopa(pay.office.services);
  expect(await pay.matters(second.noticeId)).toMatchObject([{ kind: 'late', amountCents: 1600 }]);
});

test('a key that pagoPA refuses stops for a person', async () => {
  platform.failWith = 401;
  const caseId = await pay.office.opens('abbattimento-alberi');
  const job = pay.office.job('pagopa.emetti', caseId, { importo: 1600, causale: 'Diritti' });
  expect(JSON.stringify(await pay.office.does(job))).toContain('PAGOPA_KEY');
  platform.failWith = null;
});

test('a receipt that is none is refused; one of a payment that failed is none', () => {
  expect(() => readReceipt('<receipt><receiptId>1</receiptId></receipt>')).toThrow();
  expect(() => readReceipt('<!DOCTYPE x [<!ENTITY a "b">]><receipt/>')).toThrow();
  const failed =
    '<r><receipt><receiptId>1</receiptId><creditorReferenceId>2</creditorReferenceId><outcome>KO</outcome><paymentAmount>1.00</paymentAmount><PSPCompanyName>B</PSPCompanyName><paymentDateTime>2026-05-04T12:30:00</paymentDateTime></receipt></r>';
  expect(readReceipt(failed)).toBeNull();
});

test('without pagoPA there is a simulation for show and for the gym, and in an office none', () => {
  const { config } = pay.office.services;
  const bare = { ...config, PAGOPA_URL: undefined };
  expect(pagopaOf(config)?.isSimulation).toBe(false);
  expect(pagopaOf({ ...bare, SPORTELLO_DEMO: true })?.isSimulation).toBe(true);
  expect(pagopaOf({ ...bare, SPORTELLO_DEMO: false, SPORTELLO_CLOCK: 'system' })).toBeNull();
});
