import type { Services } from '../../core/services.js';
import type { LetterData } from '../../templates/letter-data.js';
import { percentile } from './figures.js';

/** Typesets letters L14 with the data of one that was made; each with another subject. */
export const measureLetters = async (
  services: Services,
  count: number,
): Promise<{ perSecond: number; p50: number }> => {
  const row = (await services
    .db('letter')
    .where({ code: 'L14' })
    .whereNotNull('registration_id')
    .first('data')) as {
    data: LetterData;
  };
  const durations: number[] = [];
  const begun = performance.now();
  for (let index = 0; index < count; index += 1) {
    const from = performance.now();
    const data = { ...row.data, letter: { ...row.data.letter, subject: `Prova ${index}` } };
    await services.letters.compose({ code: 'L14', data, at: new Date() });
    durations.push(performance.now() - from);
  }
  return { perSecond: (count * 1000) / (performance.now() - begun), p50: percentile(durations, 0.5) };
};
