import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RegisterOutage } from '../../../db/models/register-outage.js';
import { classLabel, readTitolario } from '../../../processes/catalogue/titolario.js';
import { createTranslators } from '../../../web/i18n.js';
import { blankSheet, readSheet, sheetOf } from '../../../web/register/emergency/csv.js';

const { it: t } = createTranslators();
const outage = {
  startedAt: new Date('2026-03-01T07:00:00Z'),
  endedAt: new Date('2026-03-01T17:00:00Z'),
  firstNumber: 1,
  lastNumber: 99,
} as RegisterOutage;

const words = fc
  .stringMatching(/^[A-Za-zàèéìòù;",’ ]{3,40}$/)
  .map((text) => text.trim())
  .filter((text) => text.length >= 3);

test('whatever stands in the cells comes through the sheet unchanged', () => {
  fc.assert(
    fc.property(words, words, fc.integer({ min: 1, max: 99 }), (who, what, number) => {
      const cells = {
        numero: String(number),
        data: '01/03/2026',
        ora: '09:30',
        direzione: 'E',
        corrispondente: who,
        oggetto: what,
      };
      const { lines } = readSheet(sheetOf([{ line: 2, cells, row: null, problems: [] }]), outage, t);
      expect(lines).toHaveLength(1);
      expect(lines[0]?.row).toMatchObject({
        number,
        correspondent: who,
        object: what,
        at: new Date('2026-03-01T08:30:00Z'),
      });
    }),
  );
});

test('the blank sheet has nothing to bring in; commas do as well as semicolons', () => {
  expect(readSheet(blankSheet(7), outage, t)).toEqual({ lines: [], problem: null });
  const commas =
    'numero,data,ora,direzione,corrispondente,oggetto\n1,01/03/2026,09:30,uscita,Rossi,Domanda\n';
  expect(readSheet(commas, outage, t).lines[0]?.row).toMatchObject({ direction: 'outgoing' });
});

test('a sheet without its columns, or that is no sheet, says so', () => {
  expect(readSheet('', outage, t).problem).toMatch(/vuoto/);
  expect(readSheet('numero;data\n1;2', outage, t).problem).toMatch(/ora, direzione/);
  expect(readSheet('numero;"data\n1', outage, t).problem).toMatch(/non si legge/);
});

test('the titolario: each class once and under its title; a class that is gone keeps its code', async () => {
  const groups = await readTitolario();
  const codes = groups.flatMap(({ classes }) => classes.map(({ code }) => code));
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, classes } of groups)
    for (const one of classes) expect(one.code.startsWith(`${code}-`)).toBe(true);
  expect(classLabel(groups, 'VI-3')).toBe('VI-3 Edilizia privata');
  expect(classLabel(groups, 'XX-1')).toBe('XX-1');
});
