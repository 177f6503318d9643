import type { Knex } from 'knex';
import { secretToken } from '../secret-token.js';

const weekdays = [1, 2, 3, 4, 5];
const thursday = 4;

/** The desks of the demonstration: its citizens' desk has an information station; professionals have their own. */
const desks = [
  { id: 'cittadini', name: 'Sportello del cittadino', kind: 'citizens', parallel: 2 },
  { id: 'imprese', name: 'Sportello professionisti e imprese', kind: 'professionals', parallel: 1 },
].map((desk) => ({ ...desk, tickets_outside_hours: true })); // so that it can be tried at any hour

const stations = [
  { number: 1, desk_id: 'cittadini', kind: 'information', series: ['I'] },
  { number: 2, desk_id: 'cittadini', kind: 'services', series: ['S'] },
  { number: 3, desk_id: 'cittadini', kind: 'services', series: ['S'] },
  { number: 4, desk_id: 'imprese', kind: 'services', series: ['P'] },
];

const hours = desks.flatMap(({ id: desk_id }) => [
  ...weekdays.map((weekday) => ({ desk_id, weekday, opens: '08:30', closes: '13:00' })),
  { desk_id, weekday: thursday, opens: '15:00', closes: '17:30' },
]);

/** Adds desks, stations, kiosk and display where there are none yet. */
export const seedDemoDesks = (db: Knex): Promise<void> =>
  db.transaction(async (trx) => {
    await trx.raw('lock table desk in exclusive mode');
    if (await trx('desk').first('id')) return;
    const created_at = trx.fn.now();
    await trx('desk').insert(desks);
    await trx('desk_hours').insert(hours);
    await trx('station').insert(stations);
    await trx('queue_device').insert([
      { kind: 'kiosk', name: 'Totem all’ingresso', token: secretToken(), created_at },
      { kind: 'display', name: 'Schermo della sala', token: secretToken(), created_at },
    ]);
  });
