import type { Knex } from 'knex';
import type { JsonObject } from '../../../core/json.js';
import { powerEndedOn, powerState, type Power, type PowerState } from '../../../law/powers.js';
import type { Person } from '../../inbox/query.js';

export interface CaseHead {
  office: string;
  responsible: string | null;
  openedBy: string | null;
}

/** The names that belong to a case. */
export const caseHead = async (db: Knex, caseId: string): Promise<CaseHead> =>
  (await db('case_file')
    .join('office', 'office.id', 'case_file.office_id')
    .leftJoin('account as responsible', 'responsible.id', 'case_file.responsible_id')
    .leftJoin('account as opener', 'opener.id', 'case_file.opened_by')
    .where('case_file.id', caseId)
    .first({
      office: 'office.name',
      responsible: 'responsible.display_name',
      openedBy: 'opener.display_name',
    })) as CaseHead;

export interface CaseParty {
  id: string;
  role: string;
  name: string;
  taxCode: string | null;
  address: string;
  phone: string | null;
  email: string | null;
  pec: string | null;
  /** Of a delegate whose power ended: how, and since when (domain.md, edge case 17). */
  ended: { state: PowerState; on: string } | null;
}

type PartyRow = Omit<CaseParty, 'ended'> & Power;

/** Who has a part in a case. @param on ISO day in Rome, on which powers are judged */
export const caseParties = async (db: Knex, caseId: string, on: string): Promise<CaseParty[]> => {
  const rows = (await db('case_party')
    .join('party', 'party.id', 'case_party.party_id')
    .leftJoin('party_relation as relation', 'relation.id', 'case_party.relation_id')
    .leftJoin('party as principal', 'principal.id', 'relation.principal_id')
    .where('case_party.case_id', caseId)
    .orderByRaw(
      `array_position(array['applicant', 'co-applicant', 'delegate', 'heir', 'member', 'affected'], case_party.role), party.family_name`,
    )
    .select({
      id: 'party.id',
      role: 'case_party.role',
      name: db.raw(`coalesce(party.organisation_name, concat_ws(' ', party.given_name, party.family_name))`),
      taxCode: 'party.tax_code',
      address: db.raw(`concat_ws(', ', nullif(party.street, ''),
        nullif(concat_ws(' ', party.postal_code, party.municipality, '(' || nullif(party.province, '') || ')'), ''))`),
      phone: 'party.phone',
      email: 'party.email',
      pec: 'party.pec',
      kind: 'relation.kind',
      validFrom: 'relation.valid_from',
      validTo: 'relation.valid_to',
      revokedOn: 'relation.revoked_on',
      principalBirthDate: 'principal.birth_date',
    })) as PartyRow[];
  return rows.map(({ kind, validFrom, validTo, revokedOn, principalBirthDate, ...row }) => {
    const power = { kind, validFrom, validTo, revokedOn, principalBirthDate };
    const endedOn = kind && powerEndedOn(power, on);
    return { ...row, ended: endedOn ? { state: powerState(power, on), on: endedOn } : null };
  });
};

export interface CasePaper {
  id: string;
  title: string;
  filename: string;
  size: string;
  direction: 'incoming' | 'outgoing' | 'internal';
  createdAt: Date;
  version: number;
  /** Null while it has no registration. */
  protocol: string | null;
}

/** What came in, with the number under which it was registered; the letters have a list of their own. */
export const casePapers = async (db: Knex, caseId: string): Promise<CasePaper[]> =>
  (await db('document')
    .joinRaw(
      'left join registration on registration.document_id = coalesce(document.version_of, document.id)',
    )
    .where('document.case_id', caseId)
    .whereRaw(
      `not exists (select from document newer where newer.version > document.version
         and newer.version_of = coalesce(document.version_of, document.id))`,
    )
    .whereNotExists(
      db('letter')
        .select(db.raw('1'))
        .whereRaw('letter.document_id = document.id or letter.draft_document_id = document.id'),
    )
    .orderBy('document.created_at')
    .select({
      id: 'document.id',
      title: 'document.title',
      filename: 'document.filename',
      size: 'document.size',
      direction: 'document.direction',
      createdAt: 'document.created_at',
      version: 'document.version',
      protocol: 'registration.protocol',
    })) as CasePaper[];

export interface CaseLetter {
  id: string;
  code: string;
  subject: string;
  status: 'draft' | 'registered' | 'sent' | 'handed-over';
  documentId: string | null;
  draftDocumentId: string | null;
  createdAt: Date;
  /** Null while it has no registration. */
  protocol: string | null;
  deliveries: {
    id: string;
    channel: 'email' | 'desk';
    status: 'sending' | 'sent' | 'to-hand-over' | 'handed-over' | 'failed' | 'uncertain';
    at: string | null;
  }[];
}

/** The letters of a case with their numbers and how they reached their addressee. */
export const caseLetters = async (db: Knex, caseId: string): Promise<CaseLetter[]> =>
  (await db('letter')
    .leftJoin('registration', 'registration.id', 'letter.registration_id')
    .where('letter.case_id', caseId)
    .orderBy('letter.created_at')
    .select({
      id: 'letter.id',
      code: 'letter.code',
      subject: 'letter.subject',
      status: 'letter.status',
      documentId: 'letter.document_id',
      draftDocumentId: 'letter.draft_document_id',
      createdAt: 'letter.created_at',
      protocol: 'registration.protocol',
      deliveries: db.raw(`coalesce((select jsonb_agg(jsonb_build_object(
        'id', delivery.id, 'channel', delivery.channel, 'status', delivery.status, 'at', delivery.done_at)
        order by delivery.created_at) from delivery where delivery.letter_id = letter.id), '[]')`),
    })) as CaseLetter[];

export interface UnsentTyping {
  jobKey: string;
  elementId: string;
  formKey: string | null;
  data: JsonObject;
  updatedAt: Date;
}

/** What the reader typed into tasks of the case that the diagram has left since. */
export const unsentTyping = async (db: Knex, actor: Person, caseId: string): Promise<UnsentTyping[]> =>
  (await db('task_draft as draft')
    .join('engine_job as job', 'job.key', 'draft.job_key')
    .where({ 'draft.case_id': caseId, 'draft.account_id': actor.id })
    .whereRaw(`(draft.reason = 'task-gone' or job.state in ('cancelled', 'completed'))`)
    .whereRaw(`draft.data <> '{}'::jsonb`)
    .orderBy('draft.updated_at', 'desc')
    .select({
      jobKey: 'draft.job_key',
      elementId: 'job.element_id',
      formKey: 'job.form_key',
      data: 'draft.data',
      updatedAt: 'draft.updated_at',
    })) as UnsentTyping[];

export interface TroubledCommand {
  kind: 'publish-message' | 'complete-job' | 'resolve-incident';
  status: 'pending' | 'refused';
  error: string | null;
  createdBy: string;
  createdAt: Date;
}

/** What people sent for the case and the engine has refused, or cannot take just now. */
export const troubledCommands = async (db: Knex, caseId: string): Promise<TroubledCommand[]> =>
  (await db('engine_command')
    .where({ case_id: caseId })
    .whereIn('kind', ['publish-message', 'complete-job', 'resolve-incident'])
    .whereRaw(`(status = 'refused' or (status = 'pending' and attempts > 2))`)
    .orderBy('id', 'desc')
    .limit(10)
    .select({
      kind: 'kind',
      status: 'status',
      error: 'last_error',
      createdBy: 'created_by',
      createdAt: 'created_at',
    })) as TroubledCommand[];
