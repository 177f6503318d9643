import { describe, expect, it } from 'vitest';
import { conferenceRule } from '../../../law/conference.js';
import { monthsLater, powerRule } from '../../../law/own-powers.js';
import { actKinds, remediesFor, type ActKind } from '../../../law/remedies.js';

/** Domain document, A3: the judge and the days, by the kind of act. */
const byKind: Record<ActKind, [string, number | null][]> = {
  provvedimento: [['TAR', 60], ['Ricorso straordinario', 120]],
  scia: [['TAR', 60], ['Ricorso straordinario', 120]],
  'scia-terzi': [['Verifiche e TAR', null]],
  accesso: [['TAR', 30], ['Difensore civico', 30]],
  residenza: [['Prefetto', 30], ['Giudice ordinario', null]],
  tributo: [['Corte di giustizia tributaria', 60]],
  canone: [['Giudice ordinario', null]],
  scuola: [['Giudice ordinario', null]],
  sociale: [['Giudice ordinario', null]],
}; // prettier-ignore

describe('remedies', () => {
  it.each(actKinds)('against an act of kind %s', (act) => {
    const found = remediesFor(act, '2026-03-02');
    expect(found.map(({ kind, days }) => [kind, days])).toEqual(byKind[act]);
    for (const { text, days, source } of found) {
      expect(source).toMatch(/\d/);
      if (days !== null) expect(text).toContain(`${days} giorni`);
    }
  });

  it('had not yet the tax court’s new name in spring 2022', () => {
    expect(remediesFor('tributo', '2022-09-15')).toEqual([]);
  });
});

describe('the power to annul one’s own act', () => {
  it('lasts six months since 18 December 2025, twelve before', () => {
    expect(powerRule('annullamento', '2025-12-17')?.limit).toEqual({ within: 'months', months: 12 });
    expect(powerRule('annullamento', '2025-12-18')?.limit).toEqual({ within: 'months', months: 6 });
    expect(powerRule('annullamento', '2021-05-31')).toBeNull();
  });

  it('ends on the same-numbered day, or the last of the month', () => {
    expect(monthsLater('2025-11-20', 6)).toBe('2026-05-20');
    expect(monthsLater('2025-08-31', 6)).toBe('2026-02-28');
  });
});

it('gives the bodies of a conference 30 and 60 days since 20 February 2026, 45 and 90 before', () => {
  expect(conferenceRule('2026-02-19')).toMatchObject({ answerDays: 45, protectedAnswerDays: 90 });
  expect(conferenceRule('2026-02-20')).toMatchObject({ answerDays: 30, protectedAnswerDays: 60 });
  expect(conferenceRule('2016-07-27')).toBeNull();
});
