import type { Knex } from 'knex';
import { publicUrl } from '../../core/config.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { showTrackingCode } from '../../core/tracking-code.js';
import { CaseFile } from '../../db/models/case-file.js';
import { Document } from '../../db/models/document.js';
import { Registration } from '../../db/models/registration.js';
import { printedNumber } from '../../db/transactions/register-document.js';
import { dateInRome } from '../../law/calendar.js';
import { remediesFor } from '../../law/remedies.js';
import type { ProcedureVersion } from '../../processes/catalogue/catalogue.js';
import type { Municipality } from '../../processes/catalogue/municipality.js';
import { answers } from '../../processes/catalogue/forms/answers.js';
import { decisionFromForm } from '../../templates/decision.js';
import { asDays } from '../../templates/content/read.js';
import {
  codesToOthers,
  courtesyLanguages,
  type CourtesyLanguage,
  type LetterCode,
} from '../../templates/letter-codes.js';
import type { Decision, LetterData } from '../../templates/letter-data.js';
import type { LetterOrigins } from '../../templates/origins/origins.js';
import { chooseAddressee, type ChosenAddressee } from './addressee.js';
import { contentOf } from './content.js';
import { defaultCauses, letterTerm } from './term.js';
import { changeOf } from './change.js';
import { actStamp, feesPaid } from './paid.js';
import { noticeServed } from './refusal-notice-served.js';
import { defaultSubjects } from './wording.js';
import { writtenIn } from './written.js';

export interface BuildLetter {
  caseId: string;
  code: LetterCode;
  subject?: string | undefined;
  /** Which stop of the term the letter brings about; else the usual one of its kind. */
  cause?: string | undefined;
  /** A courtesy version beside the Italian, or none (`it`); else the language that the addressee wants. */
  courtesy?: CourtesyLanguage | 'it' | undefined;
  /** Fields that the diagram gives; they win over what the forms hold. */
  fields?: JsonObject | undefined;
  at: Date;
}

/** What a letter may say, whom it goes to, and where all of it comes from. */
export interface BuiltLetter {
  data: LetterData;
  to: ChosenAddressee;
  origins: LetterOrigins;
}

/**
 * Gathers everything a letter may say about a case, as it is at this moment in this transaction.
 * @throws BusinessError `letter.addressee`
 */
export const buildLetterData = async (
  trx: Knex,
  services: Services,
  { caseId, code, subject, cause, courtesy, fields, at }: BuildLetter,
): Promise<BuiltLetter> => {
  const file = await CaseFile.query(trx).findById(caseId).throwIfNotFound();
  const version = await services.catalogue.version(file.procedureVersionId);
  const documents = await Document.query(trx)
    .where({ case_id: caseId, direction: 'incoming' })
    .orderBy('created_at');
  const registration = await Registration.query(trx)
    .where({ case_id: caseId, direction: 'incoming' })
    .orderBy(['entered_at', 'number'])
    .first();
  const change = code === 'L3' ? await changeOf(trx, caseId) : {};
  const tasks = await writtenIn(trx, caseId, { ...change, ...fields });
  const written = tasks.merged;
  const to = await chooseAddressee(trx, file, code, tasks);
  const own = courtesyLanguages.find((language) => language === to.language);
  const translation = courtesy === 'it' ? undefined : (courtesy ?? own);
  const { municipality } = services.catalogue;
  const office = municipality.offices.find(({ id }) => id === file.officeId);
  const { sheet } = version;
  const form = version.bundle.forms[sheet.applicationForm];
  const assigned = await responsibleOf(trx, file);
  const responsible = assigned ?? office?.signer ?? null;
  const told = await letterTerm(trx, file, {
    sheet,
    municipality,
    cause: cause ?? defaultCauses[code] ?? null,
    days: asDays(written['giorniRisposta']),
    goesOn: written['passatiIGiorni'] === 'riprende',
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
      courtesy: translation,
    },
    case: {
      number: file.number,
      procedure: sheet.title,
      presentedAt: file.presentedAt.toISOString(),
      openedAt: file.openedAt.toISOString(),
      trackingCode: showTrackingCode(file.trackingCode),
      statusUrl: `${publicUrl(services.config)}/stato/${file.trackingCode}`,
      protocol: registration
        ? { number: printedNumber(registration.protocol), date: registration.enteredAt.toISOString() }
        : null,
    },
    term: told.term,
    clock: told.clock,
    responsible,
    signer: office?.signer ?? null,
    addressee: to.addressee,
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
      controlEnd: told.controlEnd,
      rule: told.rule,
      application: papers[0] ?? null,
      at,
    }),
    decision: await decisionOf(trx, file.id, written, version),
  };
  return {
    data: codesToOthers.includes(code) ? forOthers(data) : data,
    to,
    origins: {
      ...tasks.origins,
      isSubjectGiven: subject !== undefined,
      courtesy: translation === undefined ? null : courtesy === undefined ? 'party' : 'step',
      addressee: to.kind,
      isResponsibleAssigned: assigned !== null,
    },
  };
};

/**
 * A letter to somebody who isn't the applicant carries nothing that this one needn't know: no application, no documents,
 * no code that opens the case (Reg. UE 2016/679 art. 5, par. 1, lett. c).
 */
const forOthers = (data: LetterData): LetterData => ({
  ...data,
  addressee: { ...data.addressee, taxCode: null },
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

/**
 * The decision as the officers wrote it. What they didn't write is what the case knows: payments, stamps, the proof of the
 * refusal notice; what is the same for every case comes from the sheet.
 */
const decisionOf = async (
  trx: Knex,
  caseId: string,
  merged: JsonObject,
  { sheet }: ProcedureVersion,
): Promise<Decision> => {
  const decision = decisionFromForm(merged);
  const paid = await feesPaid(trx, caseId);
  return {
    ...decision,
    fees: decision.fees ?? (paid.length > 0 || sheet.fees.length === 0 ? paid : null),
    stamp:
      decision.stamp ??
      (await actStamp(trx, caseId)) ??
      (sheet.stampExemption ? { exemption: sheet.stampExemption } : null),
    notice: decision.notice ?? (await noticeServed(trx, caseId)),
  };
};
