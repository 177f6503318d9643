import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { openContainer } from '../../../papers/signatures/cades.js';
import { inspectPdf } from '../../../papers/signatures/pades.js';
import { signer, signPdf, type Signer } from '../../helpers/signer.js';

let rossi: Signer;
let bianchi: Signer;
let pdf: Buffer;
beforeAll(async () => {
  [rossi, bianchi] = await Promise.all([
    signer('ROSSI MARIA', 'TINIT-RSSMRA79B11C566R'),
    signer('BIANCHI STEFANO', 'TINIT-BNCSFN70A01H501X'),
  ]);
  const document = await PDFDocument.create();
  document.addPage([200, 200]).drawText('Relazione', { x: 20, y: 150 });
  pdf = Buffer.from(await document.save({ useObjectStreams: false }));
});

/** The same bytes with one of them changed. */
const spoilt = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

describe('a .p7m', () => {
  test('tells who signed it, and gives back what was signed', async () => {
    const { report, content } = await openContainer(await rossi.sign(pdf));
    expect(content?.equals(pdf)).toBe(true);
    expect(report).toEqual({
      format: 'CAdES',
      problem: null,
      signatures: [
        {
          signer: 'ROSSI MARIA',
          signerCode: 'TINIT-RSSMRA79B11C566R',
          organisation: null,
          issuer: 'ROSSI MARIA',
          validFrom: '2025-01-01T00:00:00.000Z',
          validTo: '2028-01-01T00:00:00.000Z',
          claimedAt: '2026-03-02T09:00:00.000Z',
          contentIntact: true,
          signatureValid: true,
          coversWholeFile: null,
        },
      ],
    });
  });

  test('signed again around the first, names both, the outer one first', async () => {
    const { report, content } = await openContainer(await bianchi.sign(await rossi.sign(pdf)));
    expect(content?.equals(pdf)).toBe(true);
    expect(report.signatures.map(({ signer: name }) => name)).toEqual(['BIANCHI STEFANO', 'ROSSI MARIA']);
    expect(
      report.signatures.every(({ contentIntact, signatureValid }) => contentIntact && signatureValid),
    ).toBe(true);
  });

  test('in base64, as some programs write it, is the same', async () => {
    const text = `-----BEGIN PKCS7-----\n${(await rossi.sign(pdf)).toString('base64')}\n-----END PKCS7-----\n`;
    expect((await openContainer(Buffer.from(text))).content?.equals(pdf)).toBe(true);
  });

  test('with one byte of the content changed, is told apart from a sound one', async () => {
    const p7m = await rossi.sign(pdf);
    const { report } = await openContainer(spoilt(p7m, p7m.indexOf('%PDF') + 20));
    expect(report.signatures).toMatchObject([{ contentIntact: false, signatureValid: true }]);
  });

  test('with one byte of the signature changed, is not signed with that key', async () => {
    const p7m = await rossi.sign(pdf);
    const { report } = await openContainer(spoilt(p7m, p7m.length - 3));
    expect(report.signatures).toMatchObject([{ contentIntact: true, signatureValid: false }]);
  });

  test('that is none says so, and nothing breaks', async () => {
    for (const bytes of [Buffer.from('ciao'), Buffer.from([0x30, 0x82, 0xff, 0xff]), pdf, Buffer.alloc(0)]) {
      expect(await openContainer(bytes)).toEqual({
        content: null,
        report: { format: 'CAdES', signatures: [], problem: 'unreadable' },
      });
    }
  });
});

describe('a PDF', () => {
  test('without a signature has no report', async () => {
    expect(await inspectPdf(pdf)).toBeNull();
  });

  test('signed, tells who, and that it covers the whole file', async () => {
    expect((await inspectPdf(await signPdf(pdf, rossi)))?.signatures).toMatchObject([
      { signer: 'ROSSI MARIA', contentIntact: true, signatureValid: true, coversWholeFile: true },
    ]);
  });

  test('signed twice: the first signature holds, and does not cover the second', async () => {
    const report = await inspectPdf(await signPdf(await signPdf(pdf, rossi), bianchi));
    expect(report?.signatures).toMatchObject([
      { signer: 'ROSSI MARIA', contentIntact: true, coversWholeFile: false },
      { signer: 'BIANCHI STEFANO', contentIntact: true, coversWholeFile: true },
    ]);
  });

  test('changed after it was signed is found out, wherever the change is', async () => {
    const signed = await signPdf(pdf, rossi);
    for (const at of [15, pdf.length - 10, signed.length - 4]) {
      const [found] = (await inspectPdf(spoilt(signed, at)))?.signatures ?? [];
      expect(found?.contentIntact, `byte ${at}`).toBe(false);
    }
  });

  test('whose ranges lie is unreadable, not valid', async () => {
    const lying = Buffer.from('%PDF-1.7\n/ByteRange [5 10 20 99999] /Contents <00>');
    expect(await inspectPdf(lying)).toEqual({ format: 'PAdES', signatures: [], problem: 'unreadable' });
  });
});
