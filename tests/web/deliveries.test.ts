import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDeliveries } from '../../db/transactions/deliveries/open.js';
import type { Channel } from '../../db/models/delivery.js';
import { Letter } from '../../db/models/letter.js';
import { formatDate } from '../../web/format.js';
import type { HttpSession } from '../helpers/http-session.js';
import { launchBrowser } from '../helpers/browser.js';
import { look } from '../helpers/look.js';
import { login } from '../helpers/people.js';
import { pdfOf } from '../helpers/papers.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let anna: HttpSession;
let nadia: HttpSession;
let plant: Planted;
let file: { id: string; number: string };
beforeAll(async () => {
  site = await testSite();
  anna = await site.as('anna');
  nadia = await site.as('nadia');
  plant = planted(site.services);
  await plant.procedure();
  file = await plant.case({ familyName: 'Postini' });
});
afterAll(() => site.close());

let count = 0;
/** A registered letter of the case that has just begun its way. */
const underWay = async (admitted: Channel[]): Promise<string> => {
  const { db, clock } = site.services;
  const at = clock.now();
  const { applicant_id: applicantId } = (await db('case_file')
    .where({ id: file.id })
    .first('applicant_id')) as {
    applicant_id: string;
  };
  await db('party')
    .where({ id: applicantId })
    .update({ street: 'Via Aosta 7', postal_code: '42013', municipality: 'Casalgrande', province: 'RE' });
  count += 1;
  const stored = await site.services.documents.put(await pdfOf(`Diniego ${count}`));
  const [document] = (await db('document')
    .insert({
      case_id: file.id,
      direction: 'outgoing',
      title: `Diniego ${count}`,
      filename: 'L7.pdf',
      media_type: 'application/pdf',
      size: stored.size,
      sha256: stored.sha256,
      storage_key: stored.storageKey,
      created_at: at,
    })
    .returning('id')) as { id: string }[];
  const documentId = document?.id ?? '';
  const [registration] = (await db('registration')
    .insert({
      year: 2026,
      number: 900 + count,
      registered_at: at,
      presented_at: at,
      direction: 'outgoing',
      object: 'Diniego',
      correspondents: '[]',
      document_id: documentId,
      sha256: 'x',
      case_id: file.id,
      registered_by: 'prova',
    })
    .returning('id')) as { id: string }[];
  const letter = await Letter.query(db)
    .insert({
      caseId: file.id,
      code: 'L7',
      subject: `Diniego ${count}`,
      data: {},
      templateVersion: '1',
      status: 'registered',
      addresseeId: applicantId,
      documentId,
      registrationId: registration?.id ?? null,
      effectKey: `letter ${count}`,
      createdAt: at,
    })
    .returning('*');
  await db.transaction((trx) =>
    openDeliveries(site.services, trx, { letter, admitted, effectKey: `delivery ${count}`, at }),
  );
  return letter.id;
};
const statuses = (letterId: string): Promise<string[]> =>
  site.services.db('delivery').where({ letter_id: letterId }).orderBy('attempt').pluck('status');
const today = (): string => formatDate(new Date());

test('a letter to post: its number is typed in, then the day of the card, which is the proof', async () => {
  const letterId = await underWay(['pec', 'post', 'desk']);
  const list = await nadia.get('/deliveries');
  for (const words of ['Postini', 'Via Aosta 7', '42013 Casalgrande (RE)', '0000901/2026'])
    expect(list.html).toContain(words);
  expect(list.html).not.toContain(file.number); // the mail room knows envelopes
  expect((await anna.get('/deliveries')).html).toContain(file.number);

  const wrong = await nadia.submit(list, { tracking: '12 34' }, /posted$/);
  expect([wrong.status, wrong.html.includes('12 cifre'), wrong.html.includes('12 34')]).toEqual([
    422,
    true,
    true,
  ]);
  await nadia.submit(wrong, { tracking: 'ra 123456789 it' }, /posted$/);
  expect(await statuses(letterId)).toEqual(['posted']);
  expect((await nadia.submit(list, { tracking: '123456789012' }, /posted$/)).status).toBe(409);

  const under = await nadia.get('/deliveries?view=posted');
  const early = await nadia.submit(under, { outcome: 'received', day: '01/01/2020' }, /outcome$/);
  expect([early.status, early.html.includes('prima della spedizione')]).toEqual([422, true]);
  await nadia.submit(early, { outcome: 'received', day: today() }, /outcome$/);
  expect(await statuses(letterId)).toEqual(['delivered']);
  const page = await anna.get(`/cases/${file.id}`);
  expect(page.html).toContain(`spedita per raccomandata il ${today()}, ricevuta il ${today()}`);
});

test('what comes back goes to the desk; what is to be posted goes there when the person asks', async () => {
  const returned = await underWay(['post', 'desk']);
  await anna.submit(await anna.get('/deliveries'), { tracking: '123456789013' }, /posted$/);
  await anna.submit(
    await anna.get('/deliveries?view=posted'),
    { outcome: 'moved', day: today() },
    /outcome$/,
  );
  expect(await statuses(returned)).toEqual(['failed', 'to-hand-over']);

  const asked = await underWay(['post', 'desk']);
  await anna.submit(await anna.get('/deliveries'), {}, /desk$/);
  expect(await statuses(asked)).toEqual(['to-hand-over']);
  expect((await nadia.get('/deliveries')).html).not.toContain('La ritira allo sportello');
});

test('what nobody answers stands out, and a person opens the next way', async () => {
  const letterId = await underWay(['post', 'desk']);
  const { db } = site.services;
  await db('delivery')
    .where({ letter_id: letterId })
    .update({
      channel: 'pec',
      status: 'accepted',
      address: 'x@pec.example',
      sent_at: new Date('2026-01-01'),
    });
  const list = await anna.get('/deliveries?view=watch');
  expect(list.html).toContain('PEC senza ricevuta di consegna');
  await anna.submit(list, {}, /next$/);
  expect(await statuses(letterId)).toEqual(['failed', 'to-post']);
});

test('the three lists are readable at both widths, with a long name and an error', async () => {
  const { db } = site.services;
  await db('delivery').update({ addressee: `Condominio ${'Le Querce di via Radici in Piano '.repeat(3)}` });
  await underWay(['post', 'desk']);
  await underWay(['post', 'desk']);
  await anna.submit(await anna.get('/deliveries'), { tracking: '123456789015' }, /posted$/);
  await underWay(['post', 'desk']);
  await db('delivery')
    .where({ status: 'to-hand-over' })
    .update({ created_at: new Date('2026-01-01') });
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await login(page, site.url, 'anna');
  for (const view of ['to-post', 'posted', 'watch']) {
    await page.goto(`${site.url}/deliveries?view=${view}`);
    if (view === 'to-post') {
      await page.fill('input[name=tracking] >> nth=0', '12');
      await page.click('form[action$=posted] button >> nth=0');
      await page.waitForSelector('.error');
    }
    await look(page, `deliveries-${view}`);
  }
  await browser.close();
});

test('offices have no part in it', async () => {
  expect((await (await site.as('carla')).get('/deliveries')).status).toBe(403);
});
