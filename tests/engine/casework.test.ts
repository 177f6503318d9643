import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import { reopenCase } from '../../db/transactions/casework/reopen.js';
import { transferCase } from '../../db/transactions/casework/transfer.js';
import { comingTask, doneTask, openedCase } from '../helpers/cases.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { taxCode } from '../helpers/people.js';

let world: EngineWorld;
beforeAll(async () => {
  world = await engineWorld();
});
afterAll(() => world.close());

const accountOf = async (username: string): Promise<Actor> => {
  const row = (await world.services.db('account').where({ username }).first()) as {
    id: string;
    display_name: string;
    roles: Actor['roles'];
    office_id: string;
  };
  return { id: row.id, name: row.display_name, roles: row.roles, officeId: row.office_id };
};

const request = {
  numeroAlberi: 1,
  specie: 'acero',
  circonferenza: 130,
  platano: 'no',
  luogo: 'via Roma 3',
  titolo: 'proprietario',
  motivo: 'Radici sotto il marciapiede',
  pericoloImmediato: false,
};

test('a case that was refused, reopened and transferred runs anew, with the other office’s tasks and the first’s documents', async () => {
  const { db } = world.services;
  const dario = await accountOf('dario');
  const person = { familyName: 'Riaperta', givenName: 'Ada', taxCode: taxCode('RPRDAA80A41H223') };
  const old = await openedCase(world, 'abbattimento-alberi', { person, application: request });
  await doneTask(world, old.id, {
    element: 'Task_Assign',
    office: 'ambiente',
    data: { ammissibile: 'no', motivazione: 'Manca il titolo.' },
  });
  await doneTask(world, old.id, { element: 'Task_Sign', office: 'ambiente', data: { bozzaLetta: true } });
  await doneTask(world, old.id, {
    element: 'Task_HandOver',
    office: 'sportello',
    data: { consegnaData: '2026-04-10', consegnaModo: 'mani' },
  });
  for (;;) {
    const file = (await db('case_file').where({ id: old.id }).first('status')) as { status: string };
    if (file.status === 'closed') break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  const token = randomUUID();
  const work = { caseId: old.id, token, ground: 'material-error', reason: 'Il titolo era allegato' };
  await reopenCase(world.services, dario, work);
  const anew = (await db('case_file').where({ submission_token: token }).first('id', 'number')) as {
    id: string;
  };
  await comingTask(world, anew.id, 'Task_Assign');
  await transferCase(world.services, dario, {
    caseId: anew.id,
    token: randomUUID(),
    toOffice: 'polizia-locale',
    reason: 'Sulla strada',
  });
  const ivo = await accountOf('ivo');
  await doneTask(world, anew.id, {
    element: 'Task_Assign',
    office: 'polizia-locale',
    data: { responsabile: 'ivo', ammissibile: 'si', avvioSeparato: 'no' },
  });
  const inspection = await comingTask(world, anew.id, 'Task_Inspection');
  const task = (await db('engine_job').where({ key: inspection }).first('groups')) as { groups: string[] };
  expect(task.groups).toEqual(['polizia-locale']);
  const assigned = (await db('case_assignment').where({ case_id: anew.id })) as {
    kind: string;
    to_id: string;
  }[];
  expect(assigned).toMatchObject([{ kind: 'assigned', to_id: ivo.id }]);
  const receipt = await db('letter').where({ case_id: anew.id, code: 'L1', status: 'registered' });
  expect(receipt).toHaveLength(1);
  const titles = (await db('document')
    .where({ case_id: anew.id, direction: 'incoming' })
    .pluck('title')) as string[];
  expect(titles).toContain('Istanza: Abbattimento alberi');
});
