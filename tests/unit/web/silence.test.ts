import { expect, test } from 'vitest';
import { silenceOf, type TermEnd } from '../../../law/silence.js';
import { termState } from '../../../law/term/state.js';
import { silenceNotice } from '../../../web/silence/sentence.js';
import { createTranslators } from '../../../web/i18n.js';

const { it } = createTranslators();

/** A 30-day term of 2-3-2026: it ends on 1 April. */
const noticeOn = (today: string, end: TermEnd = 'silenzio-assenso') => {
  const state = termState({ days: 30, kind: 'calendario' }, [{ kind: 'started', on: '2026-03-02' }], today);
  return silenceNotice(it, silenceOf(state, end, { today, decidedOn: null }), today);
};

test('the offices are warned near the day, and told what is left after it', () => {
  expect(noticeOn('2026-03-21')).toBeNull();
  expect(noticeOn('2026-03-22')).toMatchObject({
    tone: 'warn',
    text: expect.stringContaining('varrà accoglimento dopo il 01/04/2026') as string,
  });
  expect(noticeOn('2026-04-02')?.text).toBe(
    'Il termine è passato il 01/04/2026 e il silenzio vale accoglimento: un diniego non ha più effetto. Resta l’annullamento d’ufficio, con ragioni proprie, entro il 01/10/2026.',
  );
  expect(noticeOn('2026-10-02')?.text).toMatch(
    /Anche il tempo per annullare d’ufficio è passato, il 01\/10\/2026\.$/,
  );
});

test('each meaning has its words; where an act is due there are none', () => {
  expect(noticeOn('2026-04-02', 'controllo')?.text).toMatch(/il controllo si è chiuso.*annullamento/);
  expect(noticeOn('2026-04-02', 'silenzio-diniego')?.text).toMatch(
    /una decisione scritta è ancora possibile\.$/,
  );
  expect(noticeOn('2026-04-02', 'atto')).toBeNull();
});
