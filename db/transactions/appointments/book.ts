import { randomInt } from 'node:crypto';
import type { Knex } from 'knex';
import { demand, type Actor } from '../../../core/actor.js';
import { ConflictError, InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { secretToken } from '../../secret-token.js';
import { agendaOf } from './agenda.js';
import type { Slot } from './slots.js';

export interface BookAppointment {
  deskId: string;
  partyId: string;
  procedureId: string;
  caseId?: string | null;
  startsAt: Date;
  submissionToken: string;
}

/** Letters and digits that nobody takes for others when they are read aloud. */
const signs = 'ACDEFHJKLMNPRTUVWXY3479';

/** What the person and the kiosk know an appointment by; no personal data in it. */
const freshCode = async (trx: Knex): Promise<string> => {
  for (;;) {
    const code = Array.from({ length: 4 }, () => signs.charAt(randomInt(signs.length))).join('');
    if (!(await trx('appointment').where({ code }).first('id'))) return code;
  }
};

/** The place that begins then, if the desk has one and it is free; the desk's agenda stays locked. */
const lockSlot = async (
  services: Services,
  trx: Knex.Transaction,
  {
    deskId,
    procedureId,
    startsAt,
    except,
  }: Omit<BookAppointment, 'partyId' | 'submissionToken'> & { except?: string },
): Promise<Slot> => {
  if (Number.isNaN(startsAt.getTime())) throw new InputError({ startsAt: 'Scegli uno degli orari liberi.' });
  const desk = (await trx('desk').where({ id: deskId, active: true }).forUpdate().first('id')) as
    { id: string } | undefined;
  if (!desk) throw new NotFoundError('Sportello');
  const agenda = { deskId, procedureId, ...(except ? { except } : {}) };
  const from = dateInRome(startsAt);
  const days = await agendaOf({ ...services, db: trx }, agenda, { from, days: 1 });
  const slot = days
    .flatMap(({ slots }) => slots)
    .find((one) => one.startsAt.getTime() === startsAt.getTime());
  if (slot?.isFree) return slot;
  throw new ConflictError('appointment.taken', {
    message: 'Questo orario non è più libero.',
    remedy: 'Torna all’agenda e scegline un altro.',
  });
};

/**
 * Books a person for a procedure at a desk. Two operators never give the same place to more persons than the desk
 * receives at one time; the same form sent twice is one appointment.
 */
export const bookAppointment = async (
  services: Services,
  actor: Actor,
  input: BookAppointment,
): Promise<{ appointmentId: string }> => {
  demand(actor, 'operator');
  const { deskId, partyId, procedureId, caseId = null } = input;
  const effectKey = `sportello ${input.submissionToken}`;
  return services.db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [effectKey]);
    const before = (await trx('appointment').where({ effect_key: effectKey }).first('id')) as
      { id: string } | undefined;
    if (before) return { appointmentId: before.id };
    const slot = await lockSlot(services, trx, input);
    const at = services.clock.now();
    const office = services.catalogue.municipality.offices.find(({ kind }) => kind === 'desk');
    const [row] = (await trx('appointment')
      .insert({
        case_id: caseId,
        office_id: office?.id ?? actor.officeId,
        activity: 'Appuntamento allo sportello',
        starts_at: slot.startsAt,
        ends_at: slot.endsAt,
        effect_key: effectKey,
        created_at: at,
        desk_id: deskId,
        party_id: partyId,
        procedure_id: procedureId,
        code: await freshCode(trx),
        link_token: secretToken(),
        booked_by: actor.id,
      })
      .returning('id')) as { id: string }[];
    if (!row) throw new Error('the appointment was not stored');
    await tell(trx, actor, { id: row.id, act: 'appuntamento.prenotato', at });
    return { appointmentId: row.id };
  });
};

/** Gives an appointment another time, at the same or another desk; whoever was told of the old one is told again. */
export const moveAppointment = async (
  services: Services,
  actor: Actor,
  { appointmentId, deskId, startsAt }: { appointmentId: string; deskId: string; startsAt: Date },
): Promise<void> => {
  demand(actor, 'operator');
  await services.db.transaction(async (trx) => {
    const { procedureId, startsAt: old } = await lockBooked(trx, appointmentId);
    if (old.getTime() === startsAt.getTime()) return;
    const slot = await lockSlot(services, trx, { deskId, procedureId, startsAt, except: appointmentId });
    const at = services.clock.now();
    await trx('appointment').where({ id: appointmentId }).update({
      desk_id: deskId,
      starts_at: slot.startsAt,
      ends_at: slot.endsAt,
      moved_from: old,
      reminded_at: null,
      reminded_by: null,
    });
    await tell(trx, actor, { id: appointmentId, act: 'appuntamento.spostato', at });
  });
};

/** Takes an appointment back; its time is free again. @throws InputError without a reason */
export const cancelAppointment = async (
  services: Services,
  actor: Actor,
  { appointmentId, reason }: { appointmentId: string; reason: string },
): Promise<void> => {
  demand(actor, 'operator');
  if (!reason.trim()) throw new InputError({ reason: 'Scrivi perché si annulla.' });
  await services.db.transaction(async (trx) => {
    await lockBooked(trx, appointmentId);
    const at = services.clock.now();
    await trx('appointment')
      .where({ id: appointmentId })
      .update({ status: 'cancelled', cancel_reason: reason.trim() });
    await tell(trx, actor, { id: appointmentId, act: 'appuntamento.annullato', at });
  });
};

interface Booked {
  id: string;
  startsAt: Date;
  procedureId: string;
  partyId: string;
  deskKind: 'citizens' | 'professionals';
}

/** A desk's appointment, locked. @throws ConflictError unless it is still to come */
export const lockBooked = async (trx: Knex, appointmentId: string): Promise<Booked> => {
  const row = (await trx('appointment')
    .join('desk', 'desk.id', 'appointment.desk_id')
    .where({ 'appointment.id': appointmentId })
    .forUpdate('appointment')
    .first({
      id: 'appointment.id',
      startsAt: 'appointment.starts_at',
      procedureId: 'appointment.procedure_id',
      partyId: 'appointment.party_id',
      status: 'appointment.status',
      deskKind: 'desk.kind',
    })) as (Booked & { status: string }) | undefined;
  if (!row) throw new NotFoundError('Appuntamento');
  if (row.status === 'booked') return row;
  throw new ConflictError('appointment.over', {
    message: 'Questo appuntamento non è più da tenere.',
    remedy: 'Guarda nell’agenda che cosa ne è stato, o prenotane un altro.',
  });
};

/** The line in the trail of what happened to an appointment; pages of its case and the queue are told. */
export const tell = async (
  trx: Knex,
  actor: Actor,
  { id, act, at }: { id: string; act: string; at: Date },
): Promise<void> => {
  const row = (await trx('appointment')
    .join('desk', 'desk.id', 'appointment.desk_id')
    .where({ 'appointment.id': id })
    .first({
      caseId: 'case_id',
      partyId: 'party_id',
      code: 'code',
      startsAt: 'starts_at',
      desk: 'desk.name',
    })) as { caseId: string | null; partyId: string; code: string; startsAt: Date; desk: string };
  const details = { codice: row.code, inizio: row.startsAt.toISOString(), sportello: row.desk };
  await audit(trx, { at, actor, act, caseId: row.caseId, partyId: row.partyId, details });
  await notify(trx, 'queue');
  if (row.caseId) await notify(trx, 'projection', row.caseId);
};
