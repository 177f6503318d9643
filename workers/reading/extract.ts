import { isOffice, officeText } from './office.js';
import { pdfText } from './pdf.js';

/** Characters kept of a document. */
const textLimit = 200_000;

/** How to reach a person stays out of the search: an office must not find it there. */
const isContact = (text: string): boolean => /@|^[+\d ./-]{6,}$/.test(text);

const stringsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return isContact(value) ? [] : [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : [];
};

const rawText = async (content: Uint8Array, mediaType: string): Promise<string> => {
  if (mediaType === 'application/pdf') return pdfText(content, textLimit);
  if (isOffice(mediaType)) return officeText(content, mediaType);
  const text = (): string => new TextDecoder().decode(content);
  if (mediaType === 'application/json') return stringsOf(JSON.parse(text())).join('\n');
  return mediaType.startsWith('text/') ? text() : '';
};

/**
 * What is written in a document, as plain text: empty for pictures, scans and kinds without text.
 * @throws Error when the file is damaged
 */
export const extractText = async (content: Uint8Array, mediaType: string): Promise<string> =>
  (await rawText(content, mediaType))
    .normalize('NFC')
    // Neither what Postgres can't store nor the marks of the search's passages

    .replace(/[\u0000\uD800-\uDFFF\uE000\uE001]/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .slice(0, textLimit)
    .trim();
