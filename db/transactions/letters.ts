import type { Knex } from 'knex';
import { systemActor } from '../../core/actor.js';
import { BusinessError, NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import type { CourtesyLanguage, LetterCode } from '../../templates/letter-codes.js';
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
import { storeLetter } from './compose-letter.js';
import { signedCopyOf } from './letter-signing/signed-copy.js';
import { printedNumber, registerDocument, takeNumber } from './register-document.js';

export interface DraftLetter {
  caseId: string;
  code: LetterCode;
  subject?: string | undefined;
  /** Which stop of the term the letter brings about; else the usual one of its kind. */
  cause?: string | undefined;
  /** `it`: none; absent: the one that the addressee wants. */
  courtesy?: CourtesyLanguage | 'it' | undefined;
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

/**
 * Drafts a letter: everything that it will say is kept as data, and a first PDF marked as a draft is made.
 * @throws BusinessError `letter.incomplete` naming the article that asks for what is missing, `letter.addressee`;
 * ConflictError `silence.formed` for a refusal after silence has become consent (L. 241/1990 art. 2 c. 8-bis)
 */
export const draftLetter = async (services: Services, trx: Knex, input: DraftLetter): Promise<Letter> => {
  const before = await Letter.query(trx).findOne({ effect_key: input.effectKey });
  if (before) return before;
  const file = await caseOf(trx, input.caseId);
  const version = await services.catalogue.version(file.procedureVersionId);
  const { data, to, origins } = await buildLetterData(trx, services, { ...input });
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
      origins: origins as unknown as JsonObject,
      templateVersion: draft?.templateVersion ?? '',
      typesetter: draft?.typesetter ?? '',
      composedAt: input.at,
      status: 'draft',
      addresseeId: to.partyId,
      addresseeBodyId: to.bodyId,
      draftDocumentId: draft?.document.id ?? null,
      effectKey: input.effectKey,
      createdAt: input.at,
    })
    .returning('*');
};

/** Days may pass between draft and registration: what the letter tells of the term is of the day that it carries. */
export const termToday = async (
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
    goesOn: (clock?.capDays ?? null) !== null,
    at,
  });
  return { term: told.term, clock: told.clock };
};

/** What is registered: what the letter says, its file, and what it was made with. */
type Final = Pick<Letter, 'data' | 'templateVersion' | 'typesetter' | 'composedAt'> & { document: Document };

/** The letter that prints its number; its signature is the name in print (D.Lgs. 39/1993 art. 3 c. 2). */
const printed = async (
  services: Services,
  trx: Knex,
  letter: Letter,
  number: string,
  at: Date,
): Promise<Final> => {
  if (services.catalogue.municipality.signedDigitally.includes(letter.code as LetterCode)) throw unsigned();
  const draft = letter.data as unknown as LetterData;
  const date = at.toISOString();
  const data: LetterData = {
    ...draft,
    ...(await termToday(services, trx, letter, draft, at)),
    letter: { ...draft.letter, date, protocol: { number, date } },
  };
  const made = await storeLetter(services, trx, letter, data, at, 'outgoing');
  return { ...made, data: data as unknown as JsonObject, composedAt: at };
};

const unsigned = (): BusinessError =>
  new BusinessError('letter.unsigned', {
    message: 'La lettera va firmata digitalmente prima di essere protocollata.',
    remedy: 'Apri la lettera dalla pratica, firmala, poi riprova.',
  });

/**
 * Gives a letter its protocol number (DPR 445/2000 artt. 53, 55), in one operation. A letter that was signed is registered
 * as it was signed: nothing can be printed on it any more, so its number goes beside it, in the segnatura. Any other is
 * printed with its number. A letter that is registered already keeps its registration.
 * @throws BusinessError `letter.unsigned` where the Comune wants a digital signature and there is none, ConflictError
 * `silence.formed` for a refusal that would be adopted too late
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
  const signed = await signedCopyOf(trx, letter.id);
  const taken = await takeNumber(trx, at);
  const { document, ...final } =
    signed ?? (await printed(services, trx, letter, printedNumber(taken.text), at));
  if (signed) await Document.query(trx).patch({ direction: 'outgoing' }).where({ id: document.id });
  const addressee = letter.addresseeId ? await Party.query(trx).findById(letter.addresseeId) : undefined;
  const { addressee: told } = letter.data as unknown as LetterData;
  const registration = await registerDocument(
    trx,
    {
      documentId: document.id,
      sha256: document.sha256,
      direction: 'outgoing',
      object: letter.subject,
      correspondents: [{ name: addressee?.displayName ?? told.name, role: told.capacity }],
      caseId: letter.caseId,
      presentedAt: at,
      at,
      registeredBy: systemActor.name,
    },
    taken,
  );
  await Letter.query(trx)
    .patch({
      ...final,
      status: 'registered',
      documentId: document.id,
      registrationId: registration.id,
      registeredAt: at,
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
