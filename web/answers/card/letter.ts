import { formatDate } from '../../format.js';
import type { CardFacts, ToldLetter } from './facts.js';

/** What a letter is called: at the desk by its object, in public by its kind alone. */
export const letterName = ({ audience, t }: CardFacts, { code, subject }: ToldLetter): string =>
  audience === 'desk' ? subject : t(`answers.letter.${code}`);

/** The last letter that left the Comune, with its number and how it reached the person. */
export const lastLetter = (facts: CardFacts): string[] => {
  const { letters, audience, t } = facts;
  const letter = letters.at(-1);
  if (!letter) return [t('answers.letter.none')];
  const told = { letter: letterName(facts, letter), date: formatDate(letter.at), protocol: letter.protocol };
  return [
    t(audience === 'desk' && letter.protocol ? 'answers.letter.last.protocol' : 'answers.letter.last', told),
    ...(letter.way ? [wayOf(facts, letter)] : []),
  ];
};

/** With its days where there is a proof: «spedita per PEC il…, consegnata il…». */
const wayOf = ({ t }: CardFacts, { way, journey }: ToldLetter): string => {
  const { channel = 'desk', sentAt = null, proofAt = null } = journey ?? {};
  const told = { sent: formatDate(sentAt), proof: formatDate(proofAt) };
  if (proofAt) return t(`deliveries.answer.${channel}.received`, told);
  if (sentAt && (channel === 'pec' || channel === 'post')) return t(`deliveries.answer.${channel}`, told);
  return t(`answers.letter.${way ?? 'under-way'}`);
};
