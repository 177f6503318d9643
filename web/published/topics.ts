import type { Municipality } from '../../processes/catalogue/municipality.js';
import type { Sheet } from '../../processes/catalogue/sheet.js';
import { formatEuro } from '../format.js';
import type { Translate } from '../i18n.js';
import { asSentence } from '../wording.js';
import type { FormInWords } from './form-in-words.js';

/** What a sheet is told from. */
export interface SheetFacts {
  sheet: Sheet;
  municipality: Municipality;
  forms: FormInWords[];
  /** Where one's own case is followed: `https://…/stato`. */
  statusAddress: string;
  t: Translate;
}

/** What a sheet says, topic by topic, in whole sentences; the law's letters and the desk's answer arrange them. */
export const topicsOf = ({ sheet, municipality, forms, statusAddress, t }: SheetFacts) => {
  const { desk, substitute } = municipality;
  const office = municipality.offices.find(({ id }) => id === sheet.office)?.name ?? sheet.decidingOffice;
  return {
    about: [asSentence(sheet.summary)],
    norms: sheet.legal.map(({ ref, title }) => `${ref}: ${title}.`),
    unit: [t('published.unit', { office: sheet.unit ?? office })],
    contacts: [
      t('published.office', { office }),
      t('published.decides', { office: sheet.decidingOffice }),
      t('published.desk', { ...desk, pec: municipality.pec }),
    ],
    who: [asSentence(sheet.who)],
    bring: bringing(sheet, t),
    channels: [...sheet.how.map(asSentence), t('published.desk.hours', { ...desk })],
    forms: forms.map(({ title }) => t('published.form', { form: title })),
    selfCertification: [t('published.selfCertification')],
    follow: [asSentence(sheet.follow), t('published.follow.address', { address: statusAddress })],
    term: [
      t(`published.term.${sheet.term.kind}`, { count: sheet.term.days, source: sheet.term.source }),
      ...sheet.otherTerms.map(({ title, days, kind, source }) =>
        t(`published.otherTerm.${kind}`, { title, count: days, source }),
      ),
    ],
    silence: [t(`published.silence.${sheet.term.end}`)],
    remedies: sheet.remedies.map(({ text }) => asSentence(text)),
    inertia: [t('published.inertia', { ...substitute })],
    online: [asSentence(sheet.online)],
    fees: [...feesOf(sheet, t), asSentence(sheet.payment)],
    substitute: [t('published.substitute', { ...substitute })],
  };
};
export type Topics = ReturnType<typeof topicsOf>;

const bringing = ({ documents }: Sheet, t: Translate): string[] =>
  documents.length === 0
    ? [t('published.bring.nothing')]
    : documents.map(({ title, why, required, exOffice }) =>
        t(`published.bring.${exOffice ? 'exOffice' : required ? 'required' : 'useful'}`, {
          title,
          why: why.replace(/\.$/, ''),
        }),
      );

const feesOf = ({ fees, stampExemption }: Sheet, t: Translate): string[] => [
  ...(fees.length === 0 ? [t('published.fees.none')] : []),
  ...fees.map(({ title, amount, when, source }) =>
    t('published.fee', { title, amount: formatEuro(amount), when, source }),
  ),
  ...(stampExemption ? [t('published.fees.stamp', { exemption: stampExemption })] : []),
];
