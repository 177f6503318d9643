import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cscSigning } from '../../papers/signing/csc.js';
import { signedOf } from '../../papers/signing/same-content.js';
import { signPdf } from '../../papers/signing/sign-pdf.js';
import { simulatedSigning } from '../../papers/signing/simulation.js';
import type { SigningCredential } from '../../papers/signing/port.js';
import { createLetterComposer } from '../../templates/compose.js';
import { startCscDouble, type CscDouble } from '../helpers/csc-double.js';
import { signer } from '../helpers/signer.js';
import { sampleLetter } from '../../templates/samples/usual.js';

const at = new Date('2026-03-02T10:15:00Z');
const paola = { username: 'paola', name: 'Paola Guidetti' };
const nothing = { pin: '', otp: '' };
let copy: Buffer;
let other: Buffer;
let credential: SigningCredential;
let double: CscDouble;

const sign = (pdf: Buffer): Promise<Buffer> => signPdf(pdf, credential, nothing, { name: paola.name, at });

beforeAll(async () => {
  const composer = createLetterComposer();
  const data = sampleLetter('L6');
  data.letter = { ...data.letter, protocol: null, signature: 'digital' };
  copy = (await composer.compose({ code: 'L6', data, at })).pdf;
  data.letter.subject = 'Un’altra lettera';
  other = (await composer.compose({ code: 'L6', data, at })).pdf;
  await composer.close();
  credential = await simulatedSigning({ now: () => at }).credentialOf(paola);
  double = await startCscDouble();
});
afterAll(() => double.close());

/** A later revision that shows something else over the very bytes of the copy. */
const overpainted = async (pdf: Buffer): Promise<Buffer> => {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, forIncrementalUpdate: true });
  const snapshot = document.takeSnapshot();
  const page = document.getPage(0);
  page.node.set(PDFName.of('Contents'), document.context.register(document.context.stream('0 0 m')));
  snapshot.markRefForSave(page.ref);
  return Buffer.concat([pdf, await document.saveIncremental(snapshot, { useObjectStreams: false })]);
};

const broken = (pdf: Buffer): Buffer => {
  const spoilt = Buffer.from(pdf);
  const end = spoilt.lastIndexOf('0000>') - 1;
  const last = spoilt
    .subarray(0, end)
    .toString('latin1')
    .search(/[^0](?=0*$)/);
  spoilt[last - 40] = spoilt[last - 40] === 0x61 ? 0x62 : 0x61;
  return spoilt;
};

describe('what comes back signed', () => {
  test('is taken when it is the copy and nothing else, as PAdES and as .p7m, once or twice signed', async () => {
    const once = await sign(copy);
    expect(once.subarray(0, copy.length).equals(copy)).toBe(true);
    expect(await signedOf(copy, once, 'application/pdf')).toMatchObject({
      ok: true,
      signatures: [{ signer: 'SIMULAZIONE - Paola Guidetti', signatureValid: true, coversWholeFile: true }],
    });
    const bruno = await signer('Bruno Neri', 'TINIT-NREBRN70A01F257X');
    expect(await signedOf(copy, await bruno.sign(copy), 'application/pkcs7-mime')).toMatchObject({
      ok: true,
      signatures: [{ signer: 'Bruno Neri', signerCode: 'TINIT-NREBRN70A01F257X' }],
    });
  });

  test.each([
    ['nobody signed it', 'unsigned', () => Promise.resolve(copy)],
    ['it is another letter', 'other-content', () => sign(other)],
    ['it was painted over before signing', 'other-content', async () => sign(await overpainted(copy))],
    ['it was painted over after signing', 'changed-after', async () => overpainted(await sign(copy))],
    [
      'a byte of the copy was changed',
      'other-content',
      async () => {
        const signed = await sign(copy);
        signed[3000] = (signed[3000] ?? 0) ^ 1;
        return signed;
      },
    ],
  ])('is refused when %s', async (_what, why, make) => {
    expect(await signedOf(copy, await make(), 'application/pdf')).toEqual({ ok: false, why });
  });

  test('is refused when the signature itself doesn’t hold, or is no signature', async () => {
    const spoilt = await signedOf(copy, broken(await sign(copy)), 'application/pdf');
    expect(spoilt.ok).toBe(false);
    expect(['wrong-key', 'unreadable', 'altered']).toContain(spoilt.ok ? '' : spoilt.why);
    const bruno = await signer('Bruno Neri', 'TINIT-NREBRN70A01F257X');
    expect(await signedOf(copy, await bruno.sign(other), 'application/pkcs7-mime')).toEqual({
      ok: false,
      why: 'other-content',
    });
    expect(await signedOf(copy, copy, 'image/png')).toEqual({ ok: false, why: 'not-a-signature' });
  });
});

describe('a remote signature service', () => {
  const service = () => cscSigning({ url: double.url, clientId: 'sportello', clientSecret: double.secret });

  test('signs the hash of the copy with the person’s own key, for their PIN and one-time code', async () => {
    const own = await service().credentialOf(paola);
    await own.sendOtp?.();
    const signed = await signPdf(
      copy,
      own,
      { pin: double.pin, otp: double.lastOtp() },
      { name: paola.name, at },
    );
    expect(await signedOf(copy, signed, 'application/pdf')).toMatchObject({
      ok: true,
      signatures: [{ signer: 'Paola Guidetti', signatureValid: true }],
    });
    expect(double.calls).toEqual([
      'oauth2/token',
      'credentials/list',
      'credentials/info',
      'credentials/sendOTP',
      'credentials/authorize',
      'signatures/signHash',
    ]);
  });

  test('says why it doesn’t sign: wrong PIN, no certificate, not there', async () => {
    const own = await service().credentialOf(paola);
    await expect(own.signHash(Buffer.alloc(32), { pin: '0', otp: '0' })).rejects.toMatchObject({
      code: 'signing.refused',
      message: expect.stringContaining('PIN') as string,
    });
    await expect(service().credentialOf({ username: 'nessuno', name: 'N' })).rejects.toMatchObject({
      code: 'signing.no-credential',
    });
    const nowhere = cscSigning({ url: 'http://127.0.0.1:9/csc/v1', clientId: 'x', clientSecret: 'y' });
    await expect(nowhere.credentialOf(paola)).rejects.toMatchObject({ code: 'signing.away' });
  });
});
