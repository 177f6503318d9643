import type { Knex } from 'knex';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, InputError, NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { answerDue } from '../../law/answer-time.js';
import { audit } from '../audit.js';
import { nextNumber, yearInRome } from '../counter.js';
import { notify } from '../listen.js';
import { insertItem } from './contact-items.js';
import type { Channel } from './contact-words.js';
import { closeContact, lockOpenContact, operatorId, startContact } from './contacts.js';

export const questionKinds = ['question', 'call-back'] as const;
export type QuestionKind = (typeof questionKinds)[number];
export type QuestionStatus = 'open' | 'answered' | 'returned' | 'closed';
export type QuestionEntryKind =
  'asked' | 'answered' | 'returned' | 'asked-again' | 'reminded' | 'escalated' | 'told';

export interface LockedQuestion {
  id: string;
  number: string;
  kind: QuestionKind;
  officeId: string;
  partyId: string | null;
  caseId: string | null;
  text: string;
  status: QuestionStatus;
  askedBy: string;
}

/** @throws NotFoundError; the row stays locked until the transaction ends */
export const lockQuestion = async (trx: Knex, id: string): Promise<LockedQuestion> => {
  const question = (await trx('question')
    .where({ id })
    .forUpdate()
    .first({
      id: 'id',
      number: trx.raw(`number || '/' || year`),
      kind: 'kind',
      officeId: 'office_id',
      partyId: 'party_id',
      caseId: 'case_id',
      text: 'text',
      status: 'status',
      askedBy: 'asked_by',
    })) as LockedQuestion | undefined;
  if (!question) throw new NotFoundError('Quesito');
  return question;
};

/** One line of what went to and fro, its line in the trail, and the pages that must know. */
export const tellQuestion = async (
  trx: Knex,
  actor: Actor,
  question: Pick<LockedQuestion, 'id' | 'number' | 'officeId' | 'partyId' | 'caseId'>,
  entry: { at: Date; kind: QuestionEntryKind; act: string; text?: string | null; details?: JsonObject },
): Promise<void> => {
  const { at, kind, act, text = null, details = {} } = entry;
  await trx('question_entry').insert({ question_id: question.id, at, account_id: actor.id, kind, text });
  const { caseId, partyId, number, officeId } = question;
  await audit(trx, {
    at,
    actor,
    act,
    caseId,
    partyId,
    details: { quesito: number, ufficio: officeId, ...details },
  });
  await notify(trx, 'projection', caseId ?? '');
};

const movedOn = (): ConflictError =>
  new ConflictError('question.moved-on', {
    message: 'Nel frattempo un collega ha già trattato questo quesito.',
    remedy: 'Ricarica la pagina: trovi la risposta e chi l’ha data.',
  });

/** When an office's answer is due, by its own parameter or the Comune's. */
const dueOf = ({ catalogue }: Services, officeId: string, kind: QuestionKind, at: Date): Date => {
  const { questions, offices, patron } = catalogue.municipality;
  const times = { ...questions, ...offices.find(({ id }) => id === officeId)?.answers };
  const rule = kind === 'question' ? times.question : times.callBack;
  const due = answerDue(rule, at, { ...questions.workday, patron });
  if (!due) throw new Error(`no due time for a ${kind}`);
  return due;
};

export interface AskOffice {
  contactId: string;
  officeId: string;
  kind: QuestionKind;
  text: string;
  procedureId?: string | null;
  /** The contact's own case when there is none. */
  caseId?: string | null;
  askedFirst?: { question: string; answer: string }[];
  callBack?: string;
  submissionToken: string;
}

const demandWhole = ({ text, kind, callBack, askedFirst = [] }: AskOffice): void => {
  const unanswered = askedFirst.flatMap(({ answer }, index) => (answer ? [] : [`first-${index}`]));
  const unknown = 'L’ufficio ha bisogno di saperlo; se la persona non lo sa, scrivi «non lo sa».';
  const wrong = {
    ...(text ? {} : { text: 'Scrivi che cosa vuole sapere la persona.' }),
    ...Object.fromEntries(unanswered.map((name) => [name, unknown])),
    ...(kind === 'call-back' && !callBack ? { callBack: 'Scrivi a quale numero e quando richiamare.' } : {}),
  };
  if (Object.keys(wrong).length > 0) throw new InputError(wrong);
};

/**
 * Sends what can't be answered at the desk to an office, with what the office wants to know beforehand. It is an item of
 * the contact, too.
 * @throws InputError beside what is missing
 */
export const askOffice = (
  services: Services,
  actor: Actor,
  input: AskOffice,
): Promise<{ questionId: string }> =>
  services.db.transaction(async (trx) => {
    operatorId(actor);
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`question ${input.submissionToken}`]);
    const before = (await trx('question').where({ submission_token: input.submissionToken }).first('id')) as
      { id: string } | undefined;
    if (before) return { questionId: before.id };
    demandWhole(input);
    const contact = await lockOpenContact(trx, actor, input.contactId);
    const at = services.clock.now();
    const { officeId, kind, text, procedureId = null, callBack, askedFirst = [], submissionToken } = input;
    await insertItem(
      trx,
      actor,
      contact,
      { text, procedureId, outcome: 'asked-office', submissionToken },
      at,
    );
    const year = yearInRome(at);
    const number = await nextNumber(trx, 'quesiti', year);
    const caseId = input.caseId ?? contact.caseId;
    const [row] = (await trx('question')
      .insert({
        year,
        number,
        kind,
        office_id: officeId,
        contact_id: contact.id,
        party_id: contact.partyId,
        case_id: caseId,
        procedure_id: procedureId,
        text,
        asked_first: JSON.stringify(askedFirst),
        call_back: callBack || null,
        due_at: dueOf(services, officeId, kind, at),
        status: 'open',
        asked_at: at,
        asked_by: actor.id,
        submission_token: submissionToken,
      })
      .returning('id')) as { id: string }[];
    if (!row) throw new Error('the question was not stored');
    const question = { id: row.id, number: `${number}/${year}`, officeId, partyId: contact.partyId, caseId };
    await tellQuestion(trx, actor, question, { at, kind: 'asked', act: 'quesito.inviato', text });
    return { questionId: row.id };
  });

const inOffice = (actor: Actor, { officeId }: LockedQuestion): void => {
  demand(actor, 'officer', 'responsible');
  if (actor.officeId !== officeId) throw new NotFoundError('Quesito'); // another office's: as if it weren't there
};

const fromOffice = (
  services: Services,
  actor: Actor,
  { questionId, text }: { questionId: string; text: string },
  step: { to: 'answered' | 'returned'; act: string; missing: string },
): Promise<void> =>
  services.db.transaction(async (trx) => {
    const question = await lockQuestion(trx, questionId);
    inOffice(actor, question);
    if (question.status !== 'open') throw movedOn();
    if (!text) throw new InputError({ answer: step.missing });
    const at = services.clock.now();
    await trx('question').where({ id: questionId }).update({ status: step.to });
    await tellQuestion(trx, actor, question, { at, kind: step.to, act: step.act, text });
  });

/** The office's answer: it goes to the desk, which tells the person. @throws InputError without a text */
export const answerQuestion = (
  services: Services,
  actor: Actor,
  input: { questionId: string; text: string },
): Promise<void> =>
  fromOffice(services, actor, input, {
    to: 'answered',
    act: 'quesito.risposto',
    missing: 'Scrivi la risposta che lo sportello darà alla persona.',
  });

/** Sends a question back to the desk: something is missing, or it isn't for this office. */
export const returnQuestion = (
  services: Services,
  actor: Actor,
  input: { questionId: string; text: string },
): Promise<void> =>
  fromOffice(services, actor, input, {
    to: 'returned',
    act: 'quesito.restituito',
    missing: 'Scrivi che cosa manca, o a quale ufficio tocca.',
  });

/**
 * The desk sends a returned question again, completed or to another office, or asks again after an answer that isn't
 * enough; a new due time runs.
 */
export const askAgain = (
  services: Services,
  actor: Actor,
  { questionId, officeId, text }: { questionId: string; officeId: string; text: string },
): Promise<void> =>
  services.db.transaction(async (trx) => {
    operatorId(actor);
    const question = await lockQuestion(trx, questionId);
    if (question.status !== 'returned' && question.status !== 'answered') throw movedOn();
    if (!text) throw new InputError({ again: 'Scrivi che cosa aggiungi per l’ufficio.' });
    const at = services.clock.now();
    await trx('question')
      .where({ id: questionId })
      .update({
        status: 'open',
        office_id: officeId,
        due_at: dueOf(services, officeId, question.kind, at),
        reminded_at: null,
        reminders: 0,
        escalated_at: null,
      });
    const now = { ...question, officeId };
    await tellQuestion(trx, actor, now, { at, kind: 'asked-again', act: 'quesito.rinviato', text });
  });

export interface TellPerson {
  questionId: string;
  /** What the person was told. */
  text: string;
  /** An open contact of the operator in which it was told, or how the person was reached just now. */
  in: { contactId: string } | { channel: Channel };
}

/**
 * The person is told: by whoever is at the desk, not only by who asked. The telling is a contact of its own, or an item of
 * the one that is going on. Then the question is closed.
 */
export const tellPerson = (services: Services, actor: Actor, input: TellPerson): Promise<void> =>
  services.db.transaction(async (trx) => {
    operatorId(actor);
    const within = { ...services, db: trx };
    const question = await lockQuestion(trx, input.questionId);
    if (question.status === 'closed') throw movedOn();
    if (!input.text) throw new InputError({ told: 'Scrivi che cosa hai detto alla persona.' });
    const { partyId, caseId } = question;
    const isNew = 'channel' in input.in;
    const { contactId } =
      'channel' in input.in
        ? await startContact(within, actor, { channel: input.in.channel, partyId, caseId })
        : input.in;
    const contact = await lockOpenContact(trx, actor, contactId);
    const at = services.clock.now();
    await insertItem(
      trx,
      actor,
      contact,
      { text: question.text, answer: input.text, outcome: 'answered' },
      at,
    );
    if (isNew) await closeContact(within, actor, { contactId, outcome: 'answered' });
    await trx('question')
      .where({ id: question.id })
      .update({ status: 'closed', closed_at: at, closing_contact_id: contactId });
    await tellQuestion(trx, actor, question, { at, kind: 'told', act: 'quesito.chiuso', text: input.text });
  });
