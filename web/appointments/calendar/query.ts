import type { Knex } from 'knex';

export interface CalendarEntry {
  id: string;
  startsAt: Date;
  endsAt: Date;
  /** A code of an appointment, or the number of a case that is visited. */
  code: string;
  activity: string;
  createdAt: Date;
}

export interface Calendar {
  name: string;
  entries: CalendarEntry[];
}

const columns = (db: Knex) => ({
  id: 'appointment.id',
  startsAt: 'appointment.starts_at',
  endsAt: 'appointment.ends_at',
  code: db.raw(`coalesce(appointment.code, case_file.number, '')`),
  activity: 'appointment.activity',
  createdAt: 'appointment.created_at',
});

const day = 24 * 60 * 60 * 1000;

/** What stands behind a feed's address: a desk's appointments or an office's visits, from a week ago on. */
export const calendarOf = async (db: Knex, token: string, now: Date): Promise<Calendar | undefined> => {
  const feed = (await db('calendar_feed')
    .leftJoin('desk', 'desk.id', 'calendar_feed.desk_id')
    .leftJoin('office', 'office.id', 'calendar_feed.office_id')
    .where({ token })
    .first({
      deskId: 'desk.id',
      officeId: 'office.id',
      name: db.raw('coalesce(desk.name, office.name)'),
    })) as { deskId: string | null; officeId: string | null; name: string } | undefined;
  if (!feed) return undefined;
  const { deskId, officeId, name } = feed;
  const entries = (await db('appointment')
    .leftJoin('case_file', 'case_file.id', 'appointment.case_id')
    .where(
      deskId
        ? { 'appointment.desk_id': deskId }
        : { 'appointment.office_id': officeId, 'appointment.desk_id': null },
    )
    .whereIn('appointment.status', ['booked', 'arrived'])
    .where('appointment.starts_at', '>', new Date(now.getTime() - 7 * day))
    .orderBy('appointment.starts_at')
    .limit(1000)
    .select(columns(db))) as CalendarEntry[];
  return { name, entries };
};

/** A person's own appointment, by the secret of its address; gone once it isn't to be kept any more. */
export const ownAppointment = async (
  db: Knex,
  token: string,
): Promise<(CalendarEntry & { desk: string }) | undefined> =>
  (await db('appointment')
    .join('desk', 'desk.id', 'appointment.desk_id')
    .leftJoin('case_file', 'case_file.id', 'appointment.case_id')
    .where({ 'appointment.link_token': token, 'appointment.status': 'booked' })
    .first({ ...columns(db), desk: 'desk.name' })) as (CalendarEntry & { desk: string }) | undefined;
