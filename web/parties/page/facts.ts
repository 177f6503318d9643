import type { Party } from '../../../db/models/party.js';
import { disagreements, type Disagreement } from '../../../law/tax-code-person.js';
import { birthIn } from '../../../law/codice-fiscale.js';
import { placeLabel } from '../../../law/places/place.js';
import { placeByCode } from '../../../law/places/places.js';
import type { Translate } from '../../i18n.js';

/** Sentences for whoever looks at a party whose tax code says something else than its data. */
export const codeWarnings = async (t: Translate, party: Party): Promise<string[]> => {
  const { taxCode } = party;
  if (!taxCode) return [];
  const found: Disagreement[] = disagreements(taxCode, party);
  if (found.length === 0) return [];
  const place = await placeByCode(birthIn(taxCode)?.placeCode ?? '');
  return found.map((what) =>
    t(`parties.disagrees.${what}`, { place: place ? placeLabel(place) : t('parties.place.none') }),
  );
};

/** Names of values that are codes in the data bank; dates are the caller's. */
export const wordOf = (t: Translate, locale: string, name: string, value: string): string => {
  if (name === 'kind' || name === 'sex') return t(`parties.${name}.${value}`);
  if (name === 'code_follow') return t(`parties.codeFollow.${value}`);
  if (name === 'pec_source') return t(`parties.pecSource.${value}`);
  if (name === 'language') return new Intl.DisplayNames([locale], { type: 'language' }).of(value) ?? value;
  return value;
};

/** `birth_place` → `birthPlace`: the message key of a column is the form's. */
export const messageName = (column: string): string =>
  column.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());
