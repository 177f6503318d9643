import type { Knex } from 'knex';
import { systemActor } from '../../core/actor.js';
import { NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { codesToOthers, type CourtesyLanguage, type LetterCode } from '../../templates/letter-codes.js';
import type { LetterData } from '../../templates/letter-data.js';
import { buildLetterData } from '../../workers/letter-data/build.js';
import { letterTerm } from '../../workers/letter-data/term.js';
import { audit } from '../audit.js';
import { CaseFile } from '../models/case-file.js';
import { Document } from '../models/document.js';
import { Letter } from '../models/letter.js';
import { Party } from '../models/party.js';
import { Registration } from '../models/registration.js';
import { demandNotTooLate, powerIn } from './late-refusal.js';
import { registerDocument, takeNumber } from './register-document.js';

export interface DraftLetter {
  caseId: string;
  code: LetterCode;
  subject?: string | undefined;
  /** Which stop of the term the letter brings about; else the usual one of its kind. */
  cause?: string | undefined;
  courtesy?: CourtesyLanguage | undefined;
  /** Fields that the diagram gives besides what the forms hold: an IUV, the party of a loop. */
  fields?: JsonObject | undefined;
  /** False for a letter that is registered at once: nobody will look at its draft. */
  withDraft?: boolean;
  /** Makes a repeat harmless: the same key again returns the letter made before. */
  effectKey: string;
  at: Date;
}

const caseOf = async (trx: Knex, caseId: string): Promise<CaseFile> => {
  const found = await CaseFile.query(trx).findById(caseId);
  if (!found) throw new NotFoundError('Pratica');
  return found;
};

const storeLetter = async (
  services: Services,
  trx: Knex,
  letter: Pick<Letter, 'code' | 'caseId' | 'ownPart' | 'subject'>,
  data: LetterData,
  at: Date,
  direction: Document['direction'],
): Promise<{ document: Document; templateVersion: string }> => {
  const composed = await services.letters.compose({
    code: letter.code as LetterCode,
    data,
    ownPart: letter.ownPart,
    at,
  });
  const stored = await services.documents.put(composed.pdf);
  const document = await Document.query(trx)
    .insert({
      caseId: letter.caseId,
      direction,
      title: letter.subject,
      filename: `${letter.code}-${data.case.number.replace('/', '-')}.pdf`,
      mediaType: 'application/pdf',
      size: String(stored.size),
      sha256: stored.sha256,
      storageKey: stored.storageKey,
      createdAt: at,
    })
    .returning('*');
  return { document, templateVersion: composed.templateVersion };
};

/**
 * Drafts a letter: everything that it will say is kept as data, and a first PDF marked as a draft is made.
 * @throws BusinessError `letter.incomplete` naming the article that asks for what is missing, ConflictError
 * `silence.formed` for a refusal after silence has become consent (L. 241/1990 art. 2 c. 8-bis)
 */
export const draftLetter = async (services: Services, trx: Knex, input: DraftLetter): Promise<Letter> => {
  const before = await Letter.query(trx).findOne({ effect_key: input.effectKey });
  if (before) return before;
  const file = await caseOf(trx, input.caseId);
  const version = await services.catalogue.version(file.procedureVersionId);
  const data = await buildLetterData(trx, services, { ...input });
  const power = data.content?.ban?.power ?? null;
  await demandNotTooLate(services, trx, file, { code: input.code, power, at: input.at });
  const ownPart = version.bundle.letters[input.code] ?? '';
  const outline = { code: input.code, caseId: file.id, ownPart, subject: data.letter.subject };
  const draft =
    input.withDraft === false ? null : await storeLetter(services, trx, outline, data, input.at, 'internal');
  return Letter.query(trx)
    .insert({
      ...outline,
      data: data as unknown as JsonObject,
      templateVersion: draft?.templateVersion ?? '',
      status: 'draft',
      addresseeId: codesToOthers.includes(input.code) ? null : file.applicantId,
      draftDocumentId: draft?.document.id ?? null,
      effectKey: input.effectKey,
      createdAt: input.at,
    })
    .returning('*');
};

/** Days may pass between draft and registration: what the letter tells of the term is of the day that it carries. */
const termToday = async (
  services: Services,
  trx: Knex,
  { caseId }: Letter,
  { clock, content }: LetterData,
  at: Date,
): Promise<Pick<LetterData, 'term' | 'clock'>> => {
  const file = await caseOf(trx, caseId);
  const { sheet } = await services.catalogue.version(file.procedureVersionId);
  const { municipality } = services.catalogue;
  const told = await letterTerm(trx, file, {
    sheet,
    municipality,
    cause: clock?.cause ?? null,
    days: content?.request?.answerDays ?? null,
    at,
  });
  return { term: told.term, clock: told.clock };
};

/**
 * Gives a letter its protocol number and makes the PDF that prints it, in one operation (DPR 445/2000 artt. 53, 55).
 * A letter that is registered already keeps its registration.
 * @throws ConflictError `silence.formed` for a refusal that would be adopted too late
 */
export const registerLetter = async (
  services: Services,
  trx: Knex.Transaction,
  { letterId, at }: { letterId: string; at: Date },
): Promise<Registration> => {
  const letter = await Letter.query(trx).findById(letterId).forUpdate();
  if (!letter) throw new NotFoundError('Lettera');
  const before = letter.registrationId
    ? await Registration.query(trx).findById(letter.registrationId)
    : undefined;
  if (before) return before;
  const file = await caseOf(trx, letter.caseId);
  await demandNotTooLate(services, trx, file, { code: letter.code, power: powerIn(letter.data), at });
  const taken = await takeNumber(trx, at);
  const draft = letter.data as unknown as LetterData;
  const date = at.toISOString();
  const data: LetterData = {
    ...draft,
    ...(await termToday(services, trx, letter, draft, at)),
    letter: { ...draft.letter, date, protocol: { number: taken.text, date } },
  };
  const { document, templateVersion } = await storeLetter(services, trx, letter, data, at, 'outgoing');
  const addressee = letter.addresseeId ? await Party.query(trx).findById(letter.addresseeId) : undefined;
  const registration = await registerDocument(
    trx,
    {
      documentId: document.id,
      sha256: document.sha256,
      direction: 'outgoing',
      object: letter.subject,
      correspondents: [
        { name: addressee?.displayName ?? draft.addressee.name, role: draft.addressee.capacity },
      ],
      caseId: letter.caseId,
      presentedAt: at,
      at,
      registeredBy: systemActor.name,
    },
    taken,
  );
  await Letter.query(trx)
    .patch({
      status: 'registered',
      templateVersion,
      documentId: document.id,
      registrationId: registration.id,
      registeredAt: at,
      data: data as unknown as JsonObject,
    })
    .where({ id: letter.id });
  await audit(trx, {
    at,
    actor: systemActor,
    act: 'lettera.protocollata',
    caseId: letter.caseId,
    details: { lettera: letter.code, protocollo: taken.text },
  });
  return registration;
};
