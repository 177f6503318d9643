import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActivatedJob } from '../../engine/gateway/zeebe-client.js';
import { testOffice, type Office } from './workers-office.js';
import { openPostOffice, type PostOffice } from './workers-post-office.js';

let post: PostOffice;
let office: Office;
let withMail: string;
beforeAll(async () => {
  post = await openPostOffice();
  office = await testOffice({ SMTP_URL: post.url, SMTP_FROM: 'comune@comune.example' });
  withMail = await office.opens('cambio-residenza', {}, { email: 'ada@posta.example' });
});
beforeEach(() => {
  office.told.length = 0;
  post.mails.length = 0;
  post.cut = 'never';
  post.refusal = null;
});
afterAll(async () => {
  await office.close();
  await post.close();
});

const byMail = {
  told: 'completed',
  variables: { notificaCanale: 'email', notificaStato: 'inviata', notificaData: null },
};
const toTheDesk = {
  told: 'completed',
  variables: { notificaCanale: 'sportello', notificaStato: 'da-consegnare', notificaData: null },
};
const triedAgain = { told: 'failed', retries: 2 };
const forAPerson = {
  told: 'failed',
  retries: 0,
  message: expect.stringContaining('se ritenti, la lettera passa alla consegna') as string,
};

/** A fresh registered letter of a case, and the job that sends it. */
const sending = async (caseId = withMail): Promise<{ letteraId: string; job: ActivatedJob }> => {
  const composed = await office.does(office.job('lettera.componi', caseId, { lettera: 'L2' }));
  if (composed?.told !== 'completed') throw new Error(JSON.stringify(composed));
  const letteraId = composed.variables['letteraId'] as string;
  await office.does(office.job('protocollo.registra', caseId, { letteraId }));
  office.told.length = 0;
  return { letteraId, job: office.job('notifica.invia', caseId, { letteraId }) };
};
const deliveries = (letteraId: string) =>
  office.services.db('delivery').where({ letter_id: letteraId }).orderBy('created_at').pluck('status');

test('the mail carries the registered PDF, and neither matter nor person on the outside', async () => {
  const { letteraId, job } = await sending();
  expect(await office.does(job)).toEqual(byMail);
  expect(post.mails).toHaveLength(1);
  const [mail = ''] = post.mails;
  const [messageId] = (await office.services
    .db('delivery')
    .where({ letter_id: letteraId })
    .pluck('message_id')) as string[];
  expect(mail).toContain(`Message-ID: ${messageId}`);
  expect(mail).toContain('Subject: Comune di Casalgrande: comunicazione');
  expect(mail).not.toContain('residenza');
  const base64 = /filename=L2[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(mail)?.[1] ?? '';
  const document = (await office.services
    .db('letter')
    .join('document', 'document.id', 'letter.document_id')
    .where('letter.id', letteraId)
    .first('sha256', 'status')) as { sha256: string; status: string };
  expect(createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')).toBe(document.sha256);
  expect([document.status, await deliveries(letteraId)]).toEqual(['sent', ['sent']]);
});

test('never twice: not for the same job again, nor for another step that sends the same letter', async () => {
  const { letteraId, job } = await sending();
  await office.does(job);
  expect(await office.does(job)).toEqual(byMail);
  expect(await office.does(office.job('notifica.invia', withMail, { letteraId }))).toEqual(byMail);
  expect([post.mails.length, await deliveries(letteraId)]).toEqual([1, ['sent']]);
});

test('never twice, though eight do the same job at once', async () => {
  const { letteraId, job } = await sending();
  await Promise.all(Array.from({ length: 8 }, () => office.does(job)));
  expect([post.mails.length, await deliveries(letteraId)]).toEqual([1, ['sent']]);
  expect(office.told).toContainEqual(byMail);
});

test.each(['at-greeting', 'before-content'] as const)(
  'a line cut %s: surely nothing left, so it is tried again',
  async (moment) => {
    const { letteraId, job } = await sending();
    post.cut = moment;
    expect(await office.does(job)).toMatchObject(triedAgain);
    expect([post.mails.length, await deliveries(letteraId)]).toEqual([0, ['sending']]);
    post.cut = 'never';
    expect(await office.does(job)).toEqual(byMail);
    expect([post.mails.length, await deliveries(letteraId)]).toEqual([1, ['sent']]);
  },
);

test('a line cut after the last word: nobody knows, nothing is sent again, a person decides', async () => {
  const { letteraId, job } = await sending();
  post.cut = 'after-content';
  expect(await office.does(job)).toMatchObject(forAPerson);
  post.cut = 'never';
  // The engine may offer the job again before a person has looked, for instance when our failure didn't reach it.
  expect(await office.does(job)).toMatchObject(forAPerson);
  expect([post.mails.length, await deliveries(letteraId)]).toEqual([1, ['uncertain']]);

  await personRetries(job, 'la posta in uscita non risponde'); // an earlier block of another kind decides nothing
  expect(await office.does(job)).toMatchObject(forAPerson);
  const [last] = office.told.slice(-1);
  await personRetries(job, last?.told === 'failed' ? last.message : '');
  expect(await office.does(job)).toEqual(toTheDesk);
  expect(await office.does(job)).toEqual(toTheDesk);
  expect([post.mails.length, await deliveries(letteraId)]).toEqual([1, ['failed', 'to-hand-over']]);
});

test('killed while the mail was leaving: what is found afterwards is a doubt, not a second mail', async () => {
  const { letteraId, job } = await sending();
  await office.does(job);
  // The state that a kill between the mail server's yes and our record leaves behind.
  await office.services.db('delivery').where({ letter_id: letteraId }).update({ status: 'uncertain' });
  expect(await office.does(job)).toMatchObject(forAPerson);
  expect(post.mails).toHaveLength(1);
});

test('an addressee the server doesn’t know: the letter waits at the desk instead, once', async () => {
  const { letteraId, job } = await sending();
  post.refusal = { code: 550, text: 'no such user ada@posta.example' };
  expect(await office.does(job)).toEqual(toTheDesk);
  post.refusal = null;
  expect(await office.does(job)).toEqual(toTheDesk);
  expect([post.mails.length, await deliveries(letteraId)]).toEqual([0, ['failed', 'to-hand-over']]);
});

test('a server that says "not now": tried again, and the engine isn’t told whose address it is', async () => {
  const { job } = await sending();
  post.refusal = { code: 450, text: 'mailbox of ada@posta.example busy' };
  const told = await office.does(job);
  expect(told).toMatchObject(triedAgain);
  expect(JSON.stringify(told)).not.toContain('ada@');
  post.refusal = null;
  expect(await office.does(job)).toEqual(byMail);
  expect(post.mails).toHaveLength(1);
});

test('who has no address gets the letter at the desk', async () => {
  const caseId = await office.opens('cambio-residenza');
  const { letteraId, job } = await sending(caseId);
  expect(await office.does(job)).toEqual(toTheDesk);
  expect([post.mails.length, await deliveries(letteraId)]).toEqual([0, ['to-hand-over']]);
});

/** As the page of blocked steps does it, with the incident that the stream has shown. */
const personRetries = async ({ key }: ActivatedJob, message: string): Promise<void> => {
  const { db, clock } = office.services;
  const [command] = (await db('engine_command').limit(1).pluck('id')) as string[];
  const incident = String(BigInt(key) * 1_000n + BigInt(message.length));
  await db('engine_incident').insert({
    key: incident,
    instance_key: '1',
    element_id: 'Task_Prova',
    element_key: '1',
    job_key: key,
    error_type: 'JOB_NO_RETRIES',
    error_message: message,
    state: 'created',
    created_at: clock.now(),
    position: '1',
  });
  await db('incident_attempt').insert({
    incident_key: incident,
    command_id: command,
    attempted_at: clock.now(),
  });
};
