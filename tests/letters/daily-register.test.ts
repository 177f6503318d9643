import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { noticeQr } from '../../templates/notice-qr.js';
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

const notice = {
  title: 'Avviso di pagamento 301202600001234571',
  municipality: { name: 'Comune di Prova', taxCode: '00284720356', address: 'Piazza 1', postalCode: '42013' },
  desk: { name: 'Sportello', address: 'Piazza 1', hours: 'dal lunedì al venerdì', phone: '0522 000001' },
  privacy: { text: 'Il Comune tratta questi dati per riscuotere.', dpo: 'dpo@comune.example' },
  caseNumber: '2026/000123',
  number: '3012 0260 0001 2345 71',
  amount: '1.234.567,89',
  subject: `Canone #let x = 1 ${'per l’occupazione di suolo '.repeat(4)}`.slice(0, 140),
  debtor: { name: `Łukasz 张伟 محمد ${'De Rossi '.repeat(60)}`, taxCode: 'RSSMRA79B11C566R' },
  dueOn: '2026-05-04',
  issuedOn: '2026-04-04T10:00:00Z',
  qr: noticeQr({ noticeNumber: '301202600001234571', taxCode: '00284720356', cents: 123_456_789 }),
};

it.skipIf(why !== undefined)(
  'the daily register, full and empty, and a notice of payment are PDF/A-2a and PDF/UA-1 for veraPDF',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verapdf-'));
    const composer = createLetterComposer();
    const data = [
      { ...day, count: 60, entries: Array.from({ length: 60 }, () => entry), cancelled: [cancelled] },
      { ...day, count: 0, entries: [], cancelled: [] },
    ];
    const printed = [
      ...data.map((one) => ({ document: 'daily-register' as const, data: one })),
      { document: 'payment-notice' as const, data: notice },
    ];
    const files: string[] = [];
    for (const [index, one] of printed.entries()) {
      const file = join(folder, `${index}.pdf`);
      const { pdf } = await composer.print({ ...one, at: new Date(0) });
      await writeFile(file, pdf);
      files.push(file);
    }
    await composer.close();
    const verdicts = await validate(['2a', 'ua1'], files);
    await rm(folder, { recursive: true });
    expect(verdicts).toHaveLength(6);
    expect(verdicts.filter(({ passed }) => !passed)).toEqual([]);
  },
);
