import type { Knex } from 'knex';
import { asTermEvent, caseTerm, termLedger } from '../../db/term-ledger.js';
import type { CaseFile } from '../../db/models/case-file.js';
import { dateInRome } from '../../law/calendar.js';
import type { TermEffect, TermEvent, TermState } from '../../law/term/ledger.js';
import { daysToAnswer, stopRule, type StopRule } from '../../law/term/rules.js';
import { termState } from '../../law/term/state.js';
import type { Municipality } from '../../processes/catalogue/municipality.js';
import type { Sheet } from '../../processes/catalogue/sheet.js';
import { clockOf } from '../../templates/content/clock.js';
import type { LetterCode } from '../../templates/letter-codes.js';
import type { LetterData } from '../../templates/letter-data.js';
import { termEnds } from './wording.js';

/** Which stop of the law a letter brings about, when the diagram names none. */
export const defaultCauses: Partial<Record<LetterCode, string>> = {
  L4: 'integrazione',
  L5: 'preavviso',
  L9: 'conformazione',
  L12: 'opposizione',
};

/** What a letter tells of the term: how it stands, and what the letter itself does to it. */
export interface LetterTerm {
  state: TermState;
  rule: StopRule | null;
  /** When the term would end without the stop of the refusal notice: until then it had to be sent. */
  controlEnd: string | null;
  term: NonNullable<LetterData['term']> | null;
  clock: LetterData['clock'];
}

/**
 * The term of a case as a letter of this moment must tell it, from the ledger.
 * @param cause of the stop that the letter brings about; null for a letter that stops nothing
 * @param days to answer that the letter gives, where it gives fewer than the law
 * @param goesOn whether the clock goes on by itself after those days, where the law doesn't say
 */
export const letterTerm = async (
  trx: Knex,
  file: CaseFile,
  {
    sheet,
    municipality,
    cause,
    days,
    goesOn,
    at,
  }: {
    sheet: Sheet;
    municipality: Municipality;
    cause: string | null;
    days: number | null;
    goesOn: boolean;
    at: Date;
  },
): Promise<LetterTerm> => {
  const today = dateInRome(at);
  const state = await caseTerm(trx, file, sheet.term, today);
  const opened = dateInRome(file.presentedAt);
  const rule = cause === null ? null : withDays(stopRule(cause, opened), days, goesOn);
  const events = (await termLedger(trx, file.id)).map(asTermEvent);
  const outcome = rule && stoppedBy(state, rule, sheet, events, { opened, today });
  return {
    state,
    rule,
    controlEnd: termState(sheet.term, [...begun(events, opened), ...events.filter(isNoStopOfNotice)], today)
      .due,
    term: termOf(state, sheet, municipality),
    clock: rule && outcome ? clockOf(rule, outcome) : null,
  };
};

/** The line that begins the term, where nobody has written it yet. */
const begun = (events: TermEvent[], opened: string): TermEvent[] =>
  events.some((event) => event.kind === 'started') ? [] : [{ kind: 'started', on: opened }];

const isNoStopOfNotice = ({ cause }: TermEvent): boolean =>
  cause !== 'preavviso' && cause !== 'preavviso-invio';

const withDays = (rule: StopRule | null, days: number | null, goesOn: boolean): StopRule | null =>
  rule && { ...rule, capDays: rule.capDays !== null || goesOn ? daysToAnswer(rule, days) : null };

/** What the stop does: as today's line of the ledger says, or as the line would do that the diagram is about to write. */
const stoppedBy = (
  state: TermState,
  { cause, effect }: StopRule,
  sheet: Sheet,
  events: TermEvent[],
  { opened, today }: { opened: string; today: string },
): TermEffect => {
  const kind: TermEvent['kind'] = effect === 'suspends' ? 'suspended' : 'interrupted';
  const isOurs = (event: TermEvent): boolean =>
    event.kind === kind && event.cause === cause && event.on === today;
  const written = state.effects.findLast(({ event }) => isOurs(event));
  if (written) return written.effect;
  const imagined = termState(
    sheet.term,
    [...begun(events, opened), ...events, { kind, cause, on: today }],
    today,
  );
  return imagined.effects.findLast(({ event }) => isOurs(event))?.effect ?? 'no-rule';
};

const termOf = (state: TermState, { term }: Sheet, { substitute }: Municipality): LetterTerm['term'] =>
  state.due
    ? {
        days: term.days,
        kind: term.kind,
        dueDate: state.due,
        usedDays: state.elapsedDays,
        leftDays: state.leftDays,
        from: state.from,
        end: term.end,
        endText: termEnds[term.end],
        inertiaText: `Se il termine passa senza risposta può rivolgersi a ${substitute.name} (${substitute.contact}), titolare del potere sostitutivo, e al giudice entro un anno dalla scadenza.`,
        stops: state.stops.map(({ title, source, effect, since, until }) => ({
          title,
          source,
          effect,
          since,
          until,
        })),
      }
    : null;
