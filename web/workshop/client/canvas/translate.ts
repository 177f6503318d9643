import community from 'bpmn-js-i18n/translations/it.js';
import type { Locale } from '../../../i18n.js';
import { italian, lookUpIn } from '../../italian/italian.js';

type Values = Record<string, string | number>;

const lookUp = lookUpIn({ ...community, ...italian });

/** The modeler's sentence in Italian: ours first, then the community's; one that nobody knows stays English. */
export const inItalian = (english: string, values: Values = {}): string =>
  (lookUp(english) ?? english).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** What makes the modeler speak the reader's language; English is its own. */
export const translation = (locale: Locale): object[] =>
  locale === 'it' ? [{ translate: ['value', inItalian] }] : [];
