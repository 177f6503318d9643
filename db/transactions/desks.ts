import type { Knex } from 'knex';
import { z } from 'zod';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, InputError, NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { seriesCodes } from '../models/ticket.js';
import { secretToken } from '../secret-token.js';

/** @throws InputError with a sentence beside each wrong field */
const checked = <T>(schema: z.ZodType<T>, input: unknown): T => {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const { issues } = result.error;
  throw new InputError(
    Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? ''), message])),
  );
};

/** One change of how people are received, with its line in the trail; stations, kiosk and display are told. */
const onDesks = (
  services: Services,
  actor: Actor,
  act: string,
  change: (trx: Knex.Transaction) => Promise<JsonObject>,
): Promise<void> => {
  demand(actor, 'administrator');
  return services.db.transaction(async (trx) => {
    const details = await change(trx);
    await audit(trx, { at: services.clock.now(), actor, act, details });
    await notify(trx, 'queue');
  });
};

const deskSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'Lettere minuscole e trattini, per esempio «cittadini».'),
  name: z.string().trim().min(3, 'Scrivi il nome dello sportello.').max(80),
  kind: z.enum(['citizens', 'professionals'], 'Scegli per chi è.'),
  parallel: z.coerce
    .number('Scrivi un numero.')
    .int()
    .min(1, 'Almeno una persona.')
    .max(50, 'Al massimo 50.'),
  ticketsOutsideHours: z.boolean(),
  active: z.boolean(),
  hours: z.array(z.object({ weekday: z.number(), opens: z.string(), closes: z.string() })),
});
export type DeskInput = z.input<typeof deskSchema>;

/** Adds a desk or changes it, opening hours included. */
export const saveDesk = async (services: Services, actor: Actor, input: DeskInput): Promise<void> => {
  const desk = checked(deskSchema, input);
  await onDesks(services, actor, 'sportello.modificato', async (trx) => {
    const row = {
      id: desk.id,
      name: desk.name,
      kind: desk.kind,
      parallel: desk.parallel,
      tickets_outside_hours: desk.ticketsOutsideHours,
      active: desk.active,
    };
    await trx('desk').insert(row).onConflict('id').merge();
    await trx('desk_hours').where({ desk_id: desk.id }).delete();
    if (desk.hours.length > 0)
      await trx('desk_hours').insert(desk.hours.map((one) => ({ ...one, desk_id: desk.id })));
    return { sportello: desk.name, attivo: desk.active };
  });
};

const stationSchema = z.object({
  number: z.coerce
    .number('Scrivi il numero della postazione.')
    .int()
    .min(1, 'Da 1 a 99.')
    .max(99, 'Da 1 a 99.'),
  deskId: z.string().min(1, 'Scegli lo sportello.'),
  kind: z.enum(['information', 'services'], 'Scegli che cosa si fa alla postazione.'),
  series: z.array(z.enum(seriesCodes)).min(1, 'Scegli almeno una serie da chiamare.'),
  active: z.boolean(),
});
export type StationInput = z.input<typeof stationSchema>;

/**
 * Adds a numbered station or changes it.
 * @throws ConflictError while somebody is served there
 */
export const saveStation = async (services: Services, actor: Actor, input: StationInput): Promise<void> => {
  const station = checked(stationSchema, input);
  await onDesks(services, actor, 'postazione.modificata', async (trx) => {
    const { number, deskId, kind, series, active } = station;
    if (!(await trx('desk').where({ id: deskId }).first('id')))
      throw new InputError({ deskId: 'Scegli lo sportello.' });
    const busy = await trx('ticket')
      .where({ station_number: number })
      .whereIn('status', ['called', 'serving'])
      .first('id');
    if (busy) throw stationBusy(number);
    const row = { number, desk_id: deskId, kind, series, active };
    await trx('station').insert(row).onConflict('number').merge();
    if (!active) await trx('station').where({ number }).update({ seated_id: null, seated_at: null });
    return { postazione: number, tipo: kind, serie: series };
  });
};

const stationBusy = (number: number): ConflictError =>
  new ConflictError('station.busy', {
    message: `Alla postazione ${number} si sta servendo una persona.`,
    remedy: 'Cambiala quando il servizio è finito.',
  });

/** Adds a kiosk or a display with a secret address of its own. */
export const addDevice = async (
  services: Services,
  actor: Actor,
  input: { kind: string; name: string },
): Promise<void> => {
  const schema = z.object({
    kind: z.enum(['kiosk', 'display'], 'Scegli che cosa è.'),
    name: z.string().trim().min(3, 'Scrivi dove si trova.').max(80),
  });
  const device = checked(schema, input);
  await onDesks(services, actor, 'dispositivo.aggiunto', async (trx) => {
    await trx('queue_device').insert({ ...device, token: secretToken(), created_at: services.clock.now() });
    return device;
  });
};

/** Gives a device another address; the old one is worth nothing from now on. */
export const renewDevice = (services: Services, actor: Actor, deviceId: string): Promise<void> =>
  onDesks(services, actor, 'dispositivo.nuovo-indirizzo', async (trx) => {
    const [device] = (await trx('queue_device')
      .where({ id: deviceId })
      .update({ token: secretToken() })
      .returning('name')) as { name: string }[];
    if (!device) throw new NotFoundError('Dispositivo');
    return { nome: device.name };
  });

/** Takes a device away: its address opens nothing any more. */
export const removeDevice = (services: Services, actor: Actor, deviceId: string): Promise<void> =>
  onDesks(services, actor, 'dispositivo.tolto', async (trx) => {
    const [device] = (await trx('queue_device').where({ id: deviceId }).delete().returning('name')) as {
      name: string;
    }[];
    if (!device) throw new NotFoundError('Dispositivo');
    return { nome: device.name };
  });

/** How many minutes an appointment for a procedure takes. */
export const setAppointmentLength = async (
  services: Services,
  actor: Actor,
  input: { procedureId: string; minutes: string },
): Promise<void> => {
  const minutes = z.coerce
    .number('Scrivi i minuti.')
    .int()
    .min(5, 'Almeno 5 minuti.')
    .max(240, 'Al massimo 240 minuti.');
  const { procedureId, ...length } = checked(z.object({ procedureId: z.string().min(1), minutes }), input);
  await onDesks(services, actor, 'appuntamenti.durata', async (trx) => {
    const row = { procedure_id: procedureId, ...length };
    await trx('appointment_length').insert(row).onConflict('procedure_id').merge();
    return { procedimento: procedureId, minuti: length.minutes };
  });
};

/** Gives a desk's or an office's calendar its address, or another one. */
export const renewFeed = (
  services: Services,
  actor: Actor,
  of: { deskId: string } | { officeId: string },
): Promise<void> =>
  onDesks(services, actor, 'calendario.nuovo-indirizzo', async (trx) => {
    const [column, id] = 'deskId' in of ? ['desk_id', of.deskId] : ['office_id', of.officeId];
    if (
      !(await trx('deskId' in of ? 'desk' : 'office')
        .where({ id })
        .first('id'))
    )
      throw new NotFoundError('Agenda');
    const row = { [column]: id, token: secretToken(), created_at: services.clock.now() };
    await trx('calendar_feed').insert(row).onConflict(column).merge(['token', 'created_at']);
    return { di: id };
  });
