import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScanFolder, type ScanFolder } from '../../papers/scan-folder.js';
import { clamdDouble, eicar } from '../helpers/clamd-double.js';
import type { HttpSession } from '../helpers/http-session.js';
import { pdfOf } from '../helpers/papers.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let anna: HttpSession;
let plant: Planted;
let scans: ScanFolder;
/** Seconds; when the scanner finished its first file. */
const scannedAt = 1_772_000_000;
const folder = mkdtempSync(join(tmpdir(), 'sportello-scans-'));

beforeAll(async () => {
  site = await testSite();
  anna = await site.as('anna');
  plant = planted(site.services);
  await plant.procedure();
  scans = createScanFolder(site.services, folder);
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: Buffer): void => writeFileSync(join(folder, name), content);
const looks = async (): Promise<number> => (await scans.look()) + (await scans.look());
const names = (): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const waiting = (): Promise<{ filename: string; status: string }[]> =>
  site.services.db('scan').orderBy(['taken_at', 'filename']).select('filename', 'status') as never;

test('a file is taken when it is whole, once, and not while it is being written', async () => {
  const pdf = await pdfOf('Scansione');
  write('lettera.pdf', pdf.subarray(0, 300));
  write('.nascosto.pdf', pdf);
  write('a-metà.pdf.part', pdf);
  expect(await looks()).toBe(0); // still, but without its end
  write('lettera.pdf', pdf);
  utimesSync(join(folder, 'lettera.pdf'), scannedAt, scannedAt);
  expect(await scans.look()).toBe(0); // just changed
  expect(await scans.look()).toBe(1);
  expect(names().sort()).toEqual(['.nascosto.pdf', 'a-metà.pdf.part']);
  expect(await waiting()).toEqual([{ filename: 'lettera.pdf', status: 'waiting' }]);
});

test('the same file left there by a crash is only moved away', async () => {
  write('lettera.pdf', await pdfOf('Scansione'));
  utimesSync(join(folder, 'lettera.pdf'), scannedAt, scannedAt);
  expect(await looks()).toBe(1);
  expect(names()).not.toContain('lettera.pdf');
  expect(await waiting()).toHaveLength(1);
});

test('what can’t be taken is set aside and the desk is told why', async () => {
  const daemon = await clamdDouble();
  Object.assign(site.services.config, { CLAMD_ADDRESS: daemon.address });
  write('programma.exe', Buffer.from('MZ'));
  write('virus.pdf', Buffer.concat([await pdfOf('x'), Buffer.from(`\n${eicar}\n%%EOF`)]));
  expect(await looks()).toBe(2);
  await daemon.close();
  write('dopo.pdf', await pdfOf('Dopo'));
  expect(await looks()).toBe(0); // the scanner is away: it waits for it
  Object.assign(site.services.config, { CLAMD_ADDRESS: undefined });
  expect(await scans.look()).toBe(1);
  const { html } = await anna.get('/desk/scans');
  for (const words of [
    'programma.exe',
    'il tipo di file non si accetta',
    'virus.pdf',
    'contiene un virus',
    'dopo.pdf',
  ])
    expect(html).toContain(words);
  expect(readdirSync(join(folder, 'rifiutate'))).toHaveLength(2);
});

test('a scan is registered, or added to a case, or discarded; never two of these', async () => {
  const file = await plant.case({ familyName: 'Scandiani' });
  const list = await anna.get('/desk/scans');
  const [, first = ''] = /\/register\/new\?document=([0-9a-f-]{36})/.exec(list.html) ?? [];
  const form = await anna.get(`/register/new?document=${first}`);
  expect(form.html).toContain('lettera.pdf');
  const registered = await anna.submit(
    form,
    {
      correspondent: 'Verdi Luca',
      object: 'Reclamo',
      _file: `${first}:document`,
      document: new File([], ''),
    },
    /register\/new/,
  );
  expect(registered.html).toContain('Registrato al protocollo');

  const rest = await anna.get('/desk/scans');
  expect(rest.html).not.toContain(first);
  const [, second = ''] = /\/register\/new\?document=([0-9a-f-]{36})/.exec(rest.html) ?? [];
  const wrong = await anna.submit(rest, { number: '2026/999999' }, /attach$/);
  expect([wrong.status, wrong.html.includes('Nessuna pratica con il numero')]).toEqual([422, true]);
  const attached = await anna.submit(rest, { number: file.number }, /attach$/);
  expect(attached.html).toContain(`Scansione aggiunta alla pratica ${file.number}`);
  expect((await anna.submit(rest, { number: file.number }, /attach$/)).status).toBe(409);
  expect((await anna.get(`/cases/${file.id}`)).html).toContain(second);
  const done = await anna.submit(await anna.get('/desk/scans'), {}, /discard$/);
  expect(done.html).toContain('Scansione scartata');
  expect((await (await site.as('carla')).get('/desk/scans')).status).toBe(403);
});
