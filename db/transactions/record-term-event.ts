import type { Knex } from 'knex';
import { systemActor, type Actor } from '../../core/actor.js';
import { BusinessError, NotFoundError } from '../../core/errors.js';
import { enqueue } from '../../engine/gateway/outbox.js';
import { dateInRome } from '../../law/calendar.js';
import type { TermEffect, TermEventKind, TermLength, TermState } from '../../law/term/ledger.js';
import { stopRule, termEnded } from '../../law/term/rules.js';
import { audit } from '../audit.js';
import { CaseFile } from '../models/case-file.js';
import { TermEventRow } from '../models/term-event.js';
import { caseTerm } from '../term-ledger.js';
import { setAlarms } from './term-alarms.js';

export interface RecordTermEvent {
  caseId: string;
  kind: TermEventKind;
  /** The day on which it happened, `yyyy-mm-dd`; today when nobody says. */
  on?: string | undefined;
  cause?: string | undefined;
  days?: number | undefined;
  /** Where the law sets no end: it ends by itself when the days to answer have passed. */
  goesOn?: boolean | undefined;
  article?: string | undefined;
  documentId?: string | undefined;
  /** Names the line: the same one again adds nothing. */
  effectKey: string;
  /** Of the sheet under which the case was opened. */
  length: TermLength;
  actor: Actor;
  at: Date;
}

/**
 * Adds one line to the ledger of a case's term, and brings the due date and the alarms in line with it.
 * @returns the term as it stands now, and what the line did (a second request stops nothing: L. 241/1990 art. 2 c. 7)
 * @throws BusinessError `term.impossible-day` for a day before the term began or one that is still to come
 */
export const recordTermEvent = async (
  trx: Knex.Transaction,
  { caseId, on, length, effectKey, actor, at, ...line }: RecordTermEvent,
): Promise<{ state: TermState; effect: TermEffect }> => {
  const file = await CaseFile.query(trx).findById(caseId).forUpdate();
  if (!file) throw new NotFoundError('Pratica');
  const today = dateInRome(at);
  const onDate = on ?? today;
  const began = await TermEventRow.query(trx).findOne({ case_id: caseId, kind: 'started' });
  const start = began?.onDate ?? dateInRome(file.presentedAt);
  demandPossible(line.kind, onDate, { start, today });
  const rule = line.cause ? stopRule(line.cause, start) : null;
  const isNew = !(await TermEventRow.query(trx).findOne({ effect_key: effectKey }));
  if (isNew) {
    await TermEventRow.query(trx).insert({
      ...line,
      article: line.article ?? rule?.source ?? null,
      caseId,
      onDate,
      effectKey,
      recordedAt: at,
      recordedBy: actor.name,
    });
  }
  const state = await caseTerm(trx, file, length, today);
  await CaseFile.query(trx).patch(projectionOf(state)).where({ id: caseId });
  await setAlarms(trx, caseId, state);
  if (isNew && line.kind === 'ended') await tellEnd(trx, caseId, effectKey, at);
  const effect =
    state.effects.findLast(
      ({ event: { kind, on: day, cause } }) =>
        kind === line.kind && day === onDate && cause === (line.cause ?? null),
    )?.effect ?? 'counts';
  if (isNew && line.kind !== 'started') {
    await audit(trx, {
      at,
      actor,
      act: effect === 'counts' ? acts[line.kind] : 'termine.invariato',
      caseId,
      details: { giorno: onDate, causa: rule?.title ?? '', effetto: effect, scadenza: state.due ?? '' },
    });
  }
  return { state, effect };
};

/** What runs beside the case, an office's delay or a brief to be considered, has nothing more to wait for. */
const tellEnd = async (trx: Knex.Transaction, caseId: string, effectKey: string, at: Date): Promise<void> => {
  await enqueue(trx, {
    kind: 'publish-message',
    payload: {
      name: termEnded,
      correlationKey: caseId,
      messageId: `ended ${effectKey}`,
      variables: {},
    },
    idempotencyKey: `ended ${effectKey}`,
    caseId,
    createdBy: systemActor.name,
    at,
  });
};

/** What lists read of a term without counting it: when it is due, and until when it stands. */
const projectionOf = ({ due, stop, status }: TermState): Pick<CaseFile, 'dueDate' | 'termStoppedUntil'> => ({
  dueDate: due,
  termStoppedUntil: status === 'awaiting' ? 'infinity' : stop ? (stop.until ?? 'infinity') : null,
});

/** The trail speaks the office's words. */
const acts: Record<TermEventKind, string> = {
  started: 'termine.iniziato',
  incomplete: 'termine.istanza-incompleta',
  regularised: 'termine.istanza-regolarizzata',
  suspended: 'termine.sospeso',
  interrupted: 'termine.interrotto',
  resumed: 'termine.ripreso',
  extended: 'termine.prorogato',
  ended: 'termine.chiuso',
};

const italian = (date: string): string => date.split('-').reverse().join('/');

const demandPossible = (
  kind: TermEventKind,
  day: string,
  { start, today }: { start: string; today: string },
): void => {
  if (day <= today && (kind === 'started' || day >= start)) return;
  const why =
    day > today ? 'deve ancora venire' : `viene prima del ${italian(start)}, quando il termine è cominciato`;
  throw new BusinessError('term.impossible-day', {
    message: `Il ${italian(day)} ${why}: il termine non può cambiare da quel giorno.`,
    remedy: 'Correggi la data nei dati del passo e ritenta.',
    field: 'dal',
  });
};
