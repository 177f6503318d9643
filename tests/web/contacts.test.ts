import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import { startContact } from '../../db/transactions/contacts.js';
import { openCase } from '../../db/transactions/open-case.js';
import { createParty } from '../../db/transactions/parties.js';
import { axeFindings } from '../helpers/browser.js';
import { people, type People } from '../helpers/people.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let staff: People;
let plant: Planted;
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  staff = await people(site.url);
});
afterEach(() => staff.leave());
afterAll(async () => {
  expect(staff.complaints).toEqual([]);
  await staff.close();
  await site.close();
});

interface Row {
  id: string;
  party_id: string | null;
  case_id: string | null;
  outcome: string | null;
  channel: string;
}
const contactsOf = async (username: string): Promise<Row[]> =>
  (await site.services
    .db('contact')
    .where({ account_id: await plant.account(username) })
    .orderBy('number')) as Row[];
const lastOf = async (username: string): Promise<Row> => {
  const last = (await contactsOf(username)).at(-1);
  if (!last) throw new Error('no contact');
  return last;
};
const itemsOf = (contactId: string) =>
  site.services.db('contact_item').where({ contact_id: contactId }).orderBy('created_at');
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const focused = (page: Page, selector: string) =>
  page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);

test('quick information: two keystrokes to begin, the answer from the published sheet, two to close; nobody identified', async () => {
  onTestFailed(() => staff.picture());
  const anna = await staff.as('anna');
  await press(anna, 'F2', 'Enter');
  await focused(anna, '#contact-ask');
  await anna.keyboard.type('collaudo');
  await anna.locator('#contact-sheets').getByText('Marca da bollo 16,00 €').waitFor();
  expect(await axeFindings(anna)).toEqual([]);
  await press(anna, 'Tab', 'Space', 'Enter');
  await anna.locator('#contact-bar').getByText('una richiesta').waitFor();
  await press(anna, 'F9', 'Enter');
  await anna.locator('#contact-bar').getByText('Nessun contatto in corso').waitFor();
  const contact = await lastOf('anna');
  expect(contact).toMatchObject({ party_id: null, case_id: null, outcome: 'answered', channel: 'desk' });
  expect(await itemsOf(contact.id)).toMatchObject([
    { text: 'collaudo', procedure_id: 'prova-pagine', outcome: 'answered' },
  ]);
  expect(anna.url()).toBe(`${site.url}/desk`); // never left the page
});

test('a call interrupts a visit without touching what is being typed, and the visit goes on after it', async () => {
  const anna = await staff.as('anna');
  await anna.goto(`${site.url}/parties/new?kind=person`);
  await press(anna, 'F2', 's');
  await focused(anna, '#contact-ask');
  await anna.fill('#familyName', 'Ferri');
  await press(anna, 'F2', 't');
  await anna.locator('#contact-bar').getByText('Uno in attesa').waitFor();
  expect(await anna.inputValue('#familyName')).toBe('Ferri');
  await focused(anna, '#contact-ask');
  await anna.keyboard.type('Orari');
  await press(anna, 'Enter');
  await anna.locator('#contact-bar').getByText('una richiesta').waitFor();
  await press(anna, 'F9', 'Enter');
  await anna.locator('#contact-bar').getByText('Sportello · dalle').waitFor();
  expect(await anna.locator('#contact-bar').textContent()).not.toContain('in attesa');
  const rows = (await contactsOf('anna')).slice(-2);
  expect(rows).toMatchObject([
    { channel: 'desk', outcome: null },
    { channel: 'phone', outcome: 'answered' },
  ]);
  await press(anna, 'F9', 'ArrowUp', 'Enter');
  await anna.locator('#contact-bar').getByText('Nessun contatto in corso').waitFor();
  expect((await contactsOf('anna')).at(-2)?.outcome).toBe('left');
});

test('the person at hand is seen whole as the contact starts; a closing about a case wants one', async () => {
  const file = await plant.case({ familyName: 'Zanichelli' });
  await plant.task(file.instance);
  const { applicant_id: partyId } = (await site.services
    .db('case_file')
    .where({ id: file.id })
    .first('applicant_id')) as { applicant_id: string };
  const anna = await staff.as('anna');
  const other = await plant.case({ familyName: 'Nonna' });
  await site.services.db('party_relation').insert({
    kind: 'guardian',
    submission_token: 'tutela',
    agent_id: partyId,
    principal_id: site.services.db('case_file').where({ id: other.id }).select('applicant_id'),
    valid_from: '2026-01-01',
    created_at: new Date(),
    created_by: await plant.account('anna'),
  });
  await anna.goto(`${site.url}/parties/${partyId}`);
  await anna.getByRole('button', { name: 'Contatto allo sportello' }).click();
  await anna.waitForURL(/\/contacts\//);
  const picture = await anna.locator('.picture').textContent();
  expect(picture).toContain(file.number);
  expect(picture).toContain('Servizio ambiente');
  expect(picture).toContain('Tutore o amministratore di sostegno di Maria Nonna');
  expect(await axeFindings(anna)).toEqual([]);
  await anna.check('#outcome-case-continued');
  await anna.fill('#note', 'Ha visto la pratica');
  await anna.locator('#close').getByRole('button', { name: 'Chiudi' }).click();
  expect(await anna.locator('#case-error').textContent()).toContain('serve il numero');
  expect(await anna.inputValue('#note')).toBe('Ha visto la pratica');
  await anna.goto(`${site.url}/cases/${file.id}`);
  await anna.getByRole('button', { name: 'Riguarda questa pratica' }).click();
  await anna.locator('#contact-bar').getByRole('link', { name: file.number }).waitFor();
  await anna.locator('#contact-bar summary', { hasText: 'Chiudi' }).click();
  await anna.getByRole('button', { name: 'Pratica seguita' }).click();
  await anna.locator('#contact-bar').getByText('Nessun contatto in corso').waitFor();
  expect(await lastOf('anna')).toMatchObject({
    party_id: partyId,
    case_id: file.id,
    outcome: 'case-continued',
  });
  await anna.goto(`${site.url}/parties/${partyId}`);
});

test('a case opened during a contact belongs to it, and the anonymous contact has its person then', async () => {
  const { services } = site;
  const actor: Actor = {
    id: await plant.account('bruno'),
    name: 'Bruno',
    roles: ['operator'],
    officeId: 'sportello',
  };
  const person = { kind: 'person' as const, noCodeReason: 'prova' };
  const [applicantId, delegateId] = await Promise.all(
    ['Vezzani', 'Delegata'].map((familyName) => createParty(services, actor, { ...person, familyName })),
  );
  const { contactId } = await startContact(services, actor, { channel: 'desk' });
  const request = {
    procedureVersionId: (await services.catalogue.latest('prova-pagine'))?.id ?? '',
    applicantId: applicantId ?? '',
    delegateId: delegateId ?? null,
    application: { motivo: 'Prova', dal: '2026-12-01' },
    attachments: [],
    submissionToken: 'aperta in un contatto',
  };
  const [{ caseId }] = await Promise.all([
    openCase(services, actor, request),
    openCase(services, actor, request),
  ]);
  expect(await lastOf('bruno')).toMatchObject({ id: contactId, case_id: caseId, party_id: delegateId });
  expect(await itemsOf(contactId)).toMatchObject([{ kind: 'case', case_id: caseId, outcome: 'case-opened' }]);
  const bruno = await site.as('bruno');
  const bar = (await bruno.get('/desk')).html;
  expect(bar.indexOf('value="case-opened"')).toBeLessThan(bar.indexOf('value="answered"')); // the likely end first
  await bruno.submit(await bruno.get('/desk'), { outcome: 'case-opened' }, /\/close$/);
  expect((await bruno.get(`/cases/${caseId}`)).html).toContain('Contatti e quesiti');
});

test('somebody new is added to the data bank on the way, and is the contact’s person', async () => {
  const anna = await site.as('anna');
  await anna.submit(await anna.get('/desk'), { channel: 'desk' }, /^\/contacts$/);
  const { id } = await lastOf('anna');
  const form = await anna.get(`/parties/new?kind=person&next=/contacts/${id}`);
  const chosen = await anna.submit(form, { familyName: 'Nuovi', noCodeReason: 'prova' }, /^\/parties$/);
  expect(chosen.url).toMatch(new RegExp(`/contacts/${id}\\?party=`));
  const party = new URL(chosen.url).searchParams.get('party') ?? '';
  await anna.submit(chosen, { party, capacity: 'delegate' }, /\/person$/);
  expect(await lastOf('anna')).toMatchObject({ party_id: party, capacity: 'delegate' });
  await anna.submit(await anna.get('/desk'), { outcome: 'answered' }, /\/close$/);
});

test('without scripts the same bar works with buttons alone', async () => {
  const anna = await site.as('anna');
  let page = await anna.get('/desk');
  page = await anna.submit(page, { channel: 'phone' }, /^\/contacts$/);
  expect(page.url).toBe(`${site.url}/desk`);
  page = await anna.submit(page, { text: 'Orari dello sportello' }, /\/items$/);
  expect(page.html).toContain('una richiesta');
  page = await anna.submit(page, { outcome: 'answered' }, /\/close$/);
  expect(page.html).toContain('Nessun contatto in corso');
  expect(page.html).toContain('Contatto chiuso');
  const log = await anna.get('/contacts');
  expect(log.html).toContain('Orari dello sportello');
  expect((await anna.get('/contacts?day=2020-01-01')).html).toContain('Nessun contatto in questo giorno');
});

test('a colleague reads an open contact and goes on with it; a restricted case of somebody else’s stays unseen', async () => {
  const anna = await site.as('anna');
  const bruno = await site.as('bruno');
  await anna.submit(await anna.get('/desk'), { channel: 'desk' }, /^\/contacts$/);
  const contact = await lastOf('anna');
  const seen = await bruno.get(`/contacts/${contact.id}`);
  expect(seen.html).toContain('Questo contatto è di Anna Ferrari');
  const taken = await bruno.submit(seen, {}, /\/take$/);
  expect(taken.html).toContain('Il contatto ora è tuo');
  const secret = await plant.case({ restricted: true, openedBy: 'anna' });
  await site.services
    .db('contact')
    .where({ id: contact.id })
    .update({
      case_id: secret.id,
      account_id: await plant.account('anna'),
      is_current: false,
    });
  expect((await bruno.get(`/contacts/${contact.id}`)).status).toBe(404);
  expect((await anna.get(`/contacts/${contact.id}`)).status).toBe(200);
});

test('after a form that came back, the bar leads to the page it came from', async () => {
  const anna = await staff.as('anna');
  await press(anna, 'F2', 's');
  await focused(anna, '#contact-ask');
  const { id } = await lastOf('anna');
  await anna.goto(`${site.url}/contacts/${id}`);
  await anna.check('#outcome-case-continued');
  await anna.locator('#close').getByRole('button', { name: 'Chiudi' }).click();
  await anna.locator('#case-error').waitFor();
  expect(await anna.locator('.contact-note [name="back"]').inputValue()).toBe(`/contacts/${id}`);
  await press(anna, 'F9', 'Enter');
  await anna.locator('#messages').getByText('Contatto chiuso').waitFor();
});

test('a tab that is shown again learns of a contact started in another one, and keeps what was being typed', async () => {
  const page = await staff.as('bruno');
  await page.fill('#open-word', 'collaudo');
  const elsewhere = await site.as('bruno');
  await elsewhere.submit(await elsewhere.get('/desk'), { channel: 'email' }, /^\/contacts$/);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.locator('#contact-bar').getByText('E-mail · dalle').waitFor();
  expect(await page.inputValue('#open-word')).toBe('collaudo');
});
