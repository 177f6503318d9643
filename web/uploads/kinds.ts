import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';

/** What a file of each ending really contains, by media type. Active formats (html, svg, macros) are not taken. */
const mediaTypesByEnding: Record<string, readonly string[]> = {
  pdf: ['application/pdf'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  png: ['image/png'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  odt: ['application/vnd.oasis.opendocument.text'],
  ods: ['application/vnd.oasis.opendocument.spreadsheet'],
  p7m: ['application/pkcs7-mime'],
};

/** Endings taken, for the `accept` attribute of file fields. */
export const acceptedEndings = Object.keys(mediaTypesByEnding).map((ending) => `.${ending}`);

/** How many bytes from the start are enough to tell what a file is, zip-based documents included. */
export const headSize = 64 * 1024;

/** A DER sequence of long form, what every CAdES signature begins with; or the same in base64, as some programs write it. */
const looksSigned = (head: Buffer): boolean =>
  (head[0] === 0x30 && head[1] !== undefined && head[1] >= 0x80) ||
  /^(-----BEGIN (PKCS7|CMS)-----|MI[I-M])/.test(head.subarray(0, 30).toString('latin1'));

/** Folders by which an office document shows its kind when the list of its parts comes last, beyond the head. */
const folderByEnding: Record<string, string> = { docx: 'word/', xlsx: 'xl/' };

const looksLikeParts = (head: Buffer, ending: string): boolean => {
  const folder = folderByEnding[ending];
  return (
    folder !== undefined && head.subarray(0, 4).toString('latin1') === 'PK\x03\x04' && head.includes(folder)
  );
};

export type Kind = { ok: true; mediaType: string } | { ok: false; reason: 'unknown-ending' | 'mismatch' };

/**
 * Compares what a file is called with what it is.
 * @param head its first bytes, up to `headSize`
 */
export const judgeKind = async (filename: string, head: Buffer): Promise<Kind> => {
  const ending = extname(filename).slice(1).toLowerCase();
  const expected = mediaTypesByEnding[ending];
  if (!expected) return { ok: false, reason: 'unknown-ending' };
  const found = (await fileTypeFromBuffer(head))?.mime;
  const isUndecided = found === undefined || found === 'application/zip';
  const guessed = isUndecided && ((ending === 'p7m' && looksSigned(head)) || looksLikeParts(head, ending));
  const mediaType = guessed ? expected[0] : found;
  return mediaType && expected.includes(mediaType)
    ? { ok: true, mediaType }
    : { ok: false, reason: 'mismatch' };
};

/** Media types that a browser may show inside a page without running anything. */
export const isShownInline = (mediaType: string): boolean =>
  mediaType === 'application/pdf' || mediaType === 'image/jpeg' || mediaType === 'image/png';
