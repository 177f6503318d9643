import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { inRepo } from '../../../core/paths.js';
import { loadMunicipalValues } from '../../../processes/catalogue/municipal-values.js';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import { procedureFolders } from '../../../processes/catalogue/publish.js';
import { municipalitySchema } from '../../../processes/catalogue/municipality.js';

const file = parse(readFileSync(inRepo('processes/comune.yaml'), 'utf8')) as Record<string, unknown>;

test('what an office wants asked beforehand, and within what time it answers, are the Comune’s own data', () => {
  const { offices, questions } = municipalitySchema.parse(file);
  expect(offices.find(({ id }) => id === 'ambiente')?.askFirst.length).toBeGreaterThan(0);
  expect(offices.find(({ id }) => id === 'protocollo')?.askFirst).toEqual([]);
  expect(questions.callBack).toMatch(/giorn/);
  const without = { ...file };
  delete without['questions'];
  expect(municipalitySchema.parse(without).questions.question).toMatch(/giorni lavorativi/);
});

test('a time that nobody could compute is refused where it stands', () => {
  const questions = { question: 'presto', callBack: '1 giorno lavorativo' };
  const result = municipalitySchema.safeParse({ ...file, questions });
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual(['questions.question']);
});

test('a value that the administrator can set is read by some procedure', async () => {
  const folders = [...(await procedureFolders()), ...(await procedureFolders(inRepo('docs/esempi')))];
  const procedures = await Promise.all(folders.map(loadFolder));
  const read = JSON.stringify(procedures);
  const unread = (await loadMunicipalValues()).filter(
    ({ id }) => !read.includes(`valori.${id}`) && !read.includes(`"value":"${id}"`),
  );
  expect(unread.map(({ id }) => id)).toEqual([]);
});
