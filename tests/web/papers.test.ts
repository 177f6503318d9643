import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Registration } from '../../db/models/registration.js';
import { makeMissingDays } from '../../db/transactions/daily-register.js';
import { actorNamed, pdfOf, registered } from '../helpers/papers.js';
import { people, type People } from '../helpers/people.js';
import { lookInto } from '../helpers/look.js';
import { signer, signPdf } from '../helpers/signer.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let crowd: People;
let plant: Planted;

beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  crowd = await people(site.url);
});
afterAll(async () => {
  await crowd.close();
  await site.close();
});

const look = lookInto('papers');

/** Drops a file onto a question, as a hand does with a mouse. */
const drop = async (page: Page, selector: string, name: string, content: Buffer): Promise<void> => {
  const transfer = await page.evaluateHandle(
    ({ bytes, filename }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], filename));
      return data;
    },
    { bytes: [...content], filename: name },
  );
  await page.dispatchEvent(selector, 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent(selector, 'drop', { dataTransfer: transfer });
};

test('a signed container is dropped, recognised and readable; a new version keeps the old and the register’s hash', async () => {
  const by = await signer('ROSSI MARIA', 'TINIT-RSSMRA79B11C566R');
  const pdf = await pdfOf('Relazione tecnica');
  const anna = await crowd.as('anna');
  await anna.goto(`${site.url}/register/new`);
  await anna.fill('#correspondent', 'Arch. Maria Rossi');
  await anna.fill('#object', 'Relazione tecnica firmata');
  await drop(anna, 'label[for=document]', 'relazione.pdf.p7m', await by.sign(pdf));
  await drop(anna, '#attachments', 'programma.exe', pdf); // not of a kind that is taken
  await drop(anna, '#attachments', 'allegato.pdf', await signPdf(pdf, by));
  await anna.getByRole('button', { name: 'Registra al protocollo' }).click();
  await anna.waitForURL(/\/register\/[0-9a-f-]{36}$/);
  const hash = await anna.locator('code.hash').first().textContent();
  expect(await anna.locator('code.hash').count()).toBe(2);

  await anna.getByRole('link', { name: 'relazione', exact: true }).click();
  await anna.getByRole('heading', { name: 'ROSSI MARIA' }).waitFor();
  for (const words of [
    'è quello che è stato firmato',
    'con la chiave del certificato',
    'Sportello non lo verifica',
  ])
    expect(await anna.getByText(words).count(), words).toBe(1);
  await look(anna, 'signed');
  const twin = await anna.locator('.preview iframe').getAttribute('src');
  const shown = await anna.request.get(`${site.url}${twin ?? ''}`);
  expect((await shown.body()).equals(pdf)).toBe(true);
  expect(shown.headers()['content-security-policy']).toContain("default-src 'none'");

  await anna.selectOption('#classification', 'VI-3');
  await anna.getByRole('button', { name: 'Classifica' }).click();
  await anna.getByText('Documento classificato').waitFor();
  await anna.getByRole('button', { name: 'Carica', exact: true }).click();
  await anna.getByText('Scegli il file della nuova versione').waitFor();
  await drop(anna, '#file', 'relazione-corretta.pdf', await pdfOf('Relazione corretta'));
  await anna.getByRole('button', { name: 'Carica', exact: true }).click();
  await anna.getByText('Nuova versione caricata').waitFor();
  await look(anna, 'versions');
  await anna.getByRole('link', { name: 'versione 1' }).click();
  await anna.getByText('Questa è una versione superata').waitFor();
  await anna.locator('dd a[href^="/register/"]').click();
  expect(await anna.locator('code.hash').first().textContent()).toBe(hash);
  await anna.getByRole('button', { name: 'Verifica adesso' }).click();
  await anna.getByText('ogni impronta corrisponde').waitFor();
  expect(crowd.complaints).toEqual([]);
});

test('a stored file that was changed or lost is found out by the check', async () => {
  const at = new Date('2026-03-02T09:00:00Z');
  const changed = await registered(site.services, { at, content: 'originale' });
  const lost = await registered(site.services, { at, content: 'perduto' });
  const file = ({ sha256 }: Registration): string =>
    join(site.services.config.SPORTELLO_DATA, 'documents', sha256.slice(0, 2), sha256);
  writeFileSync(file(changed), 'falsificato');
  rmSync(file(lost));
  const anna = await crowd.as('anna');
  for (const [{ id }, words] of [
    [changed, 'non corrisponde'],
    [lost, 'non si legge'],
  ] as const) {
    await anna.goto(`${site.url}/register/${id}`);
    await anna.getByRole('button', { name: 'Verifica adesso' }).click();
    await anna.getByText('non sono più quelli registrati').waitFor();
    expect(await anna.getByText(words, { exact: true }).count()).toBe(1);
  }
  await look(anna, 'verify-broken');
});

test('a restricted case shows in the register that it exists, and no more, to who needn’t know it', async () => {
  const at = new Date('2026-03-02T10:00:00Z');
  const { id: caseId } = await plant.case({ restricted: true, openedBy: 'bruno', familyName: 'Segreti' });
  const hidden = await registered(site.services, { at, object: 'Contrassegno invalidi', caseId });
  const [anna, bruno, nadia, carla] = await Promise.all(['anna', 'bruno', 'nadia', 'carla'].map(site.as));
  for (const session of [anna, nadia]) {
    const { html } = (await session?.get('/register?year=2026')) ?? { html: '' };
    expect(html).toContain('Registrazione riservata');
    expect(html).not.toContain('Contrassegno');
    expect((await session?.get('/register?year=2026&object=contrassegno'))?.html).toContain(
      'Nessuna registrazione',
    );
    for (const path of [
      `/register/${hidden.id}`,
      `/documents/${hidden.documentId}`,
      `/papers/${hidden.documentId}`,
    ]) {
      const refused = await session?.get(path);
      expect(refused?.status, path).toBe(403);
      expect(refused?.html).toContain('Pratica riservata.');
    }
  }
  expect((await bruno?.get(`/register/${hidden.id}`))?.html).toContain('Contrassegno invalidi');
  expect((await carla?.get('/register'))?.status).toBe(403);
  const free = await registered(site.services, { at, object: 'Libera' });
  expect((await carla?.get(`/documents/${free.documentId}`))?.status).toBe(404);
  expect((await nadia?.get(`/documents/${free.documentId}`))?.status).toBe(200);
});

test('the other screens of the register and of the scans are in order', async () => {
  await makeMissingDays(site.services, await actorNamed(site.services.db, 'nadia'));
  const nadia = await crowd.as('nadia');
  await nadia.goto(`${site.url}/register/days`);
  await look(nadia, 'days');
  await nadia.goto(`${site.url}/register/emergency`);
  await nadia.getByRole('button', { name: 'Apri il registro' }).click();
  await nadia.waitForSelector('.error-summary');
  await look(nadia, 'emergency-errors');
  await nadia.fill('#startedDay', '01/03/2026');
  await nadia.fill('#startedTime', '08:30');
  await nadia.fill('#cause', 'Interruzione della corrente nella sede di piazza Martiri della Libertà');
  await nadia.fill('#authority', 'Laura Montanari, provvedimento n. 9 del 01/03/2026');
  await nadia.getByRole('button', { name: 'Apri il registro' }).click();
  await nadia.getByRole('button', { name: 'Chiudi il registro' }).waitFor();
  await look(nadia, 'emergency-open');
  await nadia.fill('#endedDay', '01/03/2026');
  await nadia.fill('#endedTime', '11:00');
  await nadia.fill('#lastNumber', 'E2');
  await nadia.getByRole('button', { name: 'Chiudi il registro' }).click();
  await nadia.setInputFiles('#csv-file', {
    name: 'foglio.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'numero;data;ora;direzione;corrispondente;oggetto\n1;01/03/2026;09:00;E;Rossi Maria;Domanda\n2;01/03/2026;07:00;X;;Domanda\n',
    ),
  });
  await nadia.getByRole('button', { name: 'Controlla' }).click();
  await nadia.getByText('Da correggere: 1').waitFor();
  await look(nadia, 'emergency-preview');
  await nadia.getByRole('button', { name: 'Importa una registrazione' }).click();
  await nadia.getByText('Importata una registrazione').waitFor();
  await look(nadia, 'emergency-imported');

  await site.services.db('scan').insert([
    {
      filename: 'scansione-del-piano-terra-del-24-novembre-alle-otto-e-trenta.exe',
      sha256: '',
      file_time: new Date(),
      refusal: 'unknown-ending',
      status: 'refused',
      taken_at: new Date(),
    },
    {
      filename: 'doc00012.pdf',
      sha256: 'x',
      file_time: new Date(),
      document_id: await strayDocument(),
      status: 'waiting',
      taken_at: new Date(),
    },
  ]);
  const anna = await crowd.as('anna');
  await anna.goto(`${site.url}/desk`);
  await anna.getByRole('link', { name: '2 scansioni da associare' }).click();
  await anna.fill('input[name=number]', '2026/999999');
  await anna.getByRole('button', { name: 'Aggiungi alla pratica' }).click();
  await anna.getByText('Nessuna pratica con il numero').waitFor();
  await look(anna, 'scans');
  expect(crowd.complaints).toEqual([]);
});

const strayDocument = async (): Promise<string> => {
  const pdf = await pdfOf('Scansione');
  const stored = await site.services.documents.put(pdf);
  const [row] = (await site.services
    .db('document')
    .insert({
      direction: 'incoming',
      title: 'doc00012',
      filename: 'doc00012.pdf',
      media_type: 'application/pdf',
      size: stored.size,
      sha256: stored.sha256,
      storage_key: stored.storageKey,
      created_at: new Date(),
    })
    .returning('id')) as { id: string }[];
  return row?.id ?? '';
};
