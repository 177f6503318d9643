import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agendaOf } from '../../db/transactions/appointments/agenda.js';
import {
  arriveForAppointment,
  missAppointment,
  noteReminder,
} from '../../db/transactions/appointments/arrive.js';
import {
  bookAppointment,
  cancelAppointment,
  moveAppointment,
} from '../../db/transactions/appointments/book.js';
import { callNext } from '../../db/transactions/queue/call-ticket.js';
import { queueWorld, type QueueWorld } from './queue-world.js';

let hall: QueueWorld;
let person: string;
beforeAll(async () => {
  hall = await queueWorld();
  person = await hall.person('Prenotati');
  await hall.sits(hall.anna, 2);
  await hall.services.db('appointment_length').insert({ procedure_id: 'abbattimento-alberi', minutes: 30 });
});
afterAll(() => hall.close());
beforeEach(async () => {
  await hall.services.db.raw('truncate ticket, appointment cascade');
  hall.at('2026-03-02T08:00');
});

const rome = (time: string): Date => new Date(`${time}:00+01:00`);
const books = (time: string, more: object = {}) =>
  bookAppointment(hall.services, hall.anna, {
    deskId: 'cittadini',
    partyId: person,
    procedureId: 'abbattimento-alberi',
    startsAt: rome(time),
    submissionToken: randomUUID(),
    ...more,
  });
const row = async (id: string) =>
  (await hall.services.db('appointment').where({ id }).first()) as Record<string, unknown>;
const full = { code: 'appointment.taken' };

describe('a place', () => {
  test('is given to as many persons as the desk receives at one time, whoever asks at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => books('2026-03-03T09:00')));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toMatchObject(full);
    const [monday] = await agendaOf(
      hall.services,
      { deskId: 'cittadini', procedureId: 'abbattimento-alberi' },
      { from: '2026-03-03', days: 1 },
    );
    expect(monday?.slots.map(({ isFree }) => isFree)).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  test('exists only in the opening hours: not on Sunday, a holiday, the patron’s day, at another minute', async () => {
    for (const time of [
      '2026-03-01T09:00',
      '2026-04-06T09:00',
      '2026-08-24T10:00',
      '2026-03-03T09:10',
      '2026-03-03T13:00',
    ])
      await expect(books(time)).rejects.toMatchObject(full);
    await expect(books('2026-03-02T07:00')).rejects.toMatchObject(full);
  });

  test('sent twice is one; moved or cancelled is free again', async () => {
    const token = { submissionToken: randomUUID(), deskId: 'imprese' };
    const [one, same] = await Promise.all([
      books('2026-03-03T09:00', token),
      books('2026-03-03T09:00', token),
    ]);
    expect(one).toEqual(same);
    const at = { deskId: 'imprese', appointmentId: one.appointmentId };
    await expect(books('2026-03-03T09:00', { deskId: 'imprese' })).rejects.toMatchObject(full);
    await moveAppointment(hall.services, hall.anna, { ...at, startsAt: rome('2026-03-04T10:00') });
    expect(await row(one.appointmentId)).toMatchObject({
      moved_from: rome('2026-03-03T09:00'),
      status: 'booked',
    });
    const { appointmentId } = await books('2026-03-03T09:00', { deskId: 'imprese' });
    await expect(
      cancelAppointment(hall.services, hall.anna, { appointmentId, reason: ' ' }),
    ).rejects.toMatchObject({ fields: { reason: expect.any(String) as string } });
    await cancelAppointment(hall.services, hall.anna, { appointmentId, reason: 'non può' });
    await books('2026-03-03T09:00', { deskId: 'imprese' });
    const acts = (await hall.services.db('audit').where({ party_id: person }).pluck('act')) as string[];
    expect(acts).toEqual(
      expect.arrayContaining(['appuntamento.prenotato', 'appuntamento.spostato', 'appuntamento.annullato']),
    );
  });
});

describe('who comes for an appointment', () => {
  test('goes before the others from its hour on, with the person on the number', async () => {
    const { appointmentId } = await books('2026-03-02T09:00');
    hall.at('2026-03-02T08:45');
    const [first, second] = [await hall.takes('S'), await hall.takes('S')];
    const mine = await arriveForAppointment(hall.services, appointmentId);
    expect((await arriveForAppointment(hall.services, appointmentId)).id).toBe(mine.id);
    expect(mine.partyId).toBe(person);
    const calls = async () => {
      const called = await callNext(hall.services, hall.anna, 2);
      await hall.services.db('ticket').where({ id: called?.id }).update({ status: 'done' });
      return called?.id;
    };
    expect(await calls()).toBe(first.id); // not yet nine
    hall.at('2026-03-02T09:00');
    expect(await calls()).toBe(mine.id);
    expect(await calls()).toBe(second.id);
  });

  test('too late has an ordinary number, on another day none', async () => {
    const { appointmentId } = await books('2026-03-02T09:00');
    const tomorrow = await books('2026-03-03T09:00');
    hall.at('2026-03-02T09:11');
    expect((await arriveForAppointment(hall.services, appointmentId)).appointmentId).toBeNull();
    await expect(arriveForAppointment(hall.services, tomorrow.appointmentId)).rejects.toMatchObject({
      code: 'appointment.not-today',
    });
  });

  test('or never: after ten minutes the place is free, and the operator says so', async () => {
    const { appointmentId } = await books('2026-03-02T09:00', { deskId: 'imprese' });
    hall.at('2026-03-02T09:09');
    await expect(missAppointment(hall.services, hall.anna, appointmentId)).rejects.toMatchObject({
      code: 'appointment.early',
    });
    hall.at('2026-03-02T09:10');
    await missAppointment(hall.services, hall.anna, appointmentId);
    expect((await row(appointmentId))['status']).toBe('no-show');
    await expect(arriveForAppointment(hall.services, appointmentId)).rejects.toMatchObject({
      code: 'appointment.over',
    });
  });
});

test('a reminder is noted once, and again after the time has changed', async () => {
  const { appointmentId } = await books('2026-03-03T09:00');
  await noteReminder(hall.services, hall.anna, appointmentId);
  await noteReminder(hall.services, hall.bruno, appointmentId);
  expect((await row(appointmentId))['reminded_by']).toBe(hall.anna.id);
  const moved = { appointmentId, deskId: 'cittadini', startsAt: rome('2026-03-04T09:00') };
  await moveAppointment(hall.services, hall.anna, moved);
  expect((await row(appointmentId))['reminded_at']).toBeNull();
});
