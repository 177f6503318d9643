import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { loadMunicipality } from '../../../processes/catalogue/municipality.js';
import { unzipFolder, zipFolder } from '../../../processes/catalogue/folder-zip.js';
import { lintFiles } from '../../../processes/catalogue/lint/lint-files.js';
import { newProcedure } from '../../../processes/catalogue/starter/new-procedure.js';
import { workerContracts } from '../../../workers/contracts.js';

const files = { 'sheet.yaml': 'id: prova\ntitle: Età «x»\n', 'forms/a.form': '{}' };
const zip = (entries: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(entries).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
    ),
  );

test('a folder comes back as it went, with a folder around it, without, and with what systems add', () => {
  expect(unzipFolder(zipFolder('prova', files))).toEqual(files);
  expect(unzipFolder(zipFolder('prova', files))).toEqual(
    unzipFolder(zip({ ...files, '.DS_Store': 'x', '__MACOSX/a': 'x' })),
  );
  expect(zipFolder('prova', files)).toEqual(zipFolder('prova', files));
});

/** A zip that says of a file that it is small: how much it really holds shows only when it is unpacked. */
const lying = (): Uint8Array => {
  const bytes = zip({ 'sheet.yaml': 'a'.repeat(5_000_000) });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const directory = view.getUint32(bytes.length - 6, true);
  view.setUint32(directory + 24, 100, true);
  return bytes;
};

const refused: [string, () => Uint8Array, RegExp][] = [
  ['a path that leads out', () => zip({ '../sheet.yaml': 'x' }), /\.\.\/sheet\.yaml porta fuori/],
  ['an absolute path', () => zip({ '/etc/sheet.yaml': 'x' }), /porta fuori/],
  ['a file nobody reads', () => zip({ ...files, 'leggimi.txt': 'x' }), /Nessuno legge: leggimi\.txt/],
  ['a form too deep', () => zip({ ...files, 'forms/vecchi/a.form': 'x' }), /forms\/vecchi\/a\.form/],
  ['a large file', () => zip({ 'sheet.yaml': 'a'.repeat(2_000_001) }), /sheet\.yaml supera i 2 MB/],
  [
    'too many files',
    () => zip(Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`forms/${i}.form`, '']))),
    /più di 300/,
  ],
  [
    'entities',
    () => zip({ ...files, 'process.bpmn': '<!DOCTYPE a [<!ENTITY b "c">]>' }),
    /process\.bpmn contiene un DOCTYPE/,
  ],
  [
    'what is no text',
    () => zip({ 'sheet.yaml': new Uint8Array([0xff, 0xfe, 0x00]) }),
    /sheet\.yaml non è testo/,
  ],
  ['nothing', () => zip({}), /vuoto|leggibile/],
  ['no zip', () => strToU8('ciao'), /non è uno zip/],
  ['more than 4 MB', () => new Uint8Array(4_000_001), /supera i 4 MB/],
];

describe('refused, with the file’s name', () => {
  test.each(refused)('%s', (_what, make, message) => {
    expect(() => unzipFolder(make())).toThrow(message);
  });
});

test('a zip that lies about a size yields no more than it said', () => {
  const read = (): number => unzipFolder(lying())['sheet.yaml']?.length ?? 0;
  let length = 0;
  try {
    length = read();
  } catch {
    // refusing it is as good
  }
  expect(length).toBeLessThanOrEqual(100);
});

test('a new procedure begins without a fault, whatever it is called', async () => {
  const municipality = await loadMunicipality();
  const [office] = municipality.offices;
  const begun = await newProcedure(
    { id: 'patto-di-cura', title: 'Patto «A & B» <x>', office: office?.id ?? '' },
    municipality,
  );
  expect(await lintFiles(begun, { contracts: workerContracts, municipality, folder: '' })).toEqual([]);
  await expect(newProcedure({ id: 'Patto 1', title: '', office: 'x' }, municipality)).rejects.toMatchObject({
    fields: {
      id: expect.any(String) as string,
      title: expect.any(String) as string,
      office: expect.any(String) as string,
    },
  });
});
