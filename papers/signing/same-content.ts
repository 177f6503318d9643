import { PDFDict, PDFDocument, PDFName, PDFStream, type PDFObject, type PDFRef } from '@cantoo/pdf-lib';
import { openContainer } from '../signatures/cades.js';
import { inspectPdf } from '../signatures/pades.js';
import type { FoundSignature } from '../signatures/report.js';

/** Why a file isn't the signed copy that it should be; each is a sentence of web/messages/<locale>/letters.json. */
export type Mismatch =
  'unsigned' | 'not-a-signature' | 'other-content' | 'changed-after' | 'altered' | 'wrong-key' | 'unreadable';

export type SignedOf = { ok: true; signatures: FoundSignature[] } | { ok: false; why: Mismatch };

/** What a signer's program may touch of the draft: it adds a field to a page and to the catalogue, and may note its own name. */
const touchable: Record<string, readonly string[]> = {
  '/Catalog': ['/AcroForm', '/Extensions', '/Perms', '/DSS', '/Version', '/Metadata'],
  '/Page': ['/Annots', '/Tabs'],
};

const contentOf = (object: PDFObject | undefined): string =>
  object instanceof PDFStream
    ? `${object.dict.toString()}${Buffer.from(object.getContents()).toString('latin1')}`
    : (object?.toString() ?? '');

const typeOf = (object: PDFObject | undefined): string =>
  object instanceof PDFDict ? (object.lookup(PDFName.of('Type'))?.toString() ?? '') : '';

/** A dictionary without what a signature may change in it. */
const withoutTouchable = (dict: PDFDict, keys: readonly string[]): string =>
  dict
    .entries()
    .filter(([key]) => !keys.includes(key.toString()))
    .map(([key, value]) => `${key.toString()} ${value.toString()}`)
    .sort()
    .join('\n');

const isUntouched = (before: PDFObject, after: PDFObject | undefined): boolean => {
  const keys = touchable[typeOf(before)];
  if (keys && before instanceof PDFDict && after instanceof PDFDict)
    return withoutTouchable(before, keys) === withoutTouchable(after, keys);
  return contentOf(before) === contentOf(after);
};

/**
 * Whether what was appended to a file leaves everything that it shows as it was: a later revision could otherwise put
 * other words over the same first bytes.
 */
const showsTheSame = async (copy: Buffer, signed: Buffer): Promise<boolean> => {
  const [before, after] = await Promise.all(
    [copy, signed].map((pdf) => PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true })),
  );
  if (!before || !after || before.getPageCount() !== after.getPageCount()) return false;
  const mayChange = new Set<PDFRef | undefined>([before.context.trailerInfo.Info as PDFRef | undefined]);
  const root = before.context.trailerInfo.Root?.toString() === after.context.trailerInfo.Root?.toString();
  return (
    root &&
    before.context
      .enumerateIndirectObjects()
      .every(([ref, object]) => mayChange.has(ref) || isUntouched(object, after.context.lookup(ref)))
  );
};

const judged = (signatures: FoundSignature[]): SignedOf => {
  if (signatures.length === 0) return { ok: false, why: 'unsigned' };
  if (signatures.some(({ contentIntact }) => !contentIntact)) return { ok: false, why: 'altered' };
  if (signatures.some(({ signatureValid }) => !signatureValid)) return { ok: false, why: 'wrong-key' };
  return { ok: true, signatures };
};

const ofPdf = async (copy: Buffer, signed: Buffer): Promise<SignedOf> => {
  const report = await inspectPdf(signed);
  if (!report) return { ok: false, why: 'unsigned' };
  if (report.problem) return { ok: false, why: 'unreadable' };
  if (!signed.subarray(0, copy.length).equals(copy)) return { ok: false, why: 'other-content' };
  if (!report.signatures.some(({ coversWholeFile }) => coversWholeFile)) return { ok: false, why: 'changed-after' };
  const same = await showsTheSame(copy, signed).catch(() => false);
  return same ? judged(report.signatures) : { ok: false, why: 'other-content' };
};

const ofContainer = async (copy: Buffer, p7m: Buffer): Promise<SignedOf> => {
  const { report, content } = await openContainer(p7m);
  if (!content) return { ok: false, why: 'unreadable' };
  return content.equals(copy) ? judged(report.signatures) : { ok: false, why: 'other-content' };
};

/**
 * Whether a file is a copy, signed, and nothing else: a PAdES whose first revision it is and whose later ones only add
 * signatures, or a `.p7m` that holds it.
 */
export const signedOf = async (copy: Buffer, signed: Buffer, mediaType: string): Promise<SignedOf> => {
  if (mediaType === 'application/pdf') return ofPdf(copy, signed);
  if (mediaType === 'application/pkcs7-mime') return ofContainer(copy, signed);
  return { ok: false, why: 'not-a-signature' };
};
