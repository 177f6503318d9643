import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeContact } from '../../db/transactions/contacts.js';
import { callNext } from '../../db/transactions/queue/call-ticket.js';
import { identify } from '../../db/transactions/queue/identify.js';
import {
  closeAsNoShow,
  finishTicket,
  givePrecedence,
  recallTicket,
  requeueTicket,
  serveTicket,
  skipTicket,
} from '../../db/transactions/queue/move-ticket.js';
import { leaveSeat, takeSeat } from '../../db/transactions/queue/seat.js';
import type { Ticket } from '../../db/models/ticket.js';
import { queueWorld, type Operator, type QueueWorld } from './queue-world.js';

let hall: QueueWorld;
beforeAll(async () => {
  hall = await queueWorld();
});
afterAll(() => hall.close());
beforeEach(async () => {
  const { db } = hall.services;
  await db.raw('truncate ticket cascade');
  await db('counter').where('register', 'like', 'coda %').delete();
  await db('desk').update({ tickets_outside_hours: false });
  hall.at('2026-03-02T09:00');
  await hall.sits(hall.anna, 2);
  await hall.sits(hall.bruno, 3);
});

const calls = async (who: Operator, station: number): Promise<string | null> =>
  (await callNext(hall.services, who, station))?.code ?? null;
const callsAndEnds = async (who: Operator, station: number): Promise<string | null> => {
  const ticket = await callNext(hall.services, who, station);
  if (!ticket) return null;
  await serveTicket(hall.services, who, ticket.id);
  await finishTicket(hall.services, who, ticket.id);
  return ticket.code;
};
const row = async (ticket: Ticket) =>
  (await hall.services.db('ticket').where({ id: ticket.id }).first()) as Record<string, unknown>;

test('sixteen callers at once serve two hundred numbers, each called once; numbers have no gap', async () => {
  const { db } = hall.services;
  const stations = Array.from({ length: 16 }, (_, index) => index + 20);
  await db('station').insert(
    stations.map((number) => ({ number, desk_id: 'cittadini', kind: 'services', series: ['S', 'I'] })),
  );
  await db('account').insert(
    stations.map((number) => ({
      username: `op${number}`,
      display_name: `Op ${number}`,
      password_hash: 'x',
      roles: ['operator'],
    })),
  );
  const operators = await Promise.all(stations.map((number) => hall.operator(`op${number}`)));
  await Promise.all(operators.map((who, index) => hall.sits(who, stations[index] ?? 0)));
  await Promise.all(Array.from({ length: 200 }, (_, index) => hall.takes(index % 4 === 0 ? 'I' : 'S')));
  expect(await db('ticket').where({ series: 'I' }).orderBy('number').pluck('number')).toEqual(
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
  const called: string[] = [];
  await Promise.all(
    operators.map(async (who, index) => {
      for (;;) {
        const code = await callsAndEnds(who, stations[index] ?? 0);
        if (!code) return;
        called.push(code);
      }
    }),
  );
  expect(called).toHaveLength(200);
  expect(new Set(called).size).toBe(200);
  expect(await db('audit').where({ act: 'coda.chiamato' }).count()).toEqual([{ count: '200' }]);
});

test('a series starts again each day; a double touch is one number', async () => {
  expect((await hall.takes('S')).code).toBe('S001');
  const twice = { submissionToken: randomUUID() };
  const both = await Promise.all([hall.takes('S', twice), hall.takes('S', twice)]);
  expect(both.map(({ code }) => code)).toEqual(['S002', 'S002']);
  expect((await hall.takes('P')).code).toBe('P001');
  hall.at('2026-03-03T09:00');
  expect((await hall.takes('S')).code).toBe('S001');
  expect(await calls(hall.anna, 2)).toBe('S001');
  expect((await callNext(hall.services, hall.anna, 2))?.day).toBe('2026-03-03');
});

describe('who is called', () => {
  test('each station calls its own series; a second click keeps the number it has', async () => {
    await hall.takes('I');
    await hall.takes('P');
    expect(await calls(hall.anna, 2)).toBeNull();
    await hall.takes('S');
    await hall.takes('S');
    expect(await Promise.all([calls(hall.anna, 2), calls(hall.anna, 2)])).toEqual(['S001', 'S001']);
    expect(await calls(hall.bruno, 3)).toBe('S002');
  });

  test('precedence first, whether asked at the kiosk or given by an operator', async () => {
    await hall.takes('S');
    await hall.takes('S', { precedence: true });
    const third = await hall.takes('S');
    expect(await calls(hall.anna, 2)).toBe('S002');
    await givePrecedence(hall.services, hall.anna, third.id);
    expect(await calls(hall.bruno, 3)).toBe('S003');
  });

  test('only who sits at a station calls to it', async () => {
    await hall.takes('S');
    await expect(calls(hall.bruno, 2)).rejects.toMatchObject({ code: 'station.lost' });
    await leaveSeat(hall.services, hall.anna);
    await expect(calls(hall.anna, 2)).rejects.toMatchObject({ code: 'station.lost' });
  });

  test('a number that a station still had yesterday doesn’t stop it today', async () => {
    const yesterday = await hall.takes('S');
    await calls(hall.anna, 2);
    hall.at('2026-03-03T09:00');
    const today = await hall.takes('S');
    expect((await callNext(hall.services, hall.anna, 2))?.id).toBe(today.id);
    expect((await row(yesterday))['status']).toBe('no-show');
  });

  test('a colleague’s station can be taken over, but not while somebody is served there', async () => {
    const ticket = await hall.takes('S');
    await calls(hall.anna, 2);
    const skipped = () => skipTicket(hall.services, hall.anna, ticket.id);
    await expect(takeSeat(hall.services, hall.bruno, 2)).rejects.toMatchObject({ code: 'station.busy' });
    await closeAsNoShow(hall.services, hall.anna, (await skipped()).id);
    await takeSeat(hall.services, hall.bruno, 2);
    await expect(calls(hall.anna, 2)).rejects.toMatchObject({ code: 'station.lost' });
  });
});

describe('who doesn’t come', () => {
  test('keeps the place within ten minutes, and goes to the end after them', async () => {
    const first = await hall.takes('S');
    await hall.takes('S');
    await calls(hall.anna, 2);
    await recallTicket(hall.services, hall.anna, first.id);
    await skipTicket(hall.services, hall.anna, first.id);
    hall.at('2026-03-02T09:10');
    await requeueTicket(hall.services, hall.bruno, first.id);
    expect(await calls(hall.anna, 2)).toBe('S001');
    expect(await row(first)).toMatchObject({ calls: 3, called_at: new Date('2026-03-02T08:00:00Z') });

    await skipTicket(hall.services, hall.anna, first.id);
    hall.at('2026-03-02T09:21');
    await requeueTicket(hall.services, hall.bruno, first.id);
    expect(await calls(hall.anna, 2)).toBe('S002');
    expect(await calls(hall.bruno, 3)).toBe('S001');
  });

  test('is noted, and the number never comes back', async () => {
    const ticket = await hall.takes('S');
    await calls(hall.anna, 2);
    await skipTicket(hall.services, hall.anna, ticket.id);
    await closeAsNoShow(hall.services, hall.anna, ticket.id);
    await closeAsNoShow(hall.services, hall.anna, ticket.id);
    await expect(requeueTicket(hall.services, hall.anna, ticket.id)).rejects.toMatchObject({
      code: 'ticket.overtaken',
    });
    expect(await calls(hall.anna, 2)).toBeNull();
  });

  test('a number in a colleague’s hands is the colleague’s', async () => {
    const ticket = await hall.takes('S');
    await calls(hall.anna, 2);
    await expect(serveTicket(hall.services, hall.bruno, ticket.id)).rejects.toMatchObject({
      code: 'ticket.overtaken',
    });
  });
});

describe('opening hours', () => {
  test('numbers are given from a quarter of an hour before the opening to the closing', async () => {
    const closed = { code: 'queue.closed' };
    hall.at('2026-03-02T08:14');
    await expect(hall.takes('S')).rejects.toMatchObject(closed);
    hall.at('2026-03-02T08:15');
    expect((await hall.takes('S')).code).toBe('S001');
    hall.at('2026-03-02T13:00');
    await expect(hall.takes('S')).rejects.toMatchObject(closed);
    hall.at('2026-03-01T10:00'); // Sunday
    await expect(hall.takes('S')).rejects.toMatchObject(closed);
    hall.at('2026-04-06T09:00'); // Easter Monday
    await expect(hall.takes('S')).rejects.toMatchObject(closed);
  });

  test('who was in the queue at closing time counts as present when the number was taken', async () => {
    hall.at('2026-03-02T12:58');
    const [first, second] = [await hall.takes('S'), await hall.takes('S')];
    await calls(hall.anna, 2);
    hall.at('2026-03-02T13:20');
    await calls(hall.bruno, 3);
    expect((await row(first))['present_at_closing']).toBe(false);
    expect(await row(second)).toMatchObject({
      present_at_closing: true,
      taken_at: new Date('2026-03-02T11:58:00Z'),
    });
  });
});

describe('a number carries its person and contact', () => {
  test('from the service to the closed contact, with the times of each', async () => {
    const { services, anna } = hall;
    const ticket = await hall.takes('S');
    hall.at('2026-03-02T09:12');
    await calls(anna, 2);
    hall.at('2026-03-02T09:13');
    const { contactId } = await serveTicket(services, anna, ticket.id);
    expect((await serveTicket(services, anna, ticket.id)).contactId).toBe(contactId);
    const partyId = await hall.person('Bonacini');
    const how = { manner: 'document', documentKind: 'identity-card', documentEnding: '45ab' };
    await identify(services, anna, { contactId: contactId ?? '', partyId, ...how });
    expect(await row(ticket)).toMatchObject({ status: 'serving', party_id: partyId });
    expect(await services.db('contact').where({ id: contactId }).first('party_id')).toEqual({
      party_id: partyId,
    });
    expect(await services.db('identification').where({ contact_id: contactId }).first()).toMatchObject({
      manner: 'document',
      document_ending: '45AB',
    });
    hall.at('2026-03-02T09:30');
    await closeContact(services, anna, { contactId: contactId ?? '', outcome: 'answered' });
    expect(await row(ticket)).toMatchObject({ status: 'done', ended_at: new Date('2026-03-02T08:30:00Z') });
  });

  test('a delegate shows a document and a procura; what is missing is said beside its field', async () => {
    const { services, anna } = hall;
    const ticket = await hall.takes('S');
    await calls(anna, 2);
    const { contactId } = await serveTicket(services, anna, ticket.id);
    const [delegate, principal] = [await hall.person('Delegato'), await hall.person('Delegante')];
    const asked = { contactId: contactId ?? '', partyId: delegate, manner: 'delegate' };
    await expect(
      identify(services, anna, { ...asked, documentKind: 'passport', documentEnding: 'x' }),
    ).rejects.toMatchObject({
      fields: {
        documentEnding: expect.any(String),
        principalId: expect.any(String),
        mandate: expect.any(String),
      },
    });
    const shown = { documentKind: 'passport', documentEnding: 'YA12', mandate: 'procura del 2/1/2026' };
    await expect(
      identify(services, anna, { ...asked, ...shown, principalId: delegate }),
    ).rejects.toMatchObject({
      fields: { principalId: expect.stringContaining('diversa') },
    });
    await identify(services, anna, { ...asked, ...shown, principalId: principal });
    expect(await services.db('contact').where({ id: contactId }).first('capacity')).toEqual({
      capacity: 'delegate',
    });
  });
});
