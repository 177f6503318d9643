import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLetterComposer, type LetterComposer } from '../../templates/compose.js';
import { letterCodes, type LetterCode } from '../../templates/letter-codes.js';
import { type LetterData } from '../../templates/letter-data.js';
import { bareLetter } from '../../templates/samples/bare.js';
import { hostileLetter } from '../../templates/samples/hostile.js';
import { sampleLetter } from '../../templates/samples/usual.js';

const run = promisify(execFile);
const at = new Date('2026-03-02T10:15:00Z');
const timings: string[] = [];
/** A machine with much else to do is slow, and hostile letters are big: what is tested here is not the time. */
const patient = { timeLimitMs: 90_000 };
let composer: LetterComposer;
let other: LetterComposer;
let folder: string;

const compose = (code: LetterCode, data: LetterData, ownPart = '') =>
  composer.compose({ code, data, ownPart, at });

/** The letter's text as a reader gets it, breaks as single blanks (poppler's pdftotext). */
const textOf = async (pdf: Buffer): Promise<string> => {
  const file = join(folder, 'letter.pdf');
  await writeFile(file, pdf);
  const { stdout } = await run('pdftotext', ['-layout', file, '-']);
  return stdout.replace(/\u200b/g, '').replace(/\s+/g, ' ');
};

beforeAll(async () => {
  composer = createLetterComposer(patient);
  other = createLetterComposer(patient);
  folder = await mkdtemp(join(tmpdir(), 'letters-'));
});
afterAll(async () => {
  await Promise.all([composer.close(), other.close()]);
  await rm(folder, { recursive: true });
  process.stdout.write(`\n${timings.join('\n')}\n`);
});

describe.each(letterCodes)('%s', (code) => {
  it.each([
    ['as the town writes it', sampleLetter],
    ['with hostile data', hostileLetter],
    ['with the least there can be', bareLetter],
  ])('comes out %s', async (what, make) => {
    const started = performance.now();
    const { pdf, sha256, templateVersion } = await compose(code, make(code));
    timings.push(
      `${code} ${what}: ${Math.round(performance.now() - started)} ms, ${Math.round(pdf.length / 1024)} KB`,
    );
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(templateVersion).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same file twice', async () => {
    const first = await compose(code, sampleLetter(code));
    const second = await other.compose({ code, data: sampleLetter(code), at });
    expect(second.sha256).toBe(first.sha256);
    expect(second.pdf.equals(first.pdf)).toBe(true);
  });

  it('says who writes to whom, about what, under which numbers', async () => {
    const data = sampleLetter(code);
    const { pdf } = await compose(code, data);
    const text = await textOf(pdf);
    for (const part of [
      'Comune di Casalgrande',
      'Settore Ambiente e Verde pubblico',
      `Protocollo n. ${data.letter.protocol?.number ?? ''}`,
      '2026/000123',
      data.addressee.name,
      'Dario Ferrari',
      'Sportello al cittadino',
      'dpo@comune.example',
      'pagina 1 di',
      data.letter.subject,
      'Firma autografa sostituita a mezzo stampa (art. 3, comma 2, D.Lgs. 39/1993)',
    ]) {
      expect(text).toContain(part);
    }
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(document.getTitle()).toBe(data.letter.subject);
    expect(document.getCreationDate()?.toISOString()).toBe(at.toISOString());
  });
});

describe('what a letter says', () => {
  it('a receipt gives the hour, the hashes and the answer term; as notice also the items of art. 8', async () => {
    const text = await textOf((await compose('L1', sampleLetter('L1'))).pdf);
    expect(text).toContain('02/03/2026, ore 11:12');
    expect(text).toContain('3f2a9c1be07d4a65b8c94d1e6f705a2b3c4d5e6f708192a3b4c5d6e7f8091a2b');
    expect(text).toMatch(/entro il 01\/04\/2026/);
    expect(text).toContain('Dott. Luca Bertani');
    const plain = sampleLetter('L1');
    plain.letter.avvio = false;
    expect(await textOf((await compose('L1', plain)).pdf)).not.toContain('Avvio del procedimento');
  });

  it('a late act prints both terms', async () => {
    const late = sampleLetter('L6');
    late.letter.date = '2026-05-04T08:00:00Z';
    expect(await textOf((await compose('L6', late)).pdf)).toMatch(/era il 01\/04\/2026 .*dopo 63 giorni/);
  });

  it('a refusal answers each observation, or says that none came', async () => {
    const refusal = sampleLetter('L7');
    expect(await textOf((await compose('L7', refusal)).pdf)).toContain('Le radici sollevano il vialetto.');
    refusal.decision = { ...refusal.decision, observations: [] };
    expect(await textOf((await compose('L7', refusal)).pdf)).toContain('non ne sono pervenute');
  });

  it('a request gives the list, the reasons, the day, and what it does to the term', async () => {
    const request = sampleLetter('L4');
    const text = await textOf((await compose('L4', request)).pdf);
    for (const part of [
      'Consenso scritto del comproprietario',
      'è una dichiarazione che può rendere soltanto lui',
      'entro il 01/04/2026',
      'sospende il termine dal 02/03/2026',
      'una sola volta',
      'Se non risponde',
    ])
      expect(text).toContain(part);
    const second = {
      ...request,
      clock: request.clock && { ...request.clock, outcome: 'second-time' as const },
    };
    expect(await textOf((await compose('L4', second)).pdf)).toContain(
      'Questa richiesta non ferma il termine',
    );
  });

  it('a notice of refusal gives each ground with its law, the days, and the effect on the term', async () => {
    const text = await textOf((await compose('L5', sampleLetter('L5'))).pdf);
    for (const part of [
      'prova strumentale',
      'art. 14 del',
      '10 giorni da quando riceve questa lettera',
      'sospeso dal giorno',
    ])
      expect(text).toContain(part);
  });

  it('an attestation of silence gives the ledger and says that it is no new act', async () => {
    const text = await textOf((await compose('L8', sampleLetter('L8'))).pdf);
    for (const part of [
      'la richiesta di documenti',
      '12/03/2026',
      '25/03/2026',
      '14/04/2026',
      'non è un nuovo atto',
    ])
      expect(text).toContain(part);
  });

  it('a courtesy version stands beside the Italian one, and says that it has no legal value', async () => {
    for (const code of letterCodes) {
      const data = sampleLetter(code);
      data.letter.courtesy = 'en';
      const text = await textOf((await compose(code, data)).pdf);
      expect(text).toContain('Courtesy translation');
      expect(text).toContain('only one with legal value');
      expect(text).toContain('2026/000123');
    }
    expect(await textOf((await compose('L4', sampleLetter('L4'))).pdf)).not.toContain('Courtesy');
  });

  it('a draft is marked as one', async () => {
    const draft = sampleLetter('L6');
    draft.letter.protocol = null;
    const text = await textOf((await compose('L6', draft)).pdf);
    expect(text).toContain('Bozza non protocollata');
    expect(text).toMatch(/ZZ/); // the mark across the page comes out in pieces, it stands aslant
    expect(await textOf((await compose('L6', sampleLetter('L6'))).pdf)).not.toMatch(/Bozza|ZZ/);
  });

  it('prints what somebody typed as they typed it', async () => {
    const typed = 'Via "Larga" #read("/etc/passwd") *x* $y$ \\ [z] `w` @q <r> {{s}} // t';
    const data = sampleLetter('L1');
    data.answers = [{ label: 'Indirizzo', value: typed }];
    expect(await textOf((await compose('L1', data)).pdf)).toContain(typed);
  });

  it('holds the procedure’s own part', async () => {
    const own = [
      '== Alberi',
      '#table(columns: (1fr, auto), table.header([Specie], [Misura]),',
      '[{{application.specie}}], [{{numero application.circonferenza 1}} cm],)',
      'Sopralluogo del {{data tasks.sopralluogo.data}}.',
    ].join('\n');
    const { pdf, templateVersion } = await compose('L6', sampleLetter('L6'), own);
    const text = await textOf(pdf);
    expect(text).toContain('112,5 cm');
    expect(text).toContain('Sopralluogo del 12/03/2026.');
    expect(templateVersion).not.toBe((await compose('L6', sampleLetter('L6'))).templateVersion);
  });

  it('is shown as one SVG a page', async () => {
    const pages = await composer.svgPages({ code: 'L1', data: sampleLetter('L1'), at });
    expect(pages).toHaveLength(2);
    for (const page of pages) expect(page).toMatch(/^<svg [^>]*viewBox="0 0 595/);
  });

  it('does not come out when the law wants more', async () => {
    const data = sampleLetter('L6');
    data.remedies = [];
    await expect(compose('L6', data)).rejects.toMatchObject({ code: 'letter.incomplete', field: 'remedies' });
    await expect(compose('L7', sampleLetter('L6'))).rejects.toMatchObject({ code: 'letter.data' });
  });
});
