import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { bundleHash } from '../../../processes/catalogue/bundle.js';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import { procedureFolders } from '../../../processes/catalogue/publish.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'procedure-'));
  cpSync(inRepo('tests/web/procedure'), folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a procedure’s folder', () => {
  it('is loaded whole, and its hash follows every file that is published', async () => {
    const bundle = await loadFolder(folder);
    const before = bundleHash(bundle);
    expect(Object.keys(bundle.forms)).toEqual(['istanza']);
    expect(bundleHash(await loadFolder(folder))).toBe(before);
    mkdirSync(join(folder, 'letters'));
    writeFileSync(join(folder, 'letters/L6.hbs'), 'Si autorizza.');
    const after = await loadFolder(folder);
    expect(after.letters).toEqual({ L6: 'Si autorizza.' });
    expect(bundleHash(after)).not.toBe(before);
  });
  it('has the same hash in whatever order its parts are kept', async () => {
    const bundle = await loadFolder(folder);
    const { forms, sheet, ...rest } = bundle;
    expect(bundleHash({ sheet, forms, ...rest })).toBe(bundleHash(bundle));
  });
  it.each([
    ['process.bpmn', (file: string) => rmSync(file), /Manca .*process\.bpmn/],
    ['sheet.yaml', (file: string) => writeFileSync(file, 'id: [1'), /sheet\.yaml non è YAML valido/],
    ['sheet.yaml', (file: string) => writeFileSync(file, 'id: Prova'), /sheet\.yaml .*: id: /],
    ['forms/istanza.form', (file: string) => writeFileSync(file, '{'), /istanza\.form non è JSON valido/],
    ['forms/istanza.form', (file: string) => writeFileSync(file, '{"id":1}'), /istanza\.form .*: id: /],
    ['forms/altro.json', (file: string) => writeFileSync(file, '{}'), /nessuno legge: forms\/altro\.json/],
    ['Sheet.yml', (file: string) => writeFileSync(file, ''), /nessuno legge: Sheet\.yml/],
  ])('names %s when it is wrong', async (name, spoil, expected) => {
    spoil(join(folder, name));
    await expect(loadFolder(folder)).rejects.toThrow(expected);
  });
  it('may hold hidden files of an editor', async () => {
    writeFileSync(join(folder, '.directory'), '');
    await expect(loadFolder(folder)).resolves.toBeDefined();
  });
});

it('every published folder loads and is called like its procedure', async () => {
  const folders = await procedureFolders();
  expect(folders.length).toBeGreaterThan(1);
  for (const path of folders) expect((await loadFolder(path)).sheet.id).toBe(basename(path));
});
