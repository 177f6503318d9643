import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { csv } from '../../../web/list/export/csv.js';
import { ods } from '../../../web/list/export/ods.js';
import { dayOf } from '../../../web/list/filters.js';
import { snippetOf } from '../../../web/search/find/snippet.js';

test('no cell of a CSV begins as a formula, whatever people are called', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ';', '"', 'a', '1', '\n'), { maxLength: 12 }),
      (signs) => {
        const line = csv([[signs.join('')]])
          .toString('utf8')
          .slice(1);
        expect(line).not.toMatch(/^"?[=+\-@\t\r](?!\n$)/);
      },
    ),
  );
  expect(csv([['=1+1', 'Rossi; Mario', 'di "Gigi"']]).toString('utf8')).toBe(
    '\uFEFF\'=1+1;"Rossi; Mario";"di ""Gigi"""\r\n',
  );
});

test('an ODS file has its type first and uncompressed, texts as texts, days as days', async () => {
  const file = await ods('Pratiche', [
    [{ text: '=1+1 <b>&' }, { day: '2026-11-24', text: '24/11/2026' }, { number: 3 }],
  ]);
  expect(file.subarray(30, 38).toString()).toBe('mimetype');
  expect(file.subarray(38, 84).toString()).toBe('application/vnd.oasis.opendocument.spreadsheet');
  const content = strFromU8(unzipSync(file)['content.xml'] ?? new Uint8Array());
  expect(content).toContain('office:value-type="string"><text:p>=1+1 &lt;b&gt;&amp;</text:p>');
  expect(content).toContain('office:date-value="2026-11-24"');
  expect(content).toContain('office:value="3"');
  expect(content).not.toContain('table:formula');
});

test('a day is asked as people write it, and only if there is such a day', () => {
  expect(dayOf('5/3/2026')).toBe('2026-03-05');
  expect(dayOf('2026-03-05')).toBe('2026-03-05');
  expect(dayOf('31/02/2026')).toBeUndefined();
  expect(dayOf('domani')).toBeUndefined();
});

test('a passage is cut at its marks; what it says stays text', () => {
  expect(snippetOf('un \uE000pino\uE001 <b>alto</b>')).toEqual([
    { text: 'un ', found: false },
    { text: 'pino', found: true },
    { text: ' <b>alto</b>', found: false },
  ]);
  expect(snippetOf(null)).toEqual([]);
});
