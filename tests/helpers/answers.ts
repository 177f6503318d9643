import type { Services } from '../../core/services.js';
import { CaseFile } from '../../db/models/case-file.js';
import { answerCard, type Card } from '../../web/answers/card/card.js';
import type { NextLine } from '../../web/answers/card/next.js';
import { factsOfCase } from '../../web/answers/facts-of-case.js';
import { createTranslators } from '../../web/i18n.js';
import { milestonesOf } from '../../web/public/status/milestones.js';

/** What nobody would say at a desk: ids, names of variables, values that are missing, words of the engine. */
const technical =
  /_|undefined|\bnull\b|NaN|\[object|\{|\}|\b\p{Ll}+\p{Lu}\p{L}*|\b(job|task|incident|gateway|token|worker|timer|boundary|event|message|element|instance|flow|process|default|error|key|form|id)\b|[a-z]+\.[a-z]+\.[a-z]+/u;

/** Every sentence of what comes next, from the outside in. */
export const linesOf = (lines: NextLine[]): string[] =>
  lines.flatMap(({ text, then }) => [text, ...linesOf(then)]);

/** A card's sections by name, each as its sentences. */
export const sectionsOf = ({ next, ...card }: Card): [string, string[]][] => [
  ...Object.entries(card),
  ['next', linesOf(next)],
];

/** What is wrong with a card: empty sections, technical words, sentences that don't begin or end as sentences do. */
export const faultsOfCard = (card: Card): string[] =>
  sectionsOf(card).flatMap(([section, sentences]) =>
    (sentences.length === 0 ? [`${section} is empty`] : []).concat(
      sentences.flatMap((sentence) => {
        const word = technical.exec(sentence.replace(/\S+@\S+/g, ''))?.[0]; // e-mail addresses hold dots
        return [
          ...(word ? [`${section} says «${word}»: ${sentence}`] : []),
          ...(/[.?!:]$/.test(sentence) ? [] : [`${section} ends badly: ${sentence}`]),
          ...(/^[\p{Lu}«]/u.test(sentence) ? [] : [`${section} begins badly: ${sentence}`]),
        ];
      }),
    ),
  );

/** The same for a case as it is in the data bank, for the desk and for the public; and its milestones. */
export const faultsOfAnswer = async (services: Services, caseId: string): Promise<string[]> => {
  const file = await CaseFile.query(services.db).findById(caseId).throwIfNotFound();
  const { it: t } = createTranslators();
  const desk = await factsOfCase(services, file, { audience: 'desk', t });
  const seen = await factsOfCase(services, file, { audience: 'public', t });
  const milestones = milestonesOf(seen.facts, seen.view.passages).map(({ text }) => text);
  return [
    ...faultsOfCard(answerCard(desk.facts)),
    ...faultsOfCard(answerCard(seen.facts)),
    ...(milestones.length > 2 ? [] : [`few milestones: ${milestones.join('; ')}`]),
    ...milestones.filter((text) => technical.test(text)),
  ];
};
