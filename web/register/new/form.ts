import type { Actor } from '../../../core/actor.js';
import { may } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import type { RegisterByHand } from '../../../db/transactions/register-by-hand.js';
import type { ClassGroup } from '../../../processes/catalogue/titolario.js';
import { field, type FormBody } from '../../form-body.js';
import { readDate } from '../../forms/read-value.js';
import type { Translate } from '../../i18n.js';
import { readMoment } from '../moments.js';
import { visibleCase, type PendingPaper } from './query.js';

/** The questions of the form, by their names; labels are the messages `register.new.<name>`. */
export const questionNames = [
  'direction',
  'correspondent',
  'object',
  'senderNumber',
  'senderDate',
  'presentedDay',
  'presentedTime',
  'classification',
  'caseNumber',
] as const;
export type Typed = Record<(typeof questionNames)[number], string>;

/** What was typed, as it was typed. */
export const typedOf = (form: FormBody): Typed =>
  Object.fromEntries(questionNames.map((name) => [name, field(form, name).slice(0, 500)])) as Typed;

/** The form before anybody has typed. */
export const blank = (): Typed => ({
  ...(Object.fromEntries(questionNames.map((name) => [name, ''])) as Typed),
  direction: 'incoming',
});

export type Reading =
  | { ok: true; input: Omit<RegisterByHand, 'submissionToken' | 'duplicateAccepted'> }
  | { ok: false; errors: Record<string, string> };

interface Read {
  typed: Typed;
  papers: PendingPaper[];
  titolario: ClassGroup[];
  t: Translate;
}

/** Reads what was typed and attached. @returns the registration to make, or a sentence beside each field that is wrong */
export const readRegistration = async (
  { db, clock }: Services,
  actor: Actor,
  { typed, papers, titolario, t }: Read,
): Promise<Reading> => {
  const errors: Record<string, string> = {};
  const wrong = (name: string, key: string): null => {
    errors[name] = t(`register.new.error.${key}`);
    return null;
  };
  const main = papers.find((paper) => paper.field === 'document');
  if (!main) wrong('document', 'document');
  if (typed.correspondent.length < 2) wrong('correspondent', 'correspondent');
  if (typed.object.length < 3) wrong('object', 'object');

  const senderDate = typed.senderDate ? readDate(typed.senderDate) : null;
  if (typed.senderDate && !senderDate) wrong('senderDate', 'day');
  else if (senderDate && new Date(senderDate) > clock.now()) wrong('senderDate', 'future');

  const given = typed.presentedDay !== '' || typed.presentedTime !== '';
  const presentedAt = given ? readMoment(typed.presentedDay, typed.presentedTime || '00:00') : null;
  if (given && !presentedAt) wrong('presentedDay', 'moment');
  else if (presentedAt && presentedAt > clock.now()) wrong('presentedDay', 'future');

  const isClass = titolario.some(({ classes }) => classes.some(({ code }) => code === typed.classification));
  if (typed.classification && !isClass) wrong('classification', 'class');
  const caseId =
    typed.caseNumber && may(actor, 'operator') ? await visibleCase(db, actor, typed.caseNumber) : null;
  if (typed.caseNumber && !caseId) wrong('caseNumber', 'case');

  if (!main || Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    input: {
      direction: typed.direction === 'outgoing' ? 'outgoing' : 'incoming',
      correspondent: typed.correspondent,
      object: typed.object,
      senderDate,
      senderNumber: typed.senderNumber || null,
      presentedAt,
      classification: typed.classification || null,
      caseId,
      documentId: main.documentId,
      attachmentIds: papers.filter((paper) => paper !== main).map(({ documentId }) => documentId),
    },
  };
};
