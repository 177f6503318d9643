import { describe, expect, it } from 'vitest';
import { parsedFile } from '../../../processes/catalogue/bundle-files.js';
import { formSchema } from '../../../processes/catalogue/bundle.js';
import { scenarioSchema } from '../../../processes/catalogue/scenario/schema.js';
import { sheetSchema } from '../../../processes/catalogue/sheet.js';

const schemas = {
  sheet: { format: 'YAML', schema: sheetSchema },
  scenario: { format: 'YAML', schema: scenarioSchema },
  form: { format: 'JSON', schema: formSchema },
} as const;

const faults = (kind: keyof typeof schemas, text: string): string[] => {
  const read = parsedFile<unknown>('x', text, schemas[kind]);
  return 'faults' in read ? read.faults.map(({ line, message }) => `${line}: ${message}`) : [];
};

const scenario = (steps: string): string => `title: x
applicant: { givenName: A, familyName: B, taxCode: C }
application: {}
steps:
${steps}
expect: { end: fine, letters: [], registrations: 1 }
`;

describe('what is wrong in a written file', () => {
  it.each<[keyof typeof schemas, string, RegExp[]]>([
    ['sheet', 'id: a\nterm:\n  days: trenta\n', [/3:.*term\.days: qui serve un numero/, /1:.*title: manca/]],
    ['sheet', 'id: a\nterm: { kind: solari }', [/2:.*term\.kind: si può scrivere: calendario, lavorativi/]],
    [
      'sheet',
      'id: a\nlegal: []\naltro: 1',
      [/2:.*legal: serve almeno una voce/, /1:.*nessuno legge «altro»/],
    ],
    ['sheet', 'id: a\ntitle: b: c', [/2: non è YAML valido: /]],
    ['sheet', 'id: a\ntitle: "b', [/2: non è YAML valido: manca qualcosa/]],
    ['sheet', 'id: a\n\ttitle: b', [/2: non è YAML valido: /]],
    ['form', '{\n"id": "x",\n}', [/3: non è JSON valido/]],
    ['form', '{\n"id": "x",\n"components": [{}]}', [/3:.*components\.0\.type: manca/]],
    ['scenario', scenario('  - task: x\n    do: 3'), [/6:.*steps\.0\.do: qui servono dei campi/]],
    ['scenario', scenario('  - task: x\n  - salta: y'), [/6:.*steps\.1: non è nessuna delle cose/]],
  ])('%s %j', (kind, text, expected) => {
    const found = faults(kind, text).join('\n');
    for (const one of expected) expect(found).toMatch(one);
  });

  it('nothing, when nothing is', () => {
    expect(faults('scenario', scenario('  - task: x'))).toEqual([]);
  });
});
