import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import type { DocumentStore } from '../../../db/document-store.js';
import { judgeKind } from '../../../web/uploads/kinds.js';
import { cleanFilename, receiveFile } from '../../../web/uploads/receive-file.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');

test('a file is what its content says', async () => {
  expect(await judgeKind('a.pdf', pdf)).toEqual({ ok: true, mediaType: 'application/pdf' });
  expect(await judgeKind('A.PDF', png)).toEqual({ ok: false, reason: 'mismatch' });
  expect(await judgeKind('a.pdf', Buffer.from('just text'))).toEqual({ ok: false, reason: 'mismatch' });
  expect(await judgeKind('a.html', Buffer.from('<html>'))).toEqual({ ok: false, reason: 'unknown-ending' });
  expect(await judgeKind('a.exe', Buffer.from('MZ'))).toEqual({ ok: false, reason: 'unknown-ending' });
  const parts = Buffer.from('PK\x03\x04\x14\0\0\0\0\0word/document.xml', 'latin1'); // as LibreOffice writes it: the list of parts last
  expect(await judgeKind('a.docx', parts)).toMatchObject({ ok: true });
  expect(await judgeKind('a.xlsx', parts)).toEqual({ ok: false, reason: 'mismatch' });
  expect(await judgeKind('a.p7m', Buffer.from([0x30, 0x82, 0x01, 0x00]))).toMatchObject({ ok: true });
  expect(await judgeKind('pdf', pdf)).toEqual({ ok: false, reason: 'unknown-ending' });
});

test('a name keeps its words and loses its folders', () => {
  expect(cleanFilename('C:\\Users\\anna\\modulo à.pdf')).toBe('modulo à.pdf');
  expect(cleanFilename('../../etc/passwd')).toBe('passwd');
  expect(cleanFilename('a"b\u0007<c>.pdf')).toBe('a_b__c_.pdf');
  expect(cleanFilename(`${'x'.repeat(300)}.pdf`)).toHaveLength(150);
});

/** A store that keeps what it is given whole, as the real one does. */
const memoryStore = () => {
  const kept: number[] = [];
  const put: DocumentStore['put'] = async (content) => {
    let size = 0;
    for await (const chunk of Readable.from(content)) size += (chunk as Buffer).length;
    kept.push(size);
    return { storageKey: 'k', sha256: 'h', size };
  };
  return { kept, store: { put } as DocumentStore };
};

const receive = (filename: string, parts: Buffer[], limit = 1_000_000) => {
  const { kept, store } = memoryStore();
  const source = Readable.from(parts);
  return receiveFile(store, { field: 'f', filename, source, limit }).then((received) => ({
    received,
    kept,
    source,
  }));
};

test('a good file is stored whole, whatever the size of the pieces it comes in', async () => {
  const { received, kept } = await receive('a.pdf', [
    pdf.subarray(0, 3),
    pdf.subarray(3),
    Buffer.alloc(200_000),
  ]);
  expect(received).toMatchObject({
    ok: true,
    file: { mediaType: 'application/pdf', size: pdf.length + 200_000 },
  });
  expect(kept).toEqual([pdf.length + 200_000]);
});

test('empty, wrong and oversized files are refused, nothing is kept and the rest of the form can be read', async () => {
  const refused = [
    await receive('a.pdf', []),
    await receive('a.pdf', [png]),
    await receive('a.pdf', [pdf, Buffer.alloc(70_000), Buffer.alloc(70_000)], 100_000),
  ];
  expect(refused.map(({ received }) => received)).toEqual([
    { ok: false, reason: 'empty' },
    { ok: false, reason: 'mismatch' },
    { ok: false, reason: 'too-large' },
  ]);
  for (const { kept, source } of refused) {
    expect(kept).toEqual([]);
    await finished(source); // would never come if the rest were left unread
  }
});
