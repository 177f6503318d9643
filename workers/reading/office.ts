import { strFromU8, unzipSync } from 'fflate';

/** The part of a zipped office document that holds its text. */
const textParts: Record<string, string> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word/document.xml',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xl/sharedStrings.xml',
  'application/vnd.oasis.opendocument.text': 'content.xml',
  'application/vnd.oasis.opendocument.spreadsheet': 'content.xml',
};
/** A part that unpacks to more than this isn't read: it is no letter, or it is a trap. */
const partLimit = 20_000_000;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const withoutTags = (xml: string): string =>
  xml
    .replace(/<\/(?:w:p|text:p|text:h|si|table:table-cell)>|<w:(?:tab|br)\b[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : NaN;
      if (name) return entities[name] ?? whole;
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });

export const isOffice = (mediaType: string): boolean => mediaType in textParts;

/** The text of a word-processor or spreadsheet document. @throws Error when it is no such file, or unpacks to too much */
export const officeText = (content: Uint8Array, mediaType: string): string => {
  const wanted = textParts[mediaType] ?? '';
  const parts = unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (name !== wanted) return false;
      if (originalSize > partLimit) throw new Error('the document unpacks to too much');
      return true;
    },
  });
  const part = parts[wanted];
  return part ? withoutTags(strFromU8(part)) : '';
};
