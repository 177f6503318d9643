import { promisify } from 'node:util';
import { strToU8, zip, type AsyncZippable } from 'fflate';

/** A cell: a text, a number, or a day. Nothing is ever a formula. */
export type OdsCell = { text: string } | { number: number } | { day: string; text: string };

// What XML 1.0 cannot hold

const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const escape = (text: string): string =>
  text
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const cellXml = (cell: OdsCell): string => {
  if ('number' in cell)
    return `<table:table-cell office:value-type="float" office:value="${cell.number}"><text:p>${cell.number}</text:p></table:table-cell>`;
  const text = `<text:p>${escape(cell.text)}</text:p>`;
  return 'day' in cell
    ? `<table:table-cell table:style-name="day" office:value-type="date" office:date-value="${cell.day}">${text}</table:table-cell>`
    : `<table:table-cell office:value-type="string">${text}</table:table-cell>`;
};

const mediaType = 'application/vnd.oasis.opendocument.spreadsheet';
const namespaces = ['office', 'table', 'text', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"')
  .join(' ');
const dayStyle = `<office:automatic-styles><number:date-style style:name="dmy"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style><style:style style:name="day" style:family="table-cell" style:data-style-name="dmy"/></office:automatic-styles>`;

const content = (title: string, rows: OdsCell[][]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${namespaces} office:version="1.3">${dayStyle}<office:body><office:spreadsheet><table:table table:name="${escape(title)}">${rows
    .map((row) => `<table:table-row>${row.map(cellXml).join('')}</table:table-row>`)
    .join('')}</table:table></office:spreadsheet></office:body></office:document-content>`;

const manifest = `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mediaType}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;

const zipped = promisify<AsyncZippable, Uint8Array>((files, done) =>
  zip(files, (error, data) => done(error, data)),
);

/**
 * Rows as an OpenDocument spreadsheet (ISO/IEC 26300), the smallest that is complete: the type first and uncompressed, the
 * manifest, the content. It is compressed outside the thread that serves pages.
 */
export const ods = async (title: string, rows: OdsCell[][]): Promise<Buffer> =>
  Buffer.from(
    await zipped({
      mimetype: [strToU8(mediaType), { level: 0 }],
      'META-INF/manifest.xml': strToU8(manifest),
      'content.xml': strToU8(content(title, rows)),
    }),
  );
