import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { signPdf } from '../../papers/signing/sign-pdf.js';
import { simulatedSigning } from '../../papers/signing/simulation.js';
import { createLetterComposer, type LetterComposer } from '../../templates/compose.js';
import { letterCodes, type LetterCode } from '../../templates/letter-codes.js';
import type { LetterData } from '../../templates/letter-data.js';
import { bareLetter } from '../../templates/samples/bare.js';
import { hostileLetter } from '../../templates/samples/hostile.js';
import { sampleLetter } from '../../templates/samples/usual.js';
import { validate, whyNotHere } from './verapdf/validate.js';

const why = await whyNotHere();
if (why) process.stdout.write(`${why}\n`);

const own = `#table(columns: (1fr, auto), table.header([Specie], [Misura]), [{{oppure application.specie "–"}}], [cm],)
- uno
+ due

/ Nome: valore con #emph[enfasi], #strong[forza] e https://www.comune.example
#riquadro[Nota]`;

/** With its English version, which is tagged as English. */
const courteousLetter = (code: LetterCode): LetterData => {
  const data = sampleLetter(code);
  return { ...data, letter: { ...data.letter, courtesy: 'en' } };
};

/** A signature is a later revision of the file, and must spoil neither standard. */
const signedLetter = async (composer: LetterComposer): Promise<Buffer> => {
  const at = new Date('2026-03-02T10:15:00Z');
  const data = courteousLetter('L6');
  data.letter = { ...data.letter, protocol: null, signature: 'digital' };
  const { pdf } = await composer.compose({ code: 'L6', data, at });
  const credential = await simulatedSigning({ now: () => at }).credentialOf({
    username: 'p',
    name: 'Paola Guidetti',
  });
  return signPdf(pdf, credential, { pin: '', otp: '' }, { name: 'Paola Guidetti', at });
};

it.skipIf(why !== undefined)(
  'every letter is PDF/A-2a and PDF/UA-1 for veraPDF',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verapdf-'));
    const composer = createLetterComposer({ timeLimitMs: 90_000 }); // busy machines are slow; time isn’t the question here
    const files: string[] = [];
    for (const code of letterCodes) {
      for (const make of [courteousLetter, hostileLetter, bareLetter]) {
        const file = join(folder, `${code}-${make.name}.pdf`);
        const { pdf } = await composer.compose({ code, data: make(code), ownPart: own, at: new Date(0) });
        await writeFile(file, pdf);
        files.push(file);
      }
    }
    files.push(join(folder, 'signed.pdf'));
    await writeFile(join(folder, 'signed.pdf'), await signedLetter(composer));
    await composer.close();
    const verdicts = await validate(['2a', 'ua1'], files);
    await rm(folder, { recursive: true });
    expect(verdicts).toHaveLength(files.length * 2);
    expect(verdicts.filter(({ passed }) => !passed)).toEqual([]);
  },
  400_000,
);

it.skipIf(why !== undefined)('veraPDF says no to a file that isn’t', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'verapdf-'));
  const composer = createLetterComposer();
  const { pdf } = await composer.compose({ code: 'L2', data: sampleLetter('L2'), at: new Date(0) });
  await composer.close();
  const file = join(folder, 'spoilt.pdf');
  await writeFile(
    file,
    Buffer.from(pdf.toString('latin1').replaceAll('pdfuaid:part', 'pdfuaid:pert'), 'latin1'),
  );
  const verdicts = await validate(['ua1'], [file]);
  await rm(folder, { recursive: true });
  expect(verdicts.map(({ passed }) => passed)).toEqual([false]);
});
