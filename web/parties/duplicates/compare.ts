import type { JsonObject } from '../../../core/json.js';
import { chosenFields } from '../../../db/transactions/merge/merged-fields.js';
import type { Translate } from '../../i18n.js';
import { formatDate } from '../../format.js';
import { messageName, wordOf } from '../page/facts.js';

/** One line of the comparison: what both records say, and whether there is something to choose. */
export interface ComparedField {
  name: string;
  label: string;
  kept: string;
  other: string;
  differs: boolean;
  /** Chosen beforehand: the kept one, unless it says nothing. */
  fromOther: boolean;
}

/** Two records side by side, without the lines that neither fills in. */
export const compareFields = (
  t: Translate,
  locale: string,
  kept: JsonObject,
  other: JsonObject,
): ComparedField[] => {
  const shown = (name: string, value: unknown): string => {
    if (typeof value !== 'string' || value === '') return '';
    return name === 'birth_date' ? formatDate(value) : wordOf(t, locale, name, value);
  };
  const hasCode = Boolean(kept['tax_code'] ?? other['tax_code']);
  return chosenFields
    .filter((name) => name !== 'no_code_reason' || !hasCode)
    .map((name) => {
      const [left, right] = [shown(name, kept[name]), shown(name, other[name])];
      return {
        name,
        label: t(`parties.${messageName(name)}`),
        kept: left,
        other: right,
        differs: left !== '' && right !== '' && left !== right,
        fromOther: left === '' && right !== '',
      };
    })
    .filter((line) => line.kept !== '' || line.other !== '');
};
