import type { Rule } from '../finding.js';

/** The office of the sheet is one of the Comune's. */
export const offices: Rule = {
  name: 'offices',
  check: ({ bundle: { sheet }, municipality }) => {
    const known = municipality.offices.map(({ id }) => id);
    if (known.includes(sheet.office)) return [];
    return [
      {
        file: 'sheet.yaml',
        message: `l’ufficio «${sheet.office}» non è in comune.yaml: scegline uno di: ${known.join(', ')}`,
      },
    ];
  },
};
