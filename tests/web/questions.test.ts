import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from 'vitest';
import { startContact } from '../../db/transactions/contacts.js';
import { askOffice } from '../../db/transactions/questions.js';
import { mergeParties } from '../../db/transactions/merge/merge-parties.js';
import { undoMerge } from '../../db/transactions/merge/undo-merge.js';
import { createParty } from '../../db/transactions/parties.js';
import { remindQuestions } from '../../db/transactions/remind-questions.js';
import type { Actor } from '../../core/actor.js';
import { startReminders } from '../../workers/reminders.js';
import { pictureOf } from '../../web/contacts/person/picture.js';
import { axeFindings } from '../helpers/browser.js';
import { people, type People } from '../helpers/people.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let staff: People;
let plant: Planted;
let anna: Actor;
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  staff = await people(site.url);
  anna = {
    id: await plant.account('anna'),
    name: 'Anna Ferrari',
    roles: ['operator'],
    officeId: 'sportello',
  };
});
afterEach(() => staff.leave());
afterAll(async () => {
  expect(staff.complaints).toEqual([]);
  await staff.close();
  await site.close();
});

const asked = async (text: string, partyId: string | null = null, caseId: string | null = null) => {
  const { contactId } = await startContact(site.services, anna, { channel: 'phone', partyId, caseId });
  return askOffice(site.services, anna, {
    contactId,
    officeId: 'ambiente',
    kind: 'call-back',
    text,
    callBack: '0522 998877, mattina',
    submissionToken: `prova ${text}`,
  });
};
const question = (id: string) =>
  site.services.db('question').where({ id }).first() as Promise<Record<string, unknown>>;

test('a question there and back: from the desk to the office in another session, and any operator tells the person', async () => {
  onTestFailed(() => staff.picture());
  const file = await plant.case({ familyName: 'Lusetti' });
  const { applicant_id: partyId } = (await site.services
    .db('case_file')
    .where({ id: file.id })
    .first('applicant_id')) as { applicant_id: string };
  const desk = await staff.as('anna');
  await desk.goto(`${site.url}/parties/${partyId}`);
  await desk.getByRole('button', { name: 'Contatto allo sportello' }).click();
  await desk.waitForURL(/\/contacts\//);
  await desk.fill('#contact-ask', 'Si può potare a marzo?');
  await desk.locator('#contact-bar').getByRole('button', { name: 'Chiedi all’ufficio' }).click();
  await desk.waitForURL(/questions\/new/); // what was typed in the bar goes along
  await desk.selectOption('#office', 'ambiente');
  await desk.locator('#first-0').waitFor();
  expect(await desk.inputValue('#text')).toBe('Si può potare a marzo?');
  await desk.press('#first-0', 'Enter');
  await desk.locator('#first-0-error').waitFor(); // what the office needs must be asked beforehand
  await desk.fill('#first-0', 'Via Roma 3');
  await desk.fill('#first-1', 'condominiale');
  await desk.press('#first-1', 'Enter');
  await desk.waitForURL(/\/questions\/[0-9a-f-]{36}$/);
  expect(await axeFindings(desk)).toEqual([]);
  const address = desk.url();

  const carla = await staff.as('carla');
  await carla.getByRole('link', { name: 'Vedi i quesiti' }).click();
  await carla.getByRole('link', { name: 'Si può potare a marzo?' }).click();
  await carla.waitForURL(/\/backoffice\/questions\//);
  const seen = (await carla.textContent('main')) ?? '';
  for (const known of ['Maria Lusetti', 'Via Roma 3', 'condominiale']) expect(seen).toContain(known);
  for (const hidden of ['maria@esempio.it', '051 123456']) expect(seen).not.toContain(hidden);
  expect(await axeFindings(carla)).toEqual([]);
  await carla.keyboard.type('Sì, prima della nidificazione.'); // the answer has the focus
  await carla.keyboard.press('Tab');
  await carla.keyboard.press('Enter');
  await carla.getByText('Risposta mandata allo sportello').waitFor();

  await desk.locator('.page-head').getByText('risposta arrivata').waitFor(); // her open page is told by itself
  const bruno = await staff.as('bruno');
  await bruno.getByRole('link', { name: /Quesiti/ }).click();
  await bruno.getByRole('link', { name: 'Si può potare a marzo?' }).click();
  await bruno.waitForURL(address);
  expect(await bruno.inputValue('#told')).toBe('Sì, prima della nidificazione.');
  await bruno.selectOption('#channel', 'phone');
  await bruno.getByRole('button', { name: 'Registra la risposta e chiudi' }).click();
  await bruno.locator('.page-head').getByText('chiuso').waitFor();

  const closed = await question(address.split('/').at(-1) ?? '');
  const telling = (await site.services
    .db('contact')
    .where({ id: closed['closing_contact_id'] })
    .first()) as object;
  expect(telling).toMatchObject({ channel: 'phone', outcome: 'answered', party_id: partyId });
  const trail = site.services.db('audit').where({ party_id: partyId }).andWhere('act', 'like', 'quesito.%');
  const acts = (await trail.whereNot('act', 'quesito.letto').orderBy('id').pluck('act')) as string[];
  expect(acts).toEqual(['quesito.inviato', 'quesito.risposto', 'quesito.chiuso']);
});

test('past its due time a question is reminded each working day, and in the end its head is told; the desk sees it', async () => {
  const { questionId } = await asked('Quando passa lo sfalcio?');
  const { due_at: dueAt } = (await question(questionId)) as { due_at: Date };
  const at = (shift: number) => ({
    ...site.services,
    clock: { now: () => new Date(dueAt.getTime() + shift) },
  });
  expect(await remindQuestions(at(-1))).toBe(0);
  const found = await Promise.all([1, 2, 3].map((shift) => remindQuestions(at(shift))));
  expect(found.reduce((sum, one) => sum + one, 0)).toBe(1);
  const days = [1, 2, 3, 4, 5].map((day) => day * 86_400_000 - 3_600_000);
  const repeated: number[] = [];
  for (const day of days)
    repeated.push(await remindQuestions(at(day)), await remindQuestions(at(day + 1_000)));
  expect(repeated.filter((_, index) => index % 2 === 1)).toEqual([0, 0, 0, 0, 0]); // once a day
  const working = repeated.reduce((sum, one) => sum + one, 0);
  expect(working).toBeGreaterThan(0);
  const escalated = site.services.db('question_entry').where({ question_id: questionId, kind: 'escalated' });
  expect(await escalated).toHaveLength(1);
  const entries = site.services.db('question_entry').where({ question_id: questionId, kind: 'reminded' });
  expect(await entries).toHaveLength(1 + working);
  const [desk, carla, dario] = await Promise.all(['anna', 'carla', 'dario'].map((name) => site.as(name)));
  expect((await desk?.get('/questions'))?.html).toContain('solleciti: lo sa il responsabile');
  expect((await carla?.get('/backoffice/questions'))?.html).toContain('solleciti: lo sa il responsabile');
  expect((await dario?.get('/backoffice'))?.html).toContain('tocca a te, come responsabile');
  expect((await carla?.get('/backoffice'))?.html).not.toContain('come responsabile'); // the officer isn’t its head
});

test('a process that starts reminds of what became overdue while none ran', async () => {
  const { questionId } = await asked('Quando si svuota il pozzetto?');
  await site.services
    .db('question')
    .where({ id: questionId })
    .update({ due_at: new Date('2026-01-01T12:00:00Z') });
  const running = startReminders(site.services);
  await running.stop();
  expect((await question(questionId))['reminded_at']).not.toBeNull();
});

test('where to call back is the desk’s alone; another office’s question isn’t there; a repeat asks once', async () => {
  const { questionId } = await asked('Chi pulisce il fosso?');
  expect((await asked('Chi pulisce il fosso?')).questionId).toBe(questionId);
  const [desk, carla, elena] = await Promise.all(['bruno', 'carla', 'elena'].map((name) => site.as(name)));
  expect((await desk?.get(`/questions/${questionId}`))?.html).toContain('0522 998877');
  const office = await carla?.get(`/backoffice/questions/${questionId}`);
  expect(office?.status).toBe(200);
  expect(office?.html).not.toContain('0522 998877');
  expect((await elena?.get(`/backoffice/questions/${questionId}`))?.status).toBe(404);
});

test('sent back for what is missing, completed by the desk to another office, answered there; nothing typed is lost', async () => {
  const { questionId } = await asked('Serve il permesso?');
  const [carla, elena, bruno] = await Promise.all(['carla', 'elena', 'bruno'].map((name) => site.as(name)));
  if (!carla || !elena || !bruno) throw new Error('nobody');
  const office = `/backoffice/questions/${questionId}`;
  const empty = await carla.submit(await carla.get(office), { action: 'return', answer: ' ' }, /questions\//);
  expect(empty.status).toBe(422);
  await carla.submit(empty, { action: 'return', answer: 'Non è nostro: anagrafe.' }, /questions\//);
  const returned = await bruno.get(`/questions/${questionId}`);
  expect(returned.html).toContain('Non è nostro: anagrafe.');
  await bruno.submit(returned, { again: 'Per il trasloco', office: 'demografici' }, /again$/);
  expect((await carla.get(office)).status).toBe(404);
  await elena.submit(await elena.get(office), { action: 'answer', answer: 'No.' }, /questions\//);
  const late = await bruno.submit(
    await bruno.get(`/questions/${questionId}`),
    { told: '', channel: 'phone' },
    /tell$/,
  );
  expect(late.status).toBe(422);
  expect(late.html).toContain('Scrivi che cosa hai detto alla persona');
});

test('contacts and questions of a merged record are the kept one’s, and go home when the merge is undone', async () => {
  const { services } = site;
  const person = { kind: 'person' as const, familyName: 'Doppi', givenName: 'Ida', noCodeReason: 'prova' };
  const [keptId, mergedId] = [
    await createParty(services, anna, person),
    await createParty(services, anna, { ...person, givenName: 'Ida Maria' }),
  ];
  const { questionId } = await asked('Quando riapre la biblioteca?', mergedId);
  const seenOf = async (partyId: string) => {
    const { contacts, questions } = await pictureOf(services, anna, partyId, null);
    return [contacts.length, questions.map(({ id }) => id)];
  };
  expect(await seenOf(keptId)).toEqual([0, []]);
  const merge = { keptId, mergedId, chosen: [], versions: { kept: 1, merged: 1 } };
  const mergeId = await mergeParties(services, anna, merge);
  expect(await seenOf(keptId)).toEqual([1, [questionId]]);
  await undoMerge(services, anna, mergeId);
  expect([await seenOf(keptId), await seenOf(mergedId)]).toEqual([
    [0, []],
    [1, [questionId]],
  ]);
});
