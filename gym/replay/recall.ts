import type { Knex } from 'knex';
import { Temporal } from 'temporal-polyfill';
import type { JsonObject } from '../../core/json.js';
import { dateInRome } from '../../law/calendar.js';
import type { FormSchema } from '../../processes/catalogue/bundle.js';
import type { ProcedureVersion } from '../../processes/catalogue/catalogue.js';
import { expressionsOfDecision } from '../../processes/catalogue/engine-variables.js';
import type { ReceiptKind } from '../../papers/pec/receipt.js';
import type { PostOutcome } from '../../db/transactions/deliveries/post.js';
import { anonymousAnswers, choicesIn } from './anonymous.js';
import type { Act, Decided } from './decided.js';

export interface ClosedCase {
  id: string;
  number: string;
  versionId: string;
  outcome: string;
  application: JsonObject;
  presentedAt: Date;
  applicantKind: 'person' | 'organisation';
  birthDate: string | null;
  hasPec: boolean;
  hasPost: boolean;
}

/** The cases of a procedure that were closed last, newest first. */
export const lastClosed = async (db: Knex, procedureId: string, count: number): Promise<ClosedCase[]> =>
  (await db('case_file as file')
    .join('party', 'party.id', 'file.applicant_id')
    .where({ 'file.procedure_id': procedureId, 'file.status': 'closed' })
    .whereNotNull('file.outcome')
    .orderBy('file.closed_at', 'desc')
    .limit(count)
    .select({
      id: 'file.id',
      number: 'file.number',
      versionId: 'file.procedure_version_id',
      outcome: 'file.outcome',
      application: 'file.application',
      presentedAt: 'file.presented_at',
      applicantKind: 'party.kind',
      birthDate: 'party.birth_date',
      hasPec: db.raw('party.pec is not null'),
      hasPost: db.raw('party.street is not null and party.municipality is not null'),
    })) as ClosedCase[];

type Happened = { at: Date } & (
  | { kind: 'task'; element: string; office: string; formKey: string | null; data: JsonObject }
  | { kind: 'message'; name: string; data: JsonObject }
  | { kind: 'receipt'; receipt: ReceiptKind }
  | { kind: 'post'; outcome: PostOutcome }
  | { kind: 'desk' }
  | { kind: 'pay'; cents: number }
);

const happenedIn = `
  select completed_at as at, 'task' as kind, json_build_object('element', result.element_id, 'formKey', result.form_key,
      'office', coalesce(job.groups[1], ''), 'data', result.data) as what
    from task_result result left join engine_job job on job.key = result.job_key where result.case_id = :caseId
  union all
  select received_at, 'message', json_build_object('name', message_name, 'data', data)
    from incoming_act where case_id = :caseId
  union all
  select message.taken_at, 'receipt', json_build_object('receipt', message.kind)
    from mailbox_message message join delivery on delivery.id = message.delivery_id
    join letter on letter.id = delivery.letter_id where letter.case_id = :caseId
  union all
  select event.noted_at, case delivery.channel when 'post' then 'post' else 'desk' end,
      json_build_object('outcome', case when event.kind = 'failed' then 'unknown'
        when event.detail = 'compiuta giacenza' then 'kept' when event.detail = 'rifiutata' then 'refused' else 'received' end)
    from delivery_event event join delivery on delivery.id = event.delivery_id join letter on letter.id = delivery.letter_id
    where letter.case_id = :caseId
      and (delivery.channel = 'post' and event.kind in ('delivered', 'failed') or event.kind = 'handed-over')
  union all
  select receipt.received_at, 'pay', json_build_object('cents', receipt.amount_cents)
    from payment_receipt receipt join payment_notice notice on notice.id = receipt.notice_id where notice.case_id = :caseId
  order by 1`;

/**
 * What was decided in a closed case, made anonymous before it goes anywhere: the gym and its analysts never see the case.
 * @param version the one that the case ran on: its forms tell choices from what a person wrote
 */
export const decidedIn = async (
  db: Knex,
  file: ClosedCase,
  { bundle, model, sheet }: Pick<ProcedureVersion, 'bundle' | 'model' | 'sheet'>,
): Promise<Decided> => {
  const { rows } = await db.raw<{ rows: { at: Date; kind: Happened['kind']; what: object }[] }>(happenedIn, {
    caseId: file.id,
  });
  const by = {
    presentedOn: dateInRome(file.presentedAt),
    choices: choicesIn([
      ...model.expressions.map(({ text }) => text),
      ...Object.values(bundle.decisions).flatMap(expressionsOfDecision),
    ]),
  };
  const answered = (data: JsonObject, formKey: string | null | undefined): JsonObject =>
    anonymousAnswers(data, formNamed(bundle.forms, formKey), by);
  const acts = rows.map(({ at, kind, what }): Act => {
    const happened = { at, kind, ...what } as Happened;
    const after = Math.max((at.getTime() - file.presentedAt.getTime()) / 60_000, 0);
    switch (happened.kind) {
      case 'task': {
        const { element: task, office, formKey } = happened;
        return { after, task, office, data: answered(happened.data, formKey) };
      }
      case 'message': {
        const formKey = sheet.messages.find(({ name }) => name === happened.name)?.form;
        return { after, message: happened.name, data: answered(happened.data, formKey) };
      }
      case 'receipt':
        return { after, receipt: happened.receipt };
      case 'post':
        return { after, registeredMail: happened.outcome };
      case 'desk':
        return { after, handOver: true };
      case 'pay':
        return { after, pay: happened.cents };
    }
  });
  return {
    applicant: {
      kind: file.applicantKind,
      birthYear: file.birthDate ? Temporal.PlainDate.from(file.birthDate).year : null,
      pec: file.hasPec,
      post: file.hasPost,
    },
    application: answered(file.application, sheet.applicationForm),
    acts,
    outcome: file.outcome,
  };
};

const formNamed = (
  forms: Record<string, FormSchema>,
  key: string | null | undefined,
): Pick<FormSchema, 'components'> => forms[key ?? ''] ?? { components: [] };
