import type { Knex } from 'knex';
import { ConflictError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { dateInRome } from '../../law/calendar.js';
import { barsRefusal, powerLeft, type Silence } from '../../law/silence.js';
import { registersNext } from '../../processes/catalogue/registers-next.js';
import type { CaseFile } from '../models/case-file.js';
import { Letter } from '../models/letter.js';
import { caseSilence } from '../silence.js';

/** What is refused once silence has spoken, in the words of the sentence that refuses it. */
const refusals: Record<string, string> = {
  L5: 'un preavviso di rigetto',
  L7: 'un diniego',
  L9: 'un ordine di conformazione',
  L10: 'un divieto',
};

/** Annulling is the power that is left, and it has its own check (templates/mandatory/acts.ts); undoing a residence too. */
const ownLimits = new Set(['annullamento', 'ripristino']);

/** How a letter that says no is called; null for one that may come at any time, such as a late acceptance. */
export const refusalIn = (code: string, power: string | null): string | null =>
  code === 'L10' && power !== null && ownLimits.has(power) ? null : (refusals[code] ?? null);

const italian = (day: string): string => day.split('-').reverse().join('/');

const happened: Record<Exclude<Silence['meaning'], 'diniego'>, string> = {
  assenso: 'e il silenzio vale accoglimento',
  controllo: 'e il controllo si è chiuso',
};

const leftTo = (silence: Silence, today: string): string => {
  const left = powerLeft(silence, today);
  if (!left) return 'Chiedi alla segreteria generale quale potere resta al Comune.';
  if (left.isOver)
    return `Anche il tempo per annullare d’ufficio è passato, il ${italian(left.lastDay)}: resta possibile solo dopo una sentenza definitiva che accerti dichiarazioni false (art. 21-nonies, c. 2-bis, L. 241/1990).`;
  return `Resta l’annullamento d’ufficio, con ragioni proprie di interesse pubblico, entro il ${italian(left.lastDay)} (${left.months} mesi, art. 21-nonies L. 241/1990).`;
};

/** The error with which a refusal is stopped: why it would have no effect, and what is still possible and until when. */
export const lateRefusal = (silence: Silence, what: string, today: string): ConflictError =>
  new ConflictError('silence.formed', {
    message: `Il termine è passato il ${italian(silence.formsAfter)} ${silence.meaning === 'diniego' ? '' : happened[silence.meaning]}: ${what} ora non ha effetto (art. 2, c. 8-bis, L. 241/1990).`,
    remedy: leftTo(silence, today),
    details: { formatoDopo: silence.formsAfter, annullabileFino: powerLeft(silence, today)?.lastDay ?? null },
  });

/**
 * Lets a letter be written or registered unless silence has taken the power that it would use (L. 241/1990 art. 2 c. 8-bis).
 * @param power of an L10: `divieto`, `annullamento`…
 * @throws ConflictError `silence.formed` with the remaining power and its last day
 */
export const demandNotTooLate = async (
  services: Services,
  trx: Knex,
  file: CaseFile,
  { code, power, at }: { code: string; power: string | null; at: Date },
): Promise<void> => {
  const what = refusalIn(code, power);
  if (what === null) return;
  const { sheet } = await services.catalogue.version(file.procedureVersionId);
  const today = dateInRome(at);
  const { silence } = await caseSilence(trx, file, sheet.term, today);
  if (silence && barsRefusal(silence)) throw lateRefusal(silence, what, today);
};

/** The power that a drafted letter says it uses. */
export const powerIn = (data: JsonObject): string | null => {
  const { content } = data as { content?: { ban?: { power?: string | null } | null } };
  return content?.ban?.power ?? null;
};

/**
 * A task that signs a refusal isn't done once silence has spoken: the draft stays a draft.
 * @throws ConflictError `silence.formed`
 */
export const demandSignatureInTime = async (
  services: Services,
  trx: Knex,
  file: CaseFile,
  { elementId, answers, at }: { elementId: string; answers: JsonObject; at: Date },
): Promise<void> => {
  const { model } = await services.catalogue.version(file.procedureVersionId);
  if (!registersNext(model, elementId, answers)) return;
  const draft = await Letter.query(trx)
    .where({ case_id: file.id, status: 'draft' })
    .orderBy('created_at', 'desc')
    .first();
  if (draft)
    await demandNotTooLate(services, trx, file, { code: draft.code, power: powerIn(draft.data), at });
};
