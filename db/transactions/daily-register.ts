import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { protocolNumber } from '../counter.js';
import { Document } from '../models/document.js';

/** Midnight in Rome that begins a day, and the one that ends it, as SQL with the day as their parameter. */
const dawn = `(?::date)::timestamp at time zone 'Europe/Rome'`;
const end = `(?::date + 1)::timestamp at time zone 'Europe/Rome'`;

/** Minutes after midnight before a day counts as closed: what was being registered at midnight is stored by then. */
const graceMinutes = 10;

/** Days caught up in one go, so that a long standstill doesn't keep the letters waiting. */
const mostAtOnce = 31;

/**
 * The closed days that have no daily register yet, oldest first: from the first registration on, however long the
 * program stood still.
 */
export const missingDays = async (db: Knex, now: Date, limit = mostAtOnce): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { day: string }[] }>(
    `select day::date::text as day
     from generate_series(
       (select min(registered_at at time zone 'Europe/Rome')::date from registration),
       ((?::timestamptz - ? * interval '1 minute') at time zone 'Europe/Rome')::date - 1,
       interval '1 day') day
     where not exists (select from register_day where register_day.day = day.day::date and complete)
     order by 1 limit ?`,
    [now, graceMinutes, limit],
  );
  return rows.map(({ day }) => day);
};

interface Entry {
  id: string;
  year: number;
  number: number;
  registeredAt: Date;
  presentedAt: Date;
  direction: 'incoming' | 'outgoing';
  object: string;
  correspondents: { name: string; role: string }[];
  sha256: string;
  attachments: { title: string; sha256: string }[];
  emergencyNumber: number | null;
  restricted: boolean | null;
}

/** What a volume lists: everything up to the day's end that no earlier one has, so that nothing is ever left out. */
const entriesOf = async (trx: Knex, day: string, most: number): Promise<Entry[]> =>
  (await trx('registration')
    .leftJoin('case_file', 'case_file.id', 'registration.case_id')
    .where('registration.register', 'protocollo')
    .whereRaw(`registration.registered_at < ${end}`, [day])
    .whereNotExists(
      trx('register_day_entry').select(trx.raw('1')).whereRaw('registration_id = registration.id'),
    )
    .orderBy(['registration.year', 'registration.number'])
    .limit(most)
    .select({
      id: 'registration.id',
      year: 'registration.year',
      number: 'registration.number',
      registeredAt: 'registration.registered_at',
      presentedAt: 'registration.presented_at',
      direction: 'registration.direction',
      object: 'registration.object',
      correspondents: 'registration.correspondents',
      sha256: 'registration.sha256',
      attachments: 'registration.attachments',
      emergencyNumber: 'registration.emergency_number',
      restricted: 'case_file.restricted',
    })) as Entry[];

interface Cancelled {
  year: number;
  number: number;
  cancelledAt: Date;
  cancelledBy: string;
  reason: string;
  authority: string;
  act: string;
}

const cancellationsOf = async (trx: Knex, day: string): Promise<Cancelled[]> =>
  (await trx('registration')
    .whereRaw(`cancelled_at >= ${dawn} and cancelled_at < ${end}`, [day, day])
    .orderBy('cancelled_at')
    .select({
      year: 'year',
      number: 'number',
      cancelledAt: 'cancelled_at',
      cancelledBy: 'cancelled_by',
      reason: 'cancel_reason',
      authority: 'cancel_authority',
      act: 'cancel_act',
    })) as Cancelled[];

/** What the template reads. A restricted case shows that its registration exists, and its hash, not whose it is. */
const templateData = (services: Services, { day, volume, at, entries, cancelled }: Printing): JsonObject =>
  JSON.parse(
    JSON.stringify({
      title: `Registro giornaliero di protocollo del ${day.split('-').reverse().join('/')}`,
      municipality: services.catalogue.municipality.name,
      day,
      volume,
      madeAt: at,
      count: entries.length,
      entries: entries.map(({ restricted, correspondents, ...entry }) => ({
        ...entry,
        text: protocolNumber(entry.year, entry.number),
        way: entry.direction === 'incoming' ? 'E' : 'U',
        names: restricted ? 'riservato' : correspondents.map(({ name }) => name).join(', '),
        object: restricted ? 'riservato' : entry.object,
        attachments: restricted ? [] : entry.attachments,
        attachmentCount: entry.attachments.length,
        isLate: entry.presentedAt < entry.registeredAt,
      })),
      cancelled: cancelled.map((one) => ({ ...one, text: protocolNumber(one.year, one.number) })),
    }),
  ) as JsonObject;

/** Registrations in one volume: typesetting takes a few seconds at most, and a reader opens it at once. */
const volumeSize = 2_000;

/**
 * Makes the register of a closed day as a PDF/A whose hash is kept beside it (DPR 445/2000 art. 53; it is what goes to
 * preservation within the next working day). A day that has its register keeps it.
 * @param most registrations in one volume
 */
export const makeDailyRegister = async (
  services: Services,
  actor: Actor,
  day: string,
  most = volumeSize,
): Promise<void> => {
  while (!(await makeVolume(services, actor, day, most)));
};

/** Makes the next volume of a day, in one transaction. @returns whether the day is done */
const makeVolume = (services: Services, actor: Actor, day: string, most: number): Promise<boolean> =>
  services.db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', ['daily register']);
    const before = (await trx('register_day')
      .where({ day })
      .orderBy('volume', 'desc')
      .first('volume', 'complete')) as { volume: number; complete: boolean } | undefined;
    if (before?.complete) return true;
    const at = services.clock.now();
    const volume = (before?.volume ?? 0) + 1;
    const entries = await entriesOf(trx, day, most);
    const complete = entries.length < most;
    const cancelled = complete ? await cancellationsOf(trx, day) : [];
    const document = await printed(services, trx, { day, volume, at, entries, cancelled });
    await trx('register_day').insert({
      day,
      volume,
      complete,
      entries: entries.length,
      first_number: entries[0]?.number ?? null,
      last_number: entries.at(-1)?.number ?? null,
      cancellations: cancelled.length,
      document_id: document.id,
      sha256: document.sha256,
      made_at: at,
      made_by: actor.name,
    });
    const listed = entries.map(({ id }) => ({ registration_id: id, day, volume }));
    await trx.batchInsert('register_day_entry', listed, 1000);
    await audit(trx, {
      at,
      actor,
      act: 'registro.giornaliero.prodotto',
      details: { giorno: day, volume, registrazioni: entries.length, impronta: document.sha256 },
    });
    return complete;
  });

interface Printing {
  day: string;
  volume: number;
  at: Date;
  entries: Entry[];
  cancelled: Cancelled[];
}

const printed = async (services: Services, trx: Knex, printing: Printing): Promise<Document> => {
  const { day, volume, at } = printing;
  const { pdf } = await services.letters.print({
    document: 'daily-register',
    data: templateData(services, printing),
    at,
  });
  const stored = await services.documents.put(pdf);
  return Document.query(trx)
    .insert({
      direction: 'internal',
      title: `Registro giornaliero di protocollo ${day}`,
      filename: `registro-${day}${volume > 1 ? `-${volume}` : ''}.pdf`,
      mediaType: 'application/pdf',
      size: String(stored.size),
      sha256: stored.sha256,
      storageKey: stored.storageKey,
      createdAt: at,
    })
    .returning('*');
};

/** Makes what is missing, oldest first. @returns how many days it made */
export const makeMissingDays = async (services: Services, actor: Actor): Promise<number> => {
  const days = await missingDays(services.db, services.clock.now());
  for (const day of days) await makeDailyRegister(services, actor, day);
  return days.length;
};
