import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { bundleHash } from '../../processes/catalogue/bundle.js';
import { loadFolder } from '../../processes/catalogue/folder.js';
import { procedureFolders } from '../../processes/catalogue/publish.js';
import { launchBrowser } from '../helpers/browser.js';
import { lookInto, picture } from '../helpers/look.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let browser: Browser;
let page = '';
const look = lookInto('reading');

/** The procedure of the analysts' guide, published. */
beforeAll(async () => {
  [site, browser] = await Promise.all([testSite(), launchBrowser()]);
  const [folder = ''] = await procedureFolders(inRepo('docs/esempi'));
  const bundle = await loadFolder(folder);
  const at = site.services.clock.now();
  await site.services.db('procedure_version').insert({
    procedure_id: bundle.sheet.id,
    content_hash: bundleHash(bundle),
    bundle: JSON.stringify(bundle),
    status: 'deployed',
    engine_version: 3,
    process_definition_key: '2251799813685299',
    created_at: at,
    created_by: 'prova',
    deployed_at: at,
  });
  await site.services.db.raw("select pg_notify('procedures', '')");
  page = `/procedures/${bundle.sheet.id}`;
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const text = (html: string): string =>
  html
    .replace(/<(head|style|script|svg)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('how a procedure works', () => {
  test.each(['anna', 'carla', 'dario', 'nadia', 'lara', 'mario'])(
    'is open to %s, with its diagram',
    async (name) => {
      const session = await site.as(name);
      expect((await session.get('/procedures')).html).toContain(`href="${page}"`);
      const { status, html } = await session.get(page);
      expect(status).toBe(200);
      expect(html).toContain('data-element-id="Task_Check"');
    },
  );

  test('is led to from where operators open a case and read an answer aloud', async () => {
    const anna = await site.as('anna');
    for (const address of ['/desk/open', page.replace('/procedures', '/answers/procedures')])
      expect((await anna.get(address)).html).toContain(`href="${page}"`);
  });

  test('is told step by step: who, until when, what is asked, decided and written, and where it goes on', async () => {
    const told = text((await (await site.as('anna')).get(page)).html);
    for (const said of [
      'Versione 3',
      '4 Guarda se la sala si può dare compito',
      'Guarda nel calendario se la sala è libera',
      'A chi ha chiesto si dice: La Segreteria guarda se la sala è libera.',
      'Chi lo fa Segreteria comunale Entro quando Entro 5 giorni lavorativi Che cosa si scrive La sala si può dare?',
      'Decide la tabella Tariffa della sala, in centesimi Gli enti del Terzo settore non pagano Gli altri pagano a ore',
      'Lettera Diniego',
      'Emette l’avviso, aspetta il pagamento',
      'Firma la concessione (Segreteria comunale',
      'E poi sì : 6. Prepara la concessione no :',
      'In ogni momento: Rinuncia',
      'Ricorso al Tribunale amministrativo regionale',
    ])
      expect(told).toContain(said);
  });

  test('says where each way goes on by a number that is there', async () => {
    const { html } = await (await site.as('anna')).get(page);
    const links = [...html.matchAll(/href="#(step-[^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(4);
    for (const id of links) expect(html).toContain(`id="${id}"`);
    expect(links.every((id) => !id?.endsWith('-0'))).toBe(true);
  });

  test('is looked at, and prints without what belongs to the screen', async () => {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await tab.goto(`${site.url}/login`);
    await tab.fill('input[name=username]', 'anna');
    await tab.fill('input[name=password]', 'sportello');
    await tab.press('input[name=password]', 'Enter');
    await tab.waitForURL((url) => url.pathname !== '/login');
    await tab.goto(`${site.url}/procedures`);
    await look(tab, 'list');
    await tab.goto(`${site.url}${page}`);
    await look(tab, 'procedure');
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.isVisible('.top')).toBe(false);
    expect(await tab.isVisible('.page-head .actions')).toBe(false);
    expect(await tab.isVisible('.diagram')).toBe(true);
    await picture(tab, 'reading/print');
    await tab.close();
  });
});
