import { createHash } from 'node:crypto';
import { PDFArray, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import { detachedCms, signedAttributes } from './cms-write.js';
import type { SigningCredential, SigningSecrets } from './port.js';

/** Bytes kept free for the signature: certificates of three levels fit twice. */
const room = 16_384;
const filler = 9_999_999_999;

/** Hidden widgets are against PDF/A, visible ones want a place in the structure of PDF/UA: this one lies beside the page. */
const besideThePage = [-10, -10, -10, -10];

/** The PDF with a signature dictionary whose content is still to come; what was there before stays byte for byte. */
const withEmptySignature = async (pdf: Buffer, { name, at }: { name: string; at: Date }): Promise<Buffer> => {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, forIncrementalUpdate: true });
  const { context, catalog } = document;
  const snapshot = document.takeSnapshot();
  const page = document.getPage(0);
  const range = PDFArray.withContext(context);
  for (const number of [0, filler, filler, filler]) range.push(PDFNumber.of(number));
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: range,
      Contents: PDFHexString.of('0'.repeat(room * 2)),
      M: PDFString.fromDate(at),
      Name: PDFHexString.fromText(name),
    }),
  );
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFHexString.fromText('Firma digitale'),
      TU: PDFHexString.fromText(`Firma digitale di ${name}`),
      V: signature,
      F: 4 + 128,
      Rect: besideThePage,
      P: page.ref,
    }),
  );
  const annotations = page.node.Annots() ?? PDFArray.withContext(context);
  annotations.push(widget);
  page.node.set(PDFName.of('Annots'), annotations);
  page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
  catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [widget] }));
  snapshot.markRefForSave(page.ref);
  snapshot.markObjForSave(catalog);
  const update = await document.saveIncremental(snapshot, { useObjectStreams: false });
  return Buffer.concat([pdf, Buffer.from(update)]);
};

/** Writes what of the file is signed: everything but the hole for the signature. */
const withRange = (pdf: Buffer, from: number): { pdf: Buffer; start: number; end: number } => {
  const start = pdf.indexOf('<'.concat('0'.repeat(64)), from, 'latin1');
  const end = start + room * 2 + 2;
  const place = pdf.indexOf('/ByteRange', from, 'latin1');
  const close = pdf.indexOf(']', place, 'latin1') + 1;
  if (start < 0 || place < 0) throw new Error('the signature dictionary is not as expected');
  const text = `/ByteRange [0 ${start} ${end} ${pdf.length - end}]`.padEnd(close - place, ' ');
  const ranged = Buffer.from(pdf);
  ranged.write(text, place, 'latin1');
  return { pdf: ranged, start, end };
};

/**
 * Signs a PDF as PAdES baseline B (ETSI EN 319 142): appended to the file, so that its first revision is the draft itself.
 * It stays PDF/A-2a and PDF/UA-1.
 * @throws BusinessError from the service that signs
 */
export const signPdf = async (
  pdf: Buffer,
  credential: SigningCredential,
  secrets: SigningSecrets,
  signer: { name: string; at: Date },
): Promise<Buffer> => {
  const [certificate] = credential.certificates;
  if (!certificate) throw new Error('the credential has no certificate');
  const empty = await withEmptySignature(pdf, signer);
  const { pdf: ranged, start, end } = withRange(empty, pdf.length);
  const content = Buffer.concat([ranged.subarray(0, start), ranged.subarray(end)]);
  const attributes = signedAttributes(content, certificate);
  const hash = createHash('sha256').update(attributes).digest();
  const cms = detachedCms(attributes, await credential.signHash(hash, secrets), credential.certificates);
  if (cms.length > room) throw new Error(`a signature of ${cms.length} bytes does not fit`);
  ranged.write(cms.toString('hex'), start + 1, 'latin1');
  return ranged;
};
