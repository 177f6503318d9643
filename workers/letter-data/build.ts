import type { Knex } from 'knex';
import { publicUrl } from '../../core/config.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { showTrackingCode } from '../../core/tracking-code.js';
import { CaseFile } from '../../db/models/case-file.js';
import { Document } from '../../db/models/document.js';
import { Party } from '../../db/models/party.js';
import { Registration } from '../../db/models/registration.js';
import { numberOf } from '../../db/transactions/register-document.js';
import { dateInRome } from '../../law/calendar.js';
import { remediesFor } from '../../law/remedies.js';
import type { ProcedureVersion } from '../../processes/catalogue/catalogue.js';
import type { Municipality } from '../../processes/catalogue/municipality.js';
import { answers } from '../../processes/catalogue/forms/answers.js';
import { decisionFromForm } from '../../templates/decision.js';
import { addresseeFromForm } from '../../templates/content/addressee.js';
import { asDays } from '../../templates/content/read.js';
import { codesToOthers, type CourtesyLanguage, type LetterCode } from '../../templates/letter-codes.js';
import type { Decision, LetterData } from '../../templates/letter-data.js';
import { contentOf } from './content.js';
import { paidIn, type Paid } from './paid.js';
import { defaultCauses, letterTerm } from './term.js';
import { defaultSubjects } from './wording.js';

export interface BuildLetter {
  caseId: string;
  code: LetterCode;
  subject?: string | undefined;
  /** Which stop of the term the letter brings about; else the usual one of its kind. */
  cause?: string | undefined;
  /** A courtesy version beside the Italian. */
  courtesy?: CourtesyLanguage | undefined;
  /** Fields that the diagram gives; they win over what the forms hold. */
  fields?: JsonObject | undefined;
  at: Date;
}

/** Gathers everything a letter may say about a case, as it is at this moment in this transaction. */
export const buildLetterData = async (
  trx: Knex,
  services: Services,
  { caseId, code, subject, cause, courtesy, fields, at }: BuildLetter,
): Promise<LetterData> => {
  const file = await CaseFile.query(trx).findById(caseId).throwIfNotFound();
  const version = await services.catalogue.version(file.procedureVersionId);
  const applicant = await Party.query(trx).findById(file.applicantId).throwIfNotFound();
  const documents = await Document.query(trx)
    .where({ case_id: caseId, direction: 'incoming' })
    .orderBy('created_at');
  const registration = await Registration.query(trx)
    .where({ case_id: caseId, direction: 'incoming' })
    .orderBy(['year', 'number'])
    .first();
  const tasks = await taskData(trx, caseId);
  const written = { ...tasks.merged, ...fields };
  const { municipality } = services.catalogue;
  const office = municipality.offices.find(({ id }) => id === file.officeId);
  const { sheet } = version;
  const form = version.bundle.forms[sheet.applicationForm];
  const responsible = (await responsibleOf(trx, file)) ?? office?.signer ?? null;
  const told = await letterTerm(trx, file, {
    sheet,
    municipality,
    cause: cause ?? defaultCauses[code] ?? null,
    days: asDays(written['giorniRisposta']),
    at,
  });
  const papers = documents.map(({ title, filename, sha256, createdAt }) => ({
    title,
    filename,
    sha256,
    receivedAt: createdAt.toISOString(),
  }));
  const data: LetterData = {
    municipality: identityOf(municipality),
    office: { name: office?.name ?? file.officeId },
    desk: municipality.desk,
    letter: {
      code,
      subject: subject ?? defaultSubjects[code](sheet.title),
      date: at.toISOString(),
      protocol: null,
      avvio: sheet.avvio,
      courtesy,
    },
    case: {
      number: file.number,
      procedure: sheet.title,
      presentedAt: file.presentedAt.toISOString(),
      openedAt: file.openedAt.toISOString(),
      trackingCode: showTrackingCode(file.trackingCode),
      statusUrl: `${publicUrl(services.config)}/stato/${file.trackingCode}`,
      protocol: registration
        ? { number: numberOf(registration), date: registration.registeredAt.toISOString() }
        : null,
    },
    term: told.term,
    clock: told.clock,
    responsible,
    signer: office?.signer ?? null,
    addressee: addresseeOf(applicant),
    legal: sheet.legal,
    documents: papers,
    remedies: remediesFor(sheet.act, dateInRome(at)).map(({ kind, text }) => ({ kind, text })),
    substitute: municipality.substitute,
    privacy: municipality.privacy,
    application: file.application,
    tasks: tasks.byForm,
    answers: form ? answers(form, file.application) : [],
    content: contentOf(code, {
      form: written,
      sheet,
      office: office?.name ?? file.officeId,
      responsible: responsible?.name ?? null,
      term: told.state,
      rule: told.rule,
      application: papers[0] ?? null,
      at,
    }),
    decision: decisionOf(written, version, await paidIn(trx, caseId)),
  };
  return codesToOthers.includes(code) ? forOthers(data, written) : data;
};

/**
 * A letter to somebody who isn't the applicant carries nothing that this one needn't know: no application, no documents,
 * no code that opens the case (Reg. UE 2016/679 art. 5, par. 1, lett. c).
 */
const forOthers = (data: LetterData, form: JsonObject): LetterData => ({
  ...data,
  addressee: addresseeFromForm(form),
  case: { ...data.case, trackingCode: null },
  documents: [],
  application: {},
  tasks: {},
  answers: [],
  decision: {},
});

const identityOf = ({
  name,
  province,
  address,
  postalCode,
  taxCode,
  pec,
  email,
  phone,
  website,
}: Municipality) => ({
  name,
  province,
  address,
  postalCode,
  taxCode,
  pec,
  email,
  phone,
  website,
});

/** Until one is assigned, the head of the unit is responsible (L. 241/1990 art. 5 c. 2): see the office's signer. */
const responsibleOf = async (
  trx: Knex,
  { responsibleId }: CaseFile,
): Promise<{ name: string; role: string } | null> => {
  if (!responsibleId) return null;
  const account = (await trx('account').where({ id: responsibleId }).first('display_name')) as
    { display_name: string } | undefined;
  return account ? { name: account.display_name, role: 'responsabile del procedimento' } : null;
};

const addresseeOf = (party: Party): LetterData['addressee'] => ({
  name: party.displayName,
  capacity: 'richiedente',
  taxCode: party.taxCode,
  address: [
    party.street,
    [party.postalCode, party.municipality, party.province && `(${party.province})`].filter(Boolean).join(' '),
    party.country,
  ].filter((line): line is string => Boolean(line)),
  digitalDomicile: party.pec,
});

/** What tasks and incoming acts collected: the newest data of each form, and all together, later over earlier. */
const taskData = async (
  trx: Knex,
  caseId: string,
): Promise<{ byForm: Record<string, JsonObject>; merged: JsonObject }> => {
  const { rows } = await trx.raw<{ rows: { form_key: string | null; data: JsonObject }[] }>(
    `select form_key, data, completed_at as at from task_result where case_id = :caseId
     union all select null, data, received_at from incoming_act where case_id = :caseId order by at`,
    { caseId },
  );
  const byForm: Record<string, JsonObject> = {};
  let merged: JsonObject = {};
  for (const { form_key: key, data } of rows) {
    if (key) byForm[key] = data;
    merged = { ...merged, ...data };
  }
  return { byForm, merged };
};

/** The decision as the officers wrote it, else what was paid; what is the same for every case comes from the sheet. */
const decisionOf = (merged: JsonObject, { sheet }: ProcedureVersion, paid: Paid): Decision => {
  const decision = decisionFromForm(merged);
  return {
    ...decision,
    fees: decision.fees ?? paid.fees ?? (sheet.fees.length === 0 ? [] : null),
    stamp:
      decision.stamp ?? paid.stamp ?? (sheet.stampExemption ? { exemption: sheet.stampExemption } : null),
  };
};
