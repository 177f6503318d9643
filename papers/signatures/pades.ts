import { readSignedData, signersOf } from './cms.js';
import type { FoundSignature, SignatureReport } from './report.js';

/** More than any act has; a file made to keep us busy is not read to its end. */
const most = 50;

interface Ranges {
  start: number;
  gap: number;
  rest: number;
  length: number;
}

/** The `/ByteRange` arrays of the signature dictionaries: what is signed lies around the gap, the signature in it. */
const byteRanges = (text: string): Ranges[] =>
  [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)]
    .slice(0, most)
    .map(([, start, first, rest, length]) => ({
      start: Number(start),
      gap: Number(start) + Number(first),
      rest: Number(rest),
      length: Number(length),
    }));

/** The hexadecimal string in the gap as bytes; null when there is something else. */
const signatureIn = (text: string, { gap, rest }: Ranges): Buffer | null => {
  const hex = /^\s*<([0-9a-fA-F\s]*)>\s*$/.exec(text.slice(gap, rest))?.[1];
  return hex ? Buffer.from(hex.replace(/\s/g, ''), 'hex') : null;
};

const isSound = ({ start, gap, rest, length }: Ranges, size: number): boolean =>
  start === 0 && gap < rest && rest + length <= size;

/**
 * The signatures of a PDF (ISO 32000-1, 12.8). Every signature covers the file as it was then; what was added after it is
 * told apart by `coversWholeFile`.
 * @returns null when the PDF carries no signature
 */
export const inspectPdf = async (pdf: Buffer): Promise<SignatureReport | null> => {
  const text = pdf.toString('latin1');
  const signatures: FoundSignature[] = [];
  let problem: SignatureReport['problem'] = null;
  const ranges = byteRanges(text);
  for (const range of ranges) {
    const der = isSound(range, pdf.length) ? signatureIn(text, range) : null;
    const signed = der ? readSignedData(der) : null;
    if (!signed) {
      problem = 'unreadable';
      continue;
    }
    const end = range.rest + range.length;
    const content = Buffer.concat([pdf.subarray(0, range.gap), pdf.subarray(range.rest, end)]);
    const isWhole = pdf.subarray(end).every((byte) => byte === 0x0a || byte === 0x0d);
    signatures.push(...(await signersOf(signed, content, isWhole)));
  }
  return ranges.length > 0 ? { format: 'PAdES', signatures, problem } : null;
};
