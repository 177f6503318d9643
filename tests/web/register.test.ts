import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdfOf } from '../helpers/papers.js';
import { people, type People } from '../helpers/people.js';
import { lookInto } from '../helpers/look.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let crowd: People;

beforeAll(async () => {
  site = await testSite();
  crowd = await people(site.url);
});
afterAll(async () => {
  await crowd.close();
  await site.close();
});

const look = lookInto('register');

const fill = async (page: Page, sender: string, object: string, content: Buffer): Promise<void> => {
  await page.goto(`${site.url}/register/new`);
  await page.fill('#correspondent', sender);
  await page.fill('#object', object);
  await page.setInputFiles('#document', {
    name: 'lettera.pdf',
    mimeType: 'application/pdf',
    buffer: content,
  });
};

describe('at the desk and at the register', () => {
  test('a document of no case is registered, seen, verified, and cancelled by the registrar', async () => {
    const anna = await crowd.as('anna');
    await anna.goto(`${site.url}/register`);
    await look(anna, 'register-empty');
    await anna.getByRole('link', { name: 'Registra un documento' }).click();
    await anna.getByRole('button', { name: 'Registra al protocollo' }).click();
    await anna.waitForSelector('.error-summary');
    await look(anna, 'new-errors');

    const content = await pdfOf('Reclamo');
    await fill(anna, 'Condominio «Le Querce» di via Aldo Moro', 'Segnalazione di una buca', content);
    await anna.fill('#senderNumber', '77/A');
    await anna.fill('#senderDate', '01/03/2026');
    await anna.selectOption('#classification', 'VI-7');
    await anna.getByRole('button', { name: 'Registra al protocollo' }).click();
    await anna.waitForURL(/\/register\/[0-9a-f-]{36}$/);
    const number = (await anna.locator('dd strong').first().textContent()) ?? '';
    expect(number).toMatch(/^0000001\/20\d\d$/);
    await anna.getByRole('button', { name: 'Verifica adesso' }).click();
    await anna.getByText('ogni impronta corrisponde').waitFor();
    await look(anna, 'registration');
    await anna.goto(`${site.url}/register?object=buca`);
    expect(await anna.getByRole('link', { name: number }).count()).toBe(1);
    expect(await anna.getByRole('link', { name: 'Annulla' }).count()).toBe(0);

    const nadia = await crowd.as('nadia');
    await nadia.getByRole('link', { name: number }).click();
    await nadia.getByRole('link', { name: 'Annulla la registrazione' }).click();
    await nadia.getByRole('button', { name: 'Annulla la registrazione' }).click();
    await nadia.waitForSelector('.error-summary');
    await look(nadia, 'cancel-errors');
    await nadia.fill('#reason', 'Registrata per errore al posto di un’altra');
    await nadia.fill('#authority', 'Laura Montanari, segretaria comunale');
    await nadia.fill('#act', 'Provvedimento n. 4 del 02/03/2026');
    await nadia.getByRole('button', { name: 'Annulla la registrazione' }).click();
    await nadia.getByText(`Registrazione n. ${number} annullata`).waitFor();
    await look(nadia, 'registration-cancelled');
    await anna.goto(`${site.url}/register`);
    const struck = anna.locator('tr.is-cancelled .struck').first();
    expect(await struck.evaluate((element) => getComputedStyle(element).textDecorationLine)).toBe(
      'line-through',
    );
    await look(anna, 'register');
    const line = (await site.services
      .db('audit')
      .where({ act: 'registrazione.annullata' })
      .first('actor_name', 'details')) as { actor_name: string; details: Record<string, string> };
    expect([line.actor_name, line.details['autorizzataDa']]).toEqual([
      'Nadia Melli',
      'Laura Montanari, segretaria comunale',
    ]);
    expect(crowd.complaints).toEqual([]);
  });

  test('the same document again is asked about, and linked when it is registered', async () => {
    const anna = await crowd.as('anna');
    const content = await pdfOf('Istanza di contributo');
    await fill(anna, 'Associazione Il Ponte', 'Richiesta di contributo', content);
    await anna.getByRole('button', { name: 'Registra al protocollo' }).click();
    await anna.waitForURL(/\/register\/[0-9a-f-]{36}$/);
    const first = (await anna.locator('dd strong').first().textContent()) ?? '';
    await fill(anna, ' associazione  il ponte', 'Richiesta di contributo', content);
    await anna.getByRole('button', { name: 'Registra al protocollo' }).click();
    await anna.getByText('è già al protocollo').waitFor();
    await look(anna, 'duplicate');
    await anna.getByRole('button', { name: 'È una nuova presentazione' }).click();
    await anna.waitForURL(/\/register\/[0-9a-f-]{36}$/);
    expect(await anna.getByRole('link', { name: first }).count()).toBe(1);
  });
});
