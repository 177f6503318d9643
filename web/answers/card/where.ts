import { canRest } from '../../../processes/catalogue/public-words.js';
import { formatDate } from '../../format.js';
import { sentenceOf, type CardFacts } from './facts.js';

/** Where the case stands, one sentence for each place. */
export const whereIs = ({ present, model, t }: CardFacts): string[] => {
  const { state, outcome, closedAt, resting } = present;
  if (state === 'starting') return [t('answers.where.starting')];
  if (state === 'set-aside') return [t('answers.where.setAside')];
  if (state === 'open') {
    return resting.length > 0
      ? resting.map(({ element }) =>
          canRest(element, model) ? sentenceOf(element, t) : t('answers.where.moving'),
        )
      : [t('answers.where.moving')];
  }
  const end = [...model.elements.values()].find(({ type, name }) => type === 'endEvent' && name === outcome);
  return [
    t('answers.where.closed', { date: formatDate(closedAt) }),
    ...(end ? [sentenceOf(end, t)] : outcome ? [t('answers.where.outcome', { outcome })] : []),
  ];
};
