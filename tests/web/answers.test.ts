import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guessLimit } from '../../web/public/status/guesses.js';
import { launchBrowser } from '../helpers/browser.js';
import type { HttpSession } from '../helpers/http-session.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';
import { lookHere } from '../helpers/look.js';

let site: TestSite;
let plant: Planted;
let browser: Browser;
let anna: HttpSession;
const day = 86_400_000;

beforeAll(async () => {
  [site, browser] = await Promise.all([testSite(), launchBrowser()]);
  plant = planted(site.services);
  await plant.procedure();
  anna = await site.as('anna');
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const text = (html: string): string =>
  html
    .replace(/<(head|style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const codeOf = async (id: string): Promise<string> => {
  const row = (await site.services.db('case_file').where({ id }).first('tracking_code')) as {
    tracking_code: string;
  };
  return row.tracking_code;
};
/** Somebody from outside, without cookies. */
const visit = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${site.url}${path}`, { redirect: 'manual', headers: { 'accept-language': 'it', ...headers } });

describe('the answer at the desk', () => {
  test('is led to from the case, and moves with it', async () => {
    const { id, instance } = await plant.case();
    const key = await plant.task(instance);
    await plant.awaits(instance, 'rinuncia');
    expect((await anna.get(`/cases/${id}`)).html).toContain(`href="/answers/cases/${id}"`);
    const first = text((await anna.get(`/answers/cases/${id}`)).html);
    for (const said of [
      'Il Servizio ambiente va a vedere gli alberi.',
      'Deve agire questo ufficio: Servizio ambiente.',
      'Per legge la pratica si conclude entro il',
      'Se vuole, può presentare allo sportello: Rinuncia.',
      'Il Comune non le ha ancora scritto.',
      'Esito del sopralluogo? Completa: il Comune scrive la lettera. Da integrare: si aspettano',
    ])
      expect(first).toContain(said);
    await plant.ends(key);
    await plant.passes(instance, 'Catch_Integration', 'INTERMEDIATE_CATCH_EVENT', 'active');
    const second = text((await anna.get(`/answers/cases/${id}`)).html);
    expect(second).toContain('Tocca a lei: il Comune aspetta una sua risposta.');
    expect(second).toContain('Porti i documenti che mancano.');
    await plant.closes(id, 'Autorizzazione rilasciata');
    expect(text((await anna.get(`/answers/cases/${id}`)).html)).toContain(
      'L’autorizzazione è stata rilasciata.',
    );
  });

  test('tells of a blocked step without a technical word', async () => {
    const { id, instance } = await plant.case();
    await plant.incident(instance);
    const said = text((await anna.get(`/answers/cases/${id}`)).html);
    expect(said).toContain('lo deve rimettere in moto questo ufficio: Servizio ambiente.');
    expect(said).not.toMatch(/Service_|JOB_|lettera\.componi/);
  });

  test('is the desk’s alone, and noted as a reading of the case', async () => {
    const { id } = await plant.case({ openedBy: 'bruno', restricted: true });
    const refused = await anna.get(`/answers/cases/${id}`);
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('Pratica riservata.');
    const dario = await site.as('dario');
    const open = await plant.case();
    expect((await dario.get(`/answers/cases/${open.id}`)).status).toBe(403);
    expect((await dario.get('/answers/procedures/prova-pratiche')).status).toBe(403);
    await anna.get(`/answers/cases/${open.id}`);
    const readings = await site.services.db('audit').where({ case_id: open.id, act: 'pratica.letta' });
    expect(readings).toHaveLength(1);
  });

  test('explains a procedure before there is a case', async () => {
    const said = text((await anna.get('/answers/procedures/prova-pratiche')).html);
    for (const words of [
      'Visura catastale, da non portare: ci pensa il Comune.',
      'Il Comune conclude entro 30 giorni dalla presentazione',
      'L’autorizzazione è stata rilasciata.',
      'La richiesta è stata ritirata.',
      'Non ci sono ancora abbastanza pratiche chiuse',
    ])
      expect(said).toContain(words);
    expect((await anna.get('/answers/procedures/mai-vista')).status).toBe(404);
  });
});

describe('the public page of a case', () => {
  test('tells where it stands to whoever has the code: no login, no cookie, no personal data', async () => {
    const { id, instance, number } = await plant.case({ familyName: 'Bertolini Della Ghirlandina' });
    await plant.passes(instance, 'Task_Inspection', 'USER_TASK', 'completed');
    await plant.passes(instance, 'Catch_Integration', 'INTERMEDIATE_CATCH_EVENT', 'active');
    const answer = await visit(`/stato/${await codeOf(id)}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    for (const said of [
      number,
      'Si aspettano i documenti',
      'Porti i documenti che mancano.',
      'Sopralluogo fatto',
    ])
      expect(html).toContain(said);
    for (const personal of ['Bertolini', 'Maria', 'Via Roma', 'esempio.it', '051 123456', 'Pino', 'Anna'])
      expect(html).not.toContain(personal);
    const english = await (await visit(`/stato/${await codeOf(id)}?lang=en`)).text();
    expect(english).toContain('Where it stands');
    expect(english).not.toContain('Bertolini');
  });

  test('of a restricted case says only whom to ask', async () => {
    const { id, number } = await plant.case({ restricted: true });
    const said = text(await (await visit(`/stato/${await codeOf(id)}`)).text());
    expect(said).toContain('In corso: chieda allo sportello.');
    expect(said).not.toMatch(/Servizio ambiente|Per legge|Prova delle pratiche/);
    expect(said).toContain(number);
  });

  test('takes a code as people type it', async () => {
    const { id } = await plant.case();
    await site.services.db('case_file').where({ id }).update({ tracking_code: 'K7QF9ZTVMA01' });
    const sent = await visit('/stato?codice=k7qf-9ztv-maOl');
    expect(sent.headers.get('location')).toBe('/stato/K7QF9ZTVMA01');
    expect((await visit('/stato/K7QF9ZTVMA01')).status).toBe(200);
  });

  test('makes an address that guesses wait, and forgets it after a while', async () => {
    const { id } = await plant.case();
    const code = await codeOf(id);
    const statuses: number[] = [];
    for (let i = 0; i <= guessLimit; i += 1) statuses.push((await visit(`/stato/SBAGLIATO${i}`)).status);
    expect(statuses.slice(0, guessLimit).every((status) => status === 404)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect((await visit(`/stato/${code}`)).status).toBe(429);
    const kept = (await site.services.db('public_guess').select('address')) as { address: string }[];
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('127.0.0.1');
    await site.services.db('public_guess').update({ since: new Date(Date.now() - 16 * 60_000) });
    expect((await visit(`/stato/${code}`)).status).toBe(200);
  });
});

describe('the published sheets', () => {
  test('are listed and shown, for people and for machines, and may be cached', async () => {
    const list = await visit('/procedimenti');
    expect(await list.text()).toContain('href="/procedimenti/prova-pratiche"');
    expect(list.headers.get('cache-control')).toBe('public, max-age=300');
    const sheet = await visit('/procedimenti/prova-pratiche');
    expect(text(await sheet.text())).toContain('Laura Montanari');
    const again = await visit('/procedimenti/prova-pratiche', {
      'if-none-match': sheet.headers.get('etag') ?? '',
      'cache-control': 'max-age=0', // Node’s own fetch would ask for no cache
    });
    expect(again.status).toBe(304);
    const json = (await (await visit('/procedimenti/prova-pratiche.json')).json()) as {
      art35: Record<string, { testo: string[] }>;
      moduli: { domande: unknown[] }[];
    };
    expect(Object.keys(json.art35)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'l', 'm']);
    expect(json.moduli[0]?.domande.length).toBeGreaterThan(0);
    const all = (await (await visit('/procedimenti.json')).json()) as { procedimenti: { id: string }[] };
    expect(all.procedimenti.map(({ id }) => id)).toContain('prova-pratiche');
    expect((await visit('/procedimenti/mai-visto')).status).toBe(404);
    expect(await (await visit('/robots.txt')).text()).toContain('Disallow: /');
  });

  test('tell usual durations honestly, the waiting for the citizen apart', async () => {
    const fresh = await testSite();
    const { services } = fresh;
    const planting = planted(services);
    await planting.procedure();
    const now = services.clock.now().getTime();
    for (let n = 1; n <= 10; n += 1) {
      const { id, instance } = await planting.case();
      const presented = new Date(now - 100 * day);
      const wait = await planting.passes(instance, 'Catch_Integration', 'INTERMEDIATE_CATCH_EVENT');
      await services
        .db('engine_element')
        .where({ key: wait })
        .update({ entered_at: presented, left_at: new Date(presented.getTime() + 4 * day) });
      await services.db('engine_subscription').insert({
        element_key: wait,
        message_name: 'integrazione.ricevuta',
        instance_key: instance,
        state: 'closed',
        position: n,
      });
      await services
        .db('case_file')
        .where({ id })
        .update({
          status: 'closed',
          presented_at: presented,
          closed_at: new Date(presented.getTime() + (10 + n) * day),
        });
    }
    const page = text(
      await (
        await fetch(`${fresh.url}/procedimenti/prova-pratiche`, { headers: { 'accept-language': 'it' } })
      ).text(),
    );
    expect(page).toContain(
      '10 pratiche chiuse: metà è finita entro 16 giorni, nove su dieci entro 20 giorni.',
    );
    expect(page).toContain('metà entro 12 giorni, nove su dieci entro 16 giorni.');
    expect(page).toContain('Il cittadino si è aspettato per 4 giorni in metà dei casi');
    await fresh.close();
  });
});

test.each([1280, 768, 360])('every page is accessible and fits at %i pixels', async (width) => {
  const { id, instance } = await plant.case({ familyName: 'Bertolini Della Ghirlandina' });
  await plant.passes(instance, 'Task_Inspection', 'USER_TASK', 'completed');
  await plant.passes(instance, 'Catch_Integration', 'INTERMEDIATE_CATCH_EVENT', 'active');
  await site.services.db('public_guess').delete();
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'it-IT' });
  const look = async (name: string, path: string): Promise<void> => {
    await page.goto(`${site.url}${path}`);
    await lookHere(page, `answers/${name}`);
  };
  await look('ask', '/stato');
  await look('unknown', '/stato/SBAGLIATO');
  await look('status', `/stato/${await codeOf(id)}`);
  await look('sheets', '/procedimenti');
  await look('sheet', '/procedimenti/prova-pratiche');
  expect(await page.context().cookies()).toEqual([]);
  if (width === 360) return page.close();
  await page.goto(`${site.url}/login`);
  await page.fill('input[name="username"]', 'anna');
  await page.fill('input[name="password"]', 'sportello');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/login');
  await look('card', `/answers/cases/${id}`);
  await look('procedure-card', '/answers/procedures/prova-pratiche');
  await look('open', '/desk/open');
  await page.close();
});
