import { describe, expect, it } from 'vitest';
import { letterDataSchema } from '../../../templates/letter-data.js';
import { templateView } from '../../../templates/view.js';
import { sampleLetter } from '../../../templates/samples/usual.js';

const viewWhen = (date: string, usedDays?: number) => {
  const data = sampleLetter('L6');
  data.letter.date = date;
  if (data.term && usedDays !== undefined) data.term.usedDays = usedDays;
  return templateView(letterDataSchema.parse(data));
};

describe('a late act prints both terms (art. 2, c. 9-quinquies)', () => {
  it('only after the due date, as days go in Rome', () => {
    expect(viewWhen('2026-04-01T21:59:00Z')['late']).toBeNull();
    expect(viewWhen('2026-04-01T22:30:00Z')['late']).toEqual({ dueDate: '2026-04-01', usedDays: 31 });
  });

  it('with the days really used, when suspensions were taken away', () => {
    expect(viewWhen('2026-05-20', 42)['late']).toEqual({ dueDate: '2026-04-01', usedDays: 42 });
  });
});
