import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../core/actor.js';
import type { PaymentNotice } from '../../db/models/payment-notice.js';
import { issueNotice } from '../../db/transactions/payments/issue-notice.js';
import { receiveReceipt } from '../../db/transactions/payments/receive-receipt.js';
import { exchangeWithPagopa } from '../../workers/tell-pagopa.js';
import { launchBrowser } from '../helpers/browser.js';
import { look } from '../helpers/look.js';
import { login } from '../helpers/people.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let browser: Browser;
let plant: Planted;
beforeAll(async () => {
  [site, browser] = await Promise.all([testSite(), launchBrowser()]);
  plant = planted(site.services);
  await plant.procedure();
  const fees = [
    { title: 'Bollo', amount: 16, when: 'alla richiesta', source: 'DPR 642', stamps: ['application'] },
  ];
  await site.services
    .db('procedure_version')
    .where({ procedure_id: 'prova-pratiche' })
    .update({
      bundle: site.services.db.raw(`jsonb_set(bundle, '{sheet,fees}', ?::jsonb)`, [JSON.stringify(fees)]),
    });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const visitor = async (username: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  await login(page, site.url, username);
  return page;
};

const owes = async (familyName: string, subject = 'Diritti di segreteria'): Promise<PaymentNotice> => {
  const { id: caseId } = await plant.case({ familyName });
  const { db, clock } = site.services;
  const at = clock.now();
  const notice = await db.transaction((trx) =>
    issueNotice(site.services, trx, {
      caseId,
      cents: 123_456,
      subject,
      dueOn: at.toISOString().slice(0, 10),
      effectKey: `prova ${caseId}`,
      actor: systemActor,
      at,
    }),
  );
  await exchangeWithPagopa(site.services);
  return notice;
};

test('the desk prints and hands over the notice, somebody pays twice, the office refunds', async () => {
  const notice = await owes('Fumagalli-Brambilla');
  const anna = await visitor('anna');
  await anna.goto(`${site.url}/cases/${notice.caseId}`);
  await look(anna, 'payments-case');
  await anna.click(`a[href="/payments/${notice.id}"]`);
  const pdf = await anna.request.get(`${site.url}/documents/${notice.documentId}`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await anna.click('text=Segna come consegnato');
  expect(await anna.textContent('main')).toContain('La consegna dell’avviso è annotata.');
  await anna.fill('#amount', 'molto');
  await anna.click('text=Simula il pagamento');
  expect(await anna.inputValue('#amount')).toBe('molto');
  await anna.fill('#amount', '1.234,56');
  await anna.fill('#payer', 'Zia Pina');
  await anna.check('#twice');
  await anna.click('text=Simula il pagamento');
  await anna.waitForSelector('text=Il pagamento simulato è arrivato.');
  await look(anna, 'payments-notice');

  const dario = await visitor('dario');
  await dario.goto(`${site.url}/payments`);
  await look(dario, 'payments-list');
  await dario.click('text=Pagato due volte');
  await dario.fill('#payee', '');
  await dario.click('text=Decidi');
  await look(dario, 'payments-matter-wrong');
  expect(await dario.textContent('#payee-error')).toBe('Scrivi a chi va restituito.');
  await dario.fill('#payee', 'Zia Pina');
  await dario.fill('#reason', 'Due ricevute per lo stesso avviso');
  await dario.click('text=Decidi');
  await dario.waitForSelector('text=Il rimborso è disposto.');
  await dario.fill('#mandate', '1234/2026');
  await dario.click('text=Annota il mandato');
  await dario.waitForSelector('text=Rimborso pagato con il mandato 1234/2026.');
  expect(await site.services.db('payment_refund').where({ mandate: '1234/2026' })).toHaveLength(1);
  const told = (await site.services.db('audit').where({ case_id: notice.caseId }).pluck('act')) as string[];
  expect(told).toEqual(
    expect.arrayContaining(['avviso.emesso', 'avviso.consegnato', 'pagamento.completato', 'rimborso.pagato']),
  );
});

test('an operator sees what waits but does not decide; who may not know the case finds nothing', async () => {
  const notice = await owes('Altra');
  await receiveReceipt(site.services, {
    iuv: notice.iuv,
    receiptId: 'R1',
    cents: 500,
    payerName: null,
    payerTaxCode: null,
    provider: 'Banca',
    paidAt: site.services.clock.now(),
    simulated: true,
  });
  const matter = (await site.services.db('payment_matter').where({ notice_id: notice.id }).first('id')) as {
    id: string;
  };
  const anna = await (await site.as('anna')).get(`/payments/matters/${matter.id}`);
  expect(anna.html).toContain('Decide l’ufficio della pratica.');
  expect(anna.html).not.toContain('name="resolution"');
  const giulia = await site.as('giulia');
  expect((await giulia.get(`/payments/${notice.id}`)).status).toBe(404);
  expect((await giulia.get(`/payments/matters/${matter.id}`)).status).toBe(404);
  expect((await giulia.get('/payments')).html).not.toContain(notice.iuv);
});

test('a stamp that is lacking is asked for; its number is noted once, with the declaration', async () => {
  const [first, second] = [await plant.case({ familyName: 'Uno' }), await plant.case({ familyName: 'Due' })];
  const anna = await visitor('anna');
  await anna.goto(`${site.url}/cases/${first.id}`);
  expect(await anna.textContent('#payments')).toContain('da regolarizzare');
  await anna.click('text=Annota la marca');
  await anna.fill('#serial', '123');
  await anna.fill('#stampedOn', '31/02/2026');
  await anna.click('button:text("Annota")');
  await look(anna, 'payments-stamp-wrong');
  for (const [file, refused] of [
    [first, false],
    [second, true],
  ] as const) {
    await anna.goto(`${site.url}/cases/${file.id}/stamps/new?paper=application`);
    await anna.fill('#serial', '0123 4567 8901 23');
    await anna.fill('#stampedOn', '02/01/2026');
    await anna.check('#declared');
    await anna.click('button:text("Annota")');
    const text = await anna.textContent('main');
    expect(text?.includes('già stata usata')).toBe(refused);
  }
  await anna.goto(`${site.url}/cases/${first.id}`);
  expect(await anna.textContent('#payments')).toContain('01234567890123');
});

test('a stamp whose number the application gives is there: nobody is asked for it again', async () => {
  const { id } = await plant.case({ familyName: 'Tre' });
  await site.services
    .db('case_file')
    .where({ id })
    .update({ application: { bolloIstanza: '01234567890199' } });
  const { html } = await (await site.as('anna')).get(`/cases/${id}`);
  expect(html).toContain('01234567890199');
  expect(html).not.toContain('da regolarizzare');
});
