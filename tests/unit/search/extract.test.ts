import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { extractText } from '../../../workers/reading/extract.js';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

test('a word-processor document gives its words, paragraph by paragraph, without its markup', async () => {
  const xml =
    '<w:document><w:p><w:t>Perizia dell&#8217;agronomo</w:t></w:p><w:p><w:t>3 &lt; 5</w:t></w:p></w:document>';
  const file = zipSync({ 'word/document.xml': strToU8(xml), 'word/media/a.png': strToU8('x') });
  expect(await extractText(file, docx)).toBe('Perizia dell’agronomo 3 < 5');
});

test('a document that would unpack to more than memory holds is refused unread', async () => {
  const file = zipSync({ 'content.xml': new Uint8Array(21_000_000) });
  await expect(extractText(file, 'application/vnd.oasis.opendocument.text')).rejects.toThrow('too much');
});

test('a statement gives what was answered, and not how to reach the person', async () => {
  const file = strToU8(
    JSON.stringify({ dati: { motivo: 'Pino malato', posta: 'a@b.it', telefono: '+39 333 1234567' } }),
  );
  expect(await extractText(file, 'application/json')).toBe('Pino malato');
});

test('pictures have no text, damaged files say so, and nothing that Postgres can’t store comes out', async () => {
  expect(await extractText(strToU8('x'), 'image/png')).toBe('');
  await expect(extractText(strToU8('%PDF-1.7 broken'), 'application/pdf')).rejects.toThrow();
  expect(await extractText(strToU8('a\u0000b\uE000c'), 'text/plain')).toBe('a b c');
});
