import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLetterComposer } from '../../templates/compose.js';
import { validate, whyNotHere } from './verapdf/validate.js';

const why = await whyNotHere();
if (why) process.stdout.write(`${why}\n`);

const entry = {
  text: '0000001/2026',
  emergencyNumber: 3,
  registeredAt: '2026-03-02T09:00:00Z',
  presentedAt: '2026-03-01T09:00:00Z',
  isLate: true,
  way: 'E',
  names: 'Rossi Maria #let x = 1',
  object: 'Domanda di *contributo*',
  sha256: 'a'.repeat(64),
  attachmentCount: 1,
  attachments: [{ title: 'Planimetria', sha256: 'b'.repeat(64) }],
};
const cancelled = {
  text: '0000001/2026',
  cancelledAt: '2026-03-02T10:00:00Z',
  cancelledBy: 'Nadia Melli',
  reason: 'Doppia',
  authority: 'La segretaria',
  act: 'n. 4',
};
const day = {
  title: 'Registro giornaliero di protocollo del 02/03/2026',
  municipality: 'Comune di Prova',
  day: '2026-03-02',
  volume: 1,
  madeAt: '2026-03-03T00:11:00Z',
};

it.skipIf(why !== undefined)(
  'the daily register, full and empty, is PDF/A-2a and PDF/UA-1 for veraPDF',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verapdf-'));
    const composer = createLetterComposer();
    const data = [
      { ...day, count: 60, entries: Array.from({ length: 60 }, () => entry), cancelled: [cancelled] },
      { ...day, count: 0, entries: [], cancelled: [] },
    ];
    const files: string[] = [];
    for (const [index, one] of data.entries()) {
      const file = join(folder, `${index}.pdf`);
      const { pdf } = await composer.print({ document: 'daily-register', data: one, at: new Date(0) });
      await writeFile(file, pdf);
      files.push(file);
    }
    await composer.close();
    const verdicts = await validate(['2a', 'ua1'], files);
    await rm(folder, { recursive: true });
    expect(verdicts).toHaveLength(4);
    expect(verdicts.filter(({ passed }) => !passed)).toEqual([]);
  },
);
