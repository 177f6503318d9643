import { publicWords } from '../../../processes/catalogue/public-words.js';
import type { CardFacts } from '../../answers/card/facts.js';
import type { Passage } from '../../cases/page/present-query.js';

export interface Milestone {
  at: Date;
  text: string;
}

/** What has happened so far, oldest first, in words that name nobody: only what the diagram calls a milestone is told. */
export const milestonesOf = (
  { model, letters, present, presentedAt, t }: CardFacts,
  passages: readonly Passage[],
): Milestone[] => {
  const passed = passages.flatMap(({ elementId, state, leftAt }): Milestone[] => {
    const element = model.elements.get(elementId);
    const milestone = element && publicWords(element).milestone;
    return milestone && state === 'completed' && leftAt ? [{ at: leftAt, text: milestone }] : [];
  });
  const written = letters.map(({ code, at }) => ({
    at,
    text: t('status.letter', { letter: t(`answers.letter.${code}`) }),
  }));
  const closed = present.closedAt ? [{ at: present.closedAt, text: t('status.closed') }] : [];
  const all = [{ at: presentedAt, text: t('status.presented') }, ...passed, ...written, ...closed];
  return all.sort((a, b) => a.at.getTime() - b.at.getTime());
};
