import { beforeAll, describe, expect, it } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import { fieldsOfLetter } from '../../../processes/catalogue/letters/letter-fields.js';
import { fieldProblems } from '../../../processes/catalogue/letters/named-fields.js';
import { offeredFields } from '../../../processes/catalogue/letters/offered-fields.js';
import { sampleTastes } from '../../../processes/catalogue/letters/sample-answers.js';
import { sampleOfProcedure } from '../../../processes/catalogue/letters/sample-letter.js';
import { letterCodes } from '../../../templates/letter-codes.js';
import { letterDataSchema } from '../../../templates/letter-data.js';
import { readOwnPart } from '../../../templates/safe/environment.js';

let bundle: ProcedureBundle;
beforeAll(async () => {
  bundle = await loadFolder(inRepo('processes/passo-carrabile'));
});
const fields = (code: (typeof letterCodes)[number]) =>
  fieldsOfLetter(code, { forms: bundle.forms, applicationForm: bundle.sheet.applicationForm });

describe('what the page of a letter offers', () => {
  it('can be inserted as it is: there are such fields, and one that may lack is asked for first', () => {
    const texts = offeredFields(fields('L6')).flatMap((group) => group.fields.map(({ text }) => text));
    expect(texts.length).toBeGreaterThan(30);
    for (const text of texts) {
      expect(fieldProblems(readOwnPart(text, []), fields('L6')), text).toEqual([]);
    }
  });

  it('names answers by their question', () => {
    const application = offeredFields(fields('L6')).find(({ form }) => form === 'application');
    expect(application?.fields).toContainEqual({
      path: 'application.luogo',
      label: 'Dove si trova',
      text: '{{application.luogo}}',
    });
  });

  it('keeps answers out of letters to others', () => {
    expect(offeredFields(fields('L11')).map(({ form }) => form)).toEqual([null]);
  });
});

describe('sample cases', () => {
  it.each(sampleTastes)('of taste %s are data for every letter', (taste) => {
    for (const code of letterCodes) {
      const data = letterDataSchema.parse(sampleOfProcedure(code, taste, bundle));
      expect(data.letter.code).toBe(code);
    }
  });

  it('answer this procedure’s questions, and only those that a person would see', () => {
    const { application, case: file } = sampleOfProcedure('L6', 'usual', bundle);
    expect(file.procedure).toBe('Passo carrabile');
    expect(application).toMatchObject({ tipoRichiesta: 'nuovo', luogo: 'Dove si trova (esempio)' });
    const bare = sampleOfProcedure('L6', 'bare', bundle);
    expect(bare.tasks).toEqual({});
    expect(Object.keys(bare.application ?? {}).length).toBeLessThan(Object.keys(application ?? {}).length);
  });
});
