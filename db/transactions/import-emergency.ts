import type { Knex } from 'knex';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { RegisterOutage } from '../models/register-outage.js';
import { Registration } from '../models/registration.js';
import { writeStatement } from './application-document.js';
import { openOutage } from './emergency-register.js';
import { registerDocument, takeOrdinaryNumber } from './register-document.js';

/** A line of the emergency register, as it was written on the day. */
export interface EmergencyRow {
  number: number;
  at: Date;
  direction: 'incoming' | 'outgoing';
  correspondent: string;
  object: string;
  senderDate: string | null;
  senderNumber: string | null;
}

export interface ImportedRow {
  number: number;
  protocol: string;
  /** True when an earlier import had brought it in. */
  before: boolean;
}

/**
 * Brings lines of the emergency register into the ordinary one: each once, with an ordinary number beside the emergency
 * number and its moment, which stay linked for good (DPR 445/2000 art. 63 c. 5). All of them or none.
 * @throws ConflictError when the emergency register is still open: its last number isn't known
 */
export const importEmergency = (
  services: Services,
  actor: Actor,
  outageId: string,
  rows: EmergencyRow[],
): Promise<ImportedRow[]> => {
  demand(actor, 'registrar');
  return services.db.transaction(async (trx) => {
    await demandClosed(trx, outageId);
    const imported: ImportedRow[] = [];
    for (const row of [...rows].sort((a, b) => a.number - b.number)) {
      const before = await Registration.query(trx).findOne({
        outage_id: outageId,
        emergency_number: row.number,
      });
      if (before && before.object !== row.object) throw takenByAnother(row.number, before);
      const registration = before ?? (await bringIn(services, trx, actor, outageId, row));
      imported.push({ number: row.number, protocol: registration.protocol, before: before !== undefined });
    }
    const fresh = imported.filter(({ before }) => !before);
    if (fresh.length > 0) {
      await audit(trx, {
        at: services.clock.now(),
        actor,
        act: 'registro.emergenza.importato',
        details: {
          registrazioni: fresh.length,
          numeri: fresh.map(({ number, protocol }) => `E${number} → ${protocol}`),
        },
      });
    }
    return imported;
  });
};

/**
 * Gives the entries that the desk made under an emergency number their ordinary one, in the order in which they were made;
 * they keep the first beside it (DPR 445/2000 art. 63 c. 5). Those that have it keep it.
 * @returns how many got their number
 * @throws ConflictError when an emergency register is open
 */
export const numberWaiting = (services: Services, actor: Actor, outageId: string): Promise<number> => {
  demand(actor, 'registrar');
  return services.db.transaction(async (trx) => {
    await demandClosed(trx, outageId);
    const at = services.clock.now();
    const waiting = await Registration.query(trx)
      .where({ outage_id: outageId, register: 'emergenza' })
      .orderBy('emergency_number')
      .forUpdate();
    const numbers: string[] = [];
    for (const { id, protocol } of waiting) {
      const { register, year, number, text } = await takeOrdinaryNumber(trx, at);
      await Registration.query(trx).findById(id).patch({ register, year, number, registeredAt: at });
      numbers.push(`${protocol} → ${text}`);
    }
    if (numbers.length > 0) {
      const details = { registrazioni: numbers.length, numeri: numbers };
      await audit(trx, { at, actor, act: 'registro.emergenza.numerato', details });
    }
    return numbers.length;
  });
};

/** Ordinary numbers are given again only when no emergency register is open: neither this one nor a later one. */
const demandClosed = async (trx: Knex, outageId: string): Promise<void> => {
  const outage = await RegisterOutage.query(trx).findById(outageId).forUpdate();
  if (!outage) throw new NotFoundError('Registro di emergenza');
  if (!(await openOutage(trx))) return;
  throw new ConflictError('register.emergency-still-open', {
    message: 'Il registro di emergenza è ancora aperto.',
    remedy: 'Chiudilo, dicendo l’ultimo numero usato, e poi importa le registrazioni.',
  });
};

const takenByAnother = (number: number, before: Registration): ConflictError =>
  new ConflictError('register.emergency-number-taken', {
    message: `Il numero E${number} è già di un’altra registrazione: «${before.object}».`,
    remedy: 'Dai alla riga il primo numero libero e correggilo anche sul foglio.',
  });

/** The paper stays in the folder; what the register seals is the line that was written about it. */
const bringIn = async (
  services: Services,
  trx: Parameters<typeof registerDocument>[0],
  actor: Actor,
  outageId: string,
  row: EmergencyRow,
): Promise<Registration> => {
  const at = services.clock.now();
  const document = await writeStatement(services, trx, {
    caseId: null,
    direction: row.direction,
    title: `Registro di emergenza, n. E${row.number}`,
    name: `emergenza-${row.number}`,
    content: {
      numeroDiEmergenza: row.number,
      registrato: row.at.toISOString(),
      direzione: row.direction === 'incoming' ? 'entrata' : 'uscita',
      corrispondente: row.correspondent,
      oggetto: row.object,
      dataDelMittente: row.senderDate,
      numeroDelMittente: row.senderNumber,
    },
    actor,
    at,
  });
  const entry = {
    documentId: document.id,
    sha256: document.sha256,
    direction: row.direction,
    object: row.object,
    correspondents: [
      { name: row.correspondent, role: row.direction === 'incoming' ? 'mittente' : 'destinatario' },
    ],
    caseId: null,
    presentedAt: row.at,
    at,
    registeredBy: actor.name,
    further: {
      senderDate: row.senderDate,
      senderNumber: row.senderNumber,
      outageId,
      emergencyNumber: row.number,
      emergencyAt: row.at,
    },
  };
  return registerDocument(trx, entry, await takeOrdinaryNumber(trx, at));
};
