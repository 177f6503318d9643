import { messagesAt, publicWords } from '../../../processes/catalogue/public-words.js';
import type { CardFacts } from './facts.js';
import { letterName } from './letter.js';
import { lower } from '../../wording.js';

/** What the person must do, and then what they may do if they want. */
export const youMust = (facts: CardFacts): string[] => {
  const must = [...new Set([...asked(facts), ...toCollect(facts)])];
  return [
    ...(must.length > 0 ? must : [facts.t('answers.you.nothing')]),
    ...(facts.present.state === 'closed' ? remedies(facts) : mayDo(facts)),
  ];
};

const asked = ({ present }: CardFacts): string[] =>
  present.resting.flatMap(({ element }) => publicWords(element).you ?? []);

/** A letter that waits at the desk is told, unless the desk's own task of handing it over has said so already. */
const toCollect = (facts: CardFacts): string[] => {
  const { present, letters, municipality, t } = facts;
  const desks = municipality.offices.filter(({ kind }) => kind === 'desk').map(({ id }) => id);
  const isTold = present.resting.some(
    ({ element, offices }) => publicWords(element).you && offices.some((office) => desks.includes(office)),
  );
  if (isTold) return [];
  return letters
    .filter(({ way }) => way === 'to-hand-over')
    .map((letter) => t('answers.you.collect', { letter: letterName(facts, letter) }));
};

/** Acts that the case takes at any time, such as giving up; what it is waiting for is told as what must be done. */
const mayDo = ({ present, model, sheet, awaited, t }: CardFacts): string[] => {
  const asked = new Set(present.resting.flatMap(({ element }) => messagesAt(model, element)));
  return sheet.messages
    .filter(({ name }) => awaited.includes(name) && !asked.has(name))
    .map(({ label }) => t('answers.you.may', { act: label }));
};

/** Whoever disagrees with the end of a case is told where to turn (L. 241/1990 art. 3 c. 4). */
const remedies = ({ sheet, t }: CardFacts): string[] => [
  t('answers.you.remedies', { remedies: sheet.remedies.map(({ text }) => lower(text)).join('; ') }),
];
