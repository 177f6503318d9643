import { remediesFor } from '../../../../law/remedies.js';
import type { Problem, Rule } from '../finding.js';

const file = 'sheet.yaml';

/** Days that a sentence speaks of: «entro 60 giorni». */
const daysIn = (text: string): number[] =>
  [...text.matchAll(/(\d+)\s+giorni/g)].map(([, days]) => Number(days));

/** The published remedies are those that the law gives against acts of this kind, with its days (L. 241/1990 art. 3 c. 4). */
export const remedies: Rule = {
  name: 'remedies',
  check: ({ bundle: { sheet } }) => {
    const lawful = remediesFor(sheet.act, sheet.validFrom);
    const unlawful = sheet.remedies.flatMap(({ kind, text }): Problem[] => {
      const remedy = lawful.find((candidate) => candidate.kind === kind);
      if (!remedy) {
        const kinds = lawful.map((candidate) => candidate.kind).join(', ');
        return [{ file, message: `contro un atto di tipo «${sheet.act}» non c’è «${kind}», ma: ${kinds}` }];
      }
      const { days } = remedy;
      if (days === null || daysIn(text).every((written) => written === days)) return [];
      return [{ file, message: `«${kind}»: i giorni per legge sono ${days}` }];
    });
    const forgotten = lawful
      .filter(({ kind }) => !sheet.remedies.some((published) => published.kind === kind))
      .map(({ kind, source }): Problem => ({ file, message: `tra i rimedi manca «${kind}» (${source})` }));
    return [...unlawful, ...forgotten];
  },
};
