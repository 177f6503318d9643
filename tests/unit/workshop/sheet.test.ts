import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import type { FormComponent } from '../../../processes/catalogue/bundle.js';
import { parseForm } from '../../../web/forms/parse.js';
import { renderForm } from '../../../web/forms/render.js';
import { sentBy } from '../../helpers/sent-by.js';
import { createTranslators } from '../../../web/i18n.js';
import { keptFields, sheetGroups } from '../../../web/workshop/sheet/groups.js';
import { sheetFieldNames, sheetForm } from '../../../web/workshop/sheet/sheet-form.js';
import { presentValues, sheetIn, typedSheet } from '../../../web/workshop/sheet/typed-sheet.js';
import { writeSheet } from '../../../web/workshop/sheet/write-sheet.js';

const { it: t } = createTranslators();
const sheets = readdirSync(inRepo('processes'), { withFileTypes: true })
  .map(({ name }) => inRepo(`processes/${name}/sheet.yaml`))
  .flatMap((file) => {
    try {
      return [readFileSync(file, 'utf8')];
    } catch {
      return [];
    }
  });

const formFor = (text: string) =>
  sheetForm({
    t,
    choices: { office: [{ value: 'viabilita', label: 'Viabilità' }] },
    present: presentValues(sheetIn(text) ?? {}),
  });

const asSent = (text: string, change: (fields: URLSearchParams) => void = () => undefined): string => {
  const schema = formFor(text);
  const fields = sentBy(
    renderForm(schema, {
      typed: typedSheet(schema.components, sheetIn(text) ?? {}),
      errors: {},
      attachments: {},
      t,
    }),
  );
  change(fields);
  const { data, typed } = parseForm(schema, fields, { attachments: {} });
  return writeSheet(text, schema.components, { data, typed, removed: null });
};

const labels = (components: readonly FormComponent[]): string[] =>
  components.flatMap(({ label = '', values = [], components: inside = [] }) => [
    label,
    ...values.map((choice) => choice.label),
    ...labels(inside),
  ]);

describe('the sheet as a form', () => {
  it('asks for every field of the schema once', () => {
    const asked = [...keptFields, ...sheetGroups.flatMap(({ fields }) => fields)];
    expect([...asked].sort()).toEqual([...sheetFieldNames].sort());
  });

  it('has a word for each field and choice', () => {
    for (const label of labels(formFor('id: x').components)) expect(label).not.toMatch(/^workshop\.|^$/);
  });

  it('sent as it is drawn leaves every sheet of ours as it is written', () => {
    expect(sheets.length).toBeGreaterThan(5);
    for (const text of sheets.slice(0, 4)) expect(asSent(text)).toBe(text);
  });
});

describe('what is typed into it', () => {
  const text = sheets.find((one) => one.includes('id: passo-carrabile')) ?? '';
  const changedLines = (after: string): string[] => {
    const before = text.split('\n');
    return after.split('\n').filter((line) => !before.includes(line));
  };

  it('changes its line alone, and keeps the comment beside it', () => {
    const after = asSent(text, (fields) => fields.set('term.days', '45'));
    expect(changedLines(after)).toEqual([expect.stringMatching(/^ {2}days: 45 # demo: il regolamento/)]);
    expect(after.split('\n')).toHaveLength(text.split('\n').length);
  });

  it('is kept when it is wrong', () => {
    const after = asSent(text, (fields) => fields.set('term.days', 'quarantacinque'));
    expect(sheetIn(after)).toMatchObject({ term: { days: 'quarantacinque' } });
  });

  it('may take a row from the middle and add one at the end', () => {
    const schema = formFor(text);
    const typed = typedSheet(schema.components, sheetIn(text) ?? {});
    const rows = typed['legal'] as { ref: string; title: string }[];
    const kept = [...rows.slice(0, 1), ...rows.slice(2), { ref: 'L. 1/2026', title: 'Nuova' }];
    const after = writeSheet(text, schema.components, {
      data: {},
      typed: { ...typed, legal: kept },
      removed: { list: 'legal', index: 1 },
    });
    expect((sheetIn(after)?.['legal'] as { ref: string }[]).map(({ ref }) => ref)).toEqual(
      kept.map(({ ref }) => ref),
    );
    expect(after).toContain('# Scheda pubblicata');
    expect(after).toContain('  - { ref: L. 160/2019, title: Canone unico patrimoniale }');
  });

  it('of an office that is there no more is still seen', () => {
    const { components } = formFor('office: sparito');
    expect(labels(components)).toContain(t('workshop.sheet.option.unknown', { value: 'sparito' }));
  });
});
