import { expect, test } from 'vitest';
import { compareEndings, type Ending } from '../../../gym/replay/compare.js';

const live: Ending = { outcome: 'Accolta', stopped: null, minutes: 30 * 24 * 60 + 7, letters: ['L1', 'L6'] };

test.each<[string, Ending, Partial<Ending>, string, RegExp[]]>([
  ['the same', live, {}, 'passed', []],
  ['letters in another order are the same', live, { letters: ['L6', 'L1'] }, 'passed', []],
  ['another end', live, { outcome: 'Respinta' }, 'failed', [/«Respinta» e non «Accolta»/]],
  ['later', live, { minutes: 45 * 24 * 60 + 3 }, 'failed', [/dopo 45 giorni e non dopo 30 giorni/]],
  ['minutes apart are the same', live, { minutes: 30 * 24 * 60 - 4 }, 'passed', []],
  [
    'later on the same day',
    live,
    { minutes: 30 * 24 * 60 + 300 },
    'failed',
    [/dopo 30 giorni e 5 ore e non dopo 30 giorni e 0 ore/],
  ],
  ['other letters', live, { letters: ['L1'] }, 'failed', [/Lettere: L1; adesso L1, L6/]],
  [
    'everything',
    live,
    { outcome: 'Respinta', minutes: 24 * 60, letters: [] },
    'failed',
    [/«Respinta»/, /dopo 1 giorno/, /nessuna/],
  ],
  [
    'a question that nobody answered',
    live,
    { outcome: null, stopped: 'si ferma a «Esame»' },
    'stuck',
    [/«Esame»/],
  ],
  [
    'a case that is not the old one',
    { ...live, outcome: 'Ritirata' },
    {},
    'stuck',
    [/allora finì «Accolta»/],
  ],
  [
    'one that ends nowhere',
    { ...live, outcome: null, stopped: 'si blocca' },
    {},
    'stuck',
    [/Neanche la versione in vigore/],
  ],
])('%s', (_title, now, draft, status, sentences) => {
  const result = compareEndings('Accolta', now, { ...live, ...draft });
  expect(result.status).toBe(status);
  expect(result.problems).toEqual(sentences.map((sentence) => expect.stringMatching(sentence) as string));
});
