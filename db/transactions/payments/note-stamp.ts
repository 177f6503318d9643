import { demand, type Actor } from '../../../core/actor.js';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';

export type StampedPaper = 'application' | 'act';

export interface NoteStamp {
  caseId: string;
  paper: StampedPaper;
  /** Fourteen digits printed on the stamp. */
  serial: string;
  /** `yyyy-mm-dd`, printed on it too. */
  stampedOn: string;
  /** The person declares that it is for this paper alone (DPR 445/2000 art. 47). */
  isDeclared: boolean;
  /** Today. */
  today: string;
}

/**
 * Notes a revenue stamp by its number, with the declaration that it is used for this alone. A stamp that is missing never
 * stops an application: it is asked for (DPR 642/1972 artt. 19 and 31).
 * @throws InputError beside the field: a wrong number, one that another paper has, no declaration
 */
export const noteStamp = (
  { db, clock }: Services,
  actor: Actor,
  { caseId, paper, serial, stampedOn, isDeclared, today }: NoteStamp,
): Promise<void> => {
  demand(actor, 'operator');
  return db.transaction(async (trx) => {
    const at = clock.now();
    const digits = serial.replace(/\s/g, '');
    const fields: Record<string, string> = {};
    if (!/^\d{14}$/.test(digits)) fields['serial'] = 'Il numero della marca ha 14 cifre.';
    if (!/^\d{4}-\d{2}-\d{2}$/.test(stampedOn))
      fields['stampedOn'] = 'Scrivi la data della marca, gg/mm/aaaa.';
    else if (stampedOn > today) fields['stampedOn'] = 'La data della marca non può essere futura.';
    if (!isDeclared) fields['declared'] = 'Serve la dichiarazione che la marca vale solo per questo.';
    if (Object.keys(fields).length > 0) throw new InputError(fields);
    const [row] = (await trx('stamp_duty')
      .insert({
        case_id: caseId,
        paper,
        serial: digits,
        stamped_on: stampedOn,
        noted_at: at,
        noted_by: actor.name,
      })
      .onConflict('serial')
      .ignore()
      .returning('id')) as { id: string }[];
    if (!row) {
      throw new InputError({ serial: 'Questa marca è già stata usata: una marca vale una volta sola.' });
    }
    await audit(trx, { at, actor, act: 'bollo.annotato', caseId, details: { marca: digits, per: paper } });
    await notify(trx, 'projection', caseId);
  });
};
