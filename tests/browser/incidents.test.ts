import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { doneTask, openedCase } from '../helpers/cases.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { look } from '../helpers/look.js';
import { people, taxCode, type People } from '../helpers/people.js';

const base = inject('sportelloUrl');
const patience = { timeout: 60_000 };
let staff: People;
let world: EngineWorld;
beforeAll(async () => {
  [staff, world] = await Promise.all([people(base), engineWorld()]);
});
afterEach(() => staff.leave());
afterAll(async () => {
  await staff.close();
  await world.close();
});

const code = taxCode('PRNNCL84M03H112');

/** A case that the simulated register's silence stops. */
const stopped = async (): Promise<{ id: string; number: string }> => {
  await world.services.db('simulated_anpr_person').insert({
    tax_code: code,
    given_name: 'Nicolò',
    family_name: 'Prandi',
    resident: false,
    address: 'via Emilia 1',
    available: false,
  });
  const file = await openedCase(world, 'cambio-residenza', {
    person: { givenName: 'Nicolò', familyName: 'Prandi', taxCode: code },
    application: {
      indirizzo: 'via Roma',
      civico: '12',
      daQuando: '2026-02-20',
      provenienza: 'altro',
      comuneProvenienza: 'Scandiano',
      titoloAbitazione: 'affitto',
      estremiTitolo: 'contratto 123/2026',
      firmaPresente: 'si',
      documentoPresente: 'si',
    },
  });
  await doneTask(world, file.id, {
    element: 'Task_CheckDeclaration',
    office: 'demografici',
    data: { responsabile: 'franco', ricevibile: 'si' },
  });
  return file;
};

test('a step that fails three times is told in Italian, mended and retried; solved only once the engine has passed it', async () => {
  const { db } = world.services;
  const franco = await staff.as('franco');
  await franco.goto(`${base}/incidents`);
  const file = await stopped();

  // The list is open and brings the block by itself, when the retries have ended
  const row = franco.locator('tr', { hasText: file.number });
  await row.waitFor(patience);
  expect(await row.textContent()).toContain('ANPR (simulazione) non risponde');
  await look(franco, 'incidents');
  await row.getByRole('link').first().click();
  await franco.waitForURL(/\/incidents\/\d+$/);
  const first = franco.url();
  const status = franco.locator('.page-head [role="status"]');
  expect(await status.textContent()).toContain('Bloccato');
  expect(await franco.textContent('#incident')).toContain('Cerca in ANPR (simulazione)');
  expect(await franco.textContent('#incident')).toContain(file.number);
  expect(await franco.inputValue('[id="value.ricevibile"]')).toBe('si');
  await look(franco, 'incident');

  // In vain: nothing was mended. The block that follows is another one, and this one says so
  await franco.getByRole('button', { name: 'Ritenta il passo' }).click();
  await franco.getByRole('link', { name: 'Apri il blocco nuovo' }).click(patience);
  await franco.waitForURL((url) => /\/incidents\/\d+$/.test(url.pathname) && url.href !== first);
  expect(await franco.textContent('#attempts')).toContain('si è bloccato di nuovo');

  // The register answers again, but not yet: the retry is under way while its row is held
  const mario = await staff.as('mario');
  await mario.goto(`${base}/incidents`);
  await mario.locator('tr', { hasText: file.number }).waitFor();
  await db('simulated_anpr_person').where({ tax_code: code }).update({ available: true });
  const held = await db.transaction();
  await held.raw('lock table simulated_anpr_person in access exclusive mode');
  await franco.getByRole('button', { name: 'Ritenta il passo' }).click();
  await status.getByText('In verifica').waitFor();
  expect(await franco.getByRole('button', { name: 'Ritenta il passo' }).count()).toBe(0);
  await franco.getByText('accettato dal motore').waitFor(patience);
  expect(await status.textContent()).toContain('In verifica'); // accepted is not solved
  expect(await franco.textContent('#incident')).not.toContain('ha superato il passo');
  await look(franco, 'incident-verifying');
  await mario.locator('tr', { hasText: file.number }).getByText('In verifica').waitFor();
  await held.commit();

  await status.getByText('Superato').waitFor(patience);
  expect(await franco.textContent('#incident')).toContain('Il motore ha superato il passo');
  await look(franco, 'incident-solved');
  await mario.locator('tr', { hasText: file.number }).waitFor({ state: 'detached' });
  await franco.goto(`${base}/cases/${file.id}`);
  await franco.getByText('Tocca a Sportello unico: Consegna la comunicazione di avvio').waitFor(patience);
  expect(await franco.textContent('#case')).toContain('Passo bloccato ritentato');
  expect(staff.complaints).toEqual([]);
});
