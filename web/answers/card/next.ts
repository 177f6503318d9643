import { Temporal } from 'temporal-polyfill';
import { aheadOf, type Ahead } from '../../../processes/catalogue/ahead.js';
import type { DiagramElement } from '../../../processes/catalogue/diagram-model.js';
import { publicWords } from '../../../processes/catalogue/public-words.js';
import { formatDate } from '../../format.js';
import { sentenceOf, type AtRest, type CardFacts } from './facts.js';
import { lower, upper } from '../../wording.js';

/** A sentence on what comes next; below it, what that leads to. */
export interface NextLine {
  text: string;
  then: NextLine[];
}

/** What happens next: steps, letters and ends, the diagram's questions as alternatives, times and messages as events. */
export const comesNext = (facts: CardFacts): NextLine[] => {
  const { present, model, t } = facts;
  const line = (key: string): NextLine[] => [{ text: t(key), then: [] }];
  if (present.state === 'closed') return line('answers.next.closed');
  if (present.state === 'set-aside') return line('answers.next.setAside');
  const lines = present.resting.flatMap((place) =>
    aheadOf(model, place.element.id).map((ahead) => lineOf(facts, place, ahead)),
  );
  const seen = new Set<string>();
  const different = lines.filter(({ text }) => !seen.has(text) && seen.add(text));
  return different.length > 0 ? different : line('answers.next.moving');
};

const lineOf = (facts: CardFacts, place: AtRest, ahead: Ahead): NextLine => {
  const { t } = facts;
  switch (ahead.kind) {
    case 'question':
      return {
        text: questionOf(ahead.element),
        then: ahead.answers.map(({ label, ahead: then }) =>
          labelled(
            facts,
            place,
            label ? upper(label.replace(': ', ', ')) : t('answers.next.otherwise'),
            then,
          ),
        ),
      };
    case 'event':
      return labelled(facts, place, eventLabel(facts, place, ahead), ahead.ahead);
    default:
      return { text: sentenceOf(ahead.element, t), then: [] };
  }
};

/** `No: il Comune scrive il diniego.`; what leads to a question or to several steps has them below. */
const labelled = (facts: CardFacts, place: AtRest, label: string, ahead: Ahead[]): NextLine => {
  const { t } = facts;
  const [first, ...others] = ahead.map((one) => lineOf(facts, place, one));
  if (!first) return { text: t('answers.next.back', { when: label }), then: [] };
  if (others.length > 0)
    return { text: t('answers.next.several', { when: label }), then: [first, ...others] };
  return { text: `${label}: ${lower(first.text)}`, then: first.then };
};

/** A time is told as a date: the law's, by the term; one that is always the same, from when the case came there. */
const eventLabel = ({ stop }: CardFacts, { since }: AtRest, { element }: Ahead): string => {
  if (stop?.answerBy && element.message === stop.expiryMessage)
    return `${element.name} (${formatDate(stop.answerBy)})`;
  if (!since || !element.duration) return element.name;
  const at = Temporal.Instant.fromEpochMilliseconds(since.getTime())
    .toZonedDateTimeISO('Europe/Rome')
    .add(Temporal.Duration.from(element.duration));
  return `${element.name} (${formatDate(at.toPlainDate().toString())})`;
};

/** In the public's words where the diagram has them; its own name for the question is for those who draw. */
const questionOf = (element: DiagramElement): string =>
  publicWords(element).sentence ?? element.name.replace(/\??$/, '?');
