import type { JsonObject } from '../../core/json.js';
import { dateInRome } from '../../law/calendar.js';
import type { TermState } from '../../law/term/ledger.js';
import { stopRule, type StopRule } from '../../law/term/rules.js';
import { heldBy, type Sheet } from '../../processes/catalogue/sheet.js';
import { banFromForm } from '../../templates/content/ban.js';
import { changeFromForm } from '../../templates/content/change.js';
import { conferenceFromForm } from '../../templates/content/conference.js';
import type { LetterContent } from '../../templates/content/content.js';
import { demandFromForm } from '../../templates/content/demand.js';
import { oppositionFromForm } from '../../templates/content/opposition.js';
import { orderFromForm } from '../../templates/content/order.js';
import { refusalNoticeFromForm } from '../../templates/content/refusal-notice.js';
import { reportFromForm } from '../../templates/content/report.js';
import { requestFromForm } from '../../templates/content/request.js';
import { silenceFromTerm } from '../../templates/content/silence.js';
import { taxFromForm } from '../../templates/content/tax.js';
import type { LetterCode } from '../../templates/letter-codes.js';

/** What a letter's own content is made from. */
export interface ContentFacts {
  /** What officers wrote in the forms of tasks, later over earlier. */
  form: JsonObject;
  sheet: Sheet;
  office: string;
  responsible: string | null;
  term: TermState;
  /** When the term would end without the stop of the refusal notice. */
  controlEnd: string | null;
  /** What the letter does to the term, by the law under which the case was opened. */
  rule: StopRule | null;
  /** The application's document, of which third parties get a copy. */
  application: { title: string; filename: string; sha256: string } | null;
  at: Date;
}

const capDays = ({ rule }: ContentFacts) => ({ capDays: rule?.capDays ?? null });

const makers: Partial<Record<LetterCode, (facts: ContentFacts) => LetterContent>> = {
  L3: ({ form, responsible }) => ({ change: changeFromForm(form, responsible) }),
  L4: (facts) => ({
    request: requestFromForm(facts.form, {
      ...capDays(facts),
      held: heldBy(facts.sheet),
    }),
  }),
  L5: (facts) => ({
    refusalNotice: refusalNoticeFromForm(facts.form, stopRule('preavviso', facts.term.from)?.capDays ?? null),
  }),
  L8: ({ sheet, term, at }) => ({
    silence: silenceFromTerm(term, sheet.term.end === 'silenzio-assenso', at),
  }),
  L9: ({ form }) => ({ order: orderFromForm(form) }),
  L10: ({ form, sheet, term, controlEnd, at }) => ({
    ban: banFromForm(form, {
      power: sheet.act === 'residenza' ? 'ripristino' : null,
      controlEnd: sheet.act === 'residenza' ? controlEnd : term.due,
      today: dateInRome(at),
    }),
  }),
  L11: ({ form }) => ({ report: reportFromForm(form) }),
  L12: (facts) => ({ opposition: oppositionFromForm(facts.form, capDays(facts), facts.application) }),
  L13: ({ form }) => ({ demand: demandFromForm(form) }),
  L15: ({ form, office }) => ({ tax: taxFromForm(form, office) }),
  L16: ({ form, at }) => ({ conference: conferenceFromForm(form, dateInRome(at)) }),
};

/** What one letter says that the others don't; nothing for letters that have no content of their own. */
export const contentOf = (code: LetterCode, facts: ContentFacts): LetterContent =>
  makers[code]?.(facts) ?? {};
