import type { Knex } from 'knex';

export interface AppointmentRow {
  id: string;
  code: string;
  status: 'booked' | 'arrived' | 'cancelled' | 'no-show';
  startsAt: Date;
  endsAt: Date;
  deskId: string;
  desk: string;
  partyId: string;
  name: string;
  phone: string | null;
  email: string | null;
  procedureId: string;
  caseId: string | null;
  caseNumber: string | null;
  linkToken: string;
  remindedAt: Date | null;
  reminder: string | null;
  cancelReason: string | null;
  bookedBy: string | null;
  /** The case's, or false without one. */
  restricted: boolean;
  movedFrom: Date | null;
}

const deskAppointments = (db: Knex): Knex.QueryBuilder =>
  db('appointment')
    .join('desk', 'desk.id', 'appointment.desk_id')
    .join('party', 'party.id', 'appointment.party_id')
    .leftJoin('case_file', 'case_file.id', 'appointment.case_id')
    .leftJoin('account', 'account.id', 'appointment.reminded_by')
    .select({
      id: 'appointment.id',
      code: 'appointment.code',
      status: 'appointment.status',
      startsAt: 'appointment.starts_at',
      endsAt: 'appointment.ends_at',
      deskId: 'desk.id',
      desk: 'desk.name',
      partyId: 'party.id',
      name: db.raw(`coalesce(party.organisation_name, concat_ws(' ', party.given_name, party.family_name))`),
      phone: 'party.phone',
      email: 'party.email',
      procedureId: 'appointment.procedure_id',
      caseId: 'case_file.id',
      caseNumber: 'case_file.number',
      linkToken: 'appointment.link_token',
      remindedAt: 'appointment.reminded_at',
      reminder: 'account.display_name',
      cancelReason: 'appointment.cancel_reason',
      bookedBy: 'appointment.booked_by',
      restricted: db.raw('coalesce(case_file.restricted, false)'),
      movedFrom: 'appointment.moved_from',
    });

/** One appointment at a desk. */
export const appointmentById = async (db: Knex, id: string): Promise<AppointmentRow | undefined> =>
  (await deskAppointments(db).where('appointment.id', id).first()) as AppointmentRow | undefined;

/** All of a day, by time. @param day `yyyy-mm-dd` in Rome */
export const appointmentsOn = async (db: Knex, day: string): Promise<AppointmentRow[]> =>
  (await deskAppointments(db)
    .whereRaw(`(appointment.starts_at at time zone 'Europe/Rome')::date = ?`, [day])
    .orderBy(['appointment.starts_at', 'desk.name', 'appointment.code'])) as AppointmentRow[];

/** Those to come until a day, of whose persons nobody has been reminded. */
export const toRemind = async (db: Knex, now: Date, lastDay: string): Promise<AppointmentRow[]> =>
  (await deskAppointments(db)
    .where({ 'appointment.status': 'booked', 'appointment.reminded_at': null })
    .where('appointment.starts_at', '>', now)
    .whereRaw(`(appointment.starts_at at time zone 'Europe/Rome')::date <= ?`, [lastDay])
    .orderBy('appointment.starts_at')
    .limit(100)) as AppointmentRow[];

export interface DeskChoice {
  id: string;
  name: string;
}

/** The desks where people can be booked. */
export const deskChoices = async (db: Knex): Promise<DeskChoice[]> =>
  (await db('desk').where({ active: true }).orderBy(['kind', 'name']).select('id', 'name')) as DeskChoice[];
