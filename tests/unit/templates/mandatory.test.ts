import { describe, expect, it } from 'vitest';
import { BusinessError } from '../../../core/errors.js';
import { letterCodes, type LetterCode } from '../../../templates/letter-codes.js';
import { letterDataSchema, type LetterData } from '../../../templates/letter-data.js';
import { demandComplete, missingContent } from '../../../templates/mandatory.js';
import { sampleLetter } from '../../../templates/samples/usual.js';

const without = (code: LetterCode, change: (data: LetterData) => void): string[] => {
  const data = sampleLetter(code);
  change(data);
  return missingContent(letterDataSchema.parse(data)).map(({ path }) => path);
};

describe('mandatory content', () => {
  it.each(letterCodes)('%s is complete in the sample', (code) => {
    expect(without(code, () => undefined)).toEqual([]);
  });

  it.each<[string, LetterCode, (data: LetterData) => void, string[]]>([
    ['the application’s protocol (18-bis)', 'L1', (data) => (data.case.protocol = null), ['case.protocol.number']],
    ['the answer term (18-bis)', 'L1', (data) => { data.term = null; data.letter.avvio = false; }, ['term.dueDate', 'term.endText']],
    ['a document’s hash', 'L1', (data) => (data.documents = [{ title: 'x', filename: 'x', sha256: '', receivedAt: '2026-03-02' }]), ['documents.*.sha256']],
    ['art. 8 when the receipt is the notice', 'L1', (data) => (data.substitute = null), ['substitute.name']],
    ['who answers for the procedure', 'L2', (data) => (data.responsible = null), ['responsible.name']],
    ['reasons of blanks only', 'L6', (data) => (data.decision = { ...data.decision, reasons: ['  '] }), ['decision.reasons']],
    ['stamp and fees nobody spoke of', 'L6', (data) => (data.decision = { ...data.decision, stamp: null, fees: null }), ['decision.fees', 'decision.stamp']],
    ['an observation left unanswered', 'L7', (data) => (data.decision = { ...data.decision, observations: [{ text: 'x', answer: '' }] }), ['decision.observations.*.answer']],
    ['the preavviso', 'L7', (data) => (data.decision = { ...data.decision, notice: null }), ['decision.notice']],
    ['remedies', 'L14', (data) => (data.remedies = []), ['remedies']],
    ['privacy', 'L14', (data) => (data.privacy = { text: '', dpo: '' }), ['privacy.text', 'privacy.dpo']],
  ])('wants %s', (_, code, change, missing) => {
    expect(without(code, change)).toEqual(missing);
  }); // prettier-ignore

  it('lets fees be none, if somebody said so, and a receipt that is no notice lack art. 8', () => {
    expect(without('L6', (data) => (data.decision = { ...data.decision, fees: [] }))).toEqual([]);
    const plain = (data: LetterData): void => {
      data.letter.avvio = false;
      data.substitute = null;
      data.responsible = null;
    };
    expect(without('L1', plain)).toEqual([]);
  });

  it('names the article to the person', () => {
    const data = letterDataSchema.parse({ ...sampleLetter('L7'), remedies: [] });
    expect(() => demandComplete(data)).toThrow(BusinessError);
    expect(() => demandComplete(data)).toThrow(/ricorrere \(art\. 3, c\. 4, L\. 241\/1990\)/);
  });
});
