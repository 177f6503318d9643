import { afterAll, beforeAll, expect, test } from 'vitest';
import { Document } from '../../db/models/document.js';
import { Letter } from '../../db/models/letter.js';
import { draftLetter, registerLetter } from '../../db/transactions/letters.js';
import { signPdf } from '../../papers/signing/sign-pdf.js';
import { simulatedSigning } from '../../papers/signing/simulation.js';
import type { HttpSession } from '../helpers/http-session.js';
import { signer } from '../helpers/signer.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let dario: HttpSession;

beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  dario = await site.as('dario');
});
afterAll(() => site.close());

const grant = {
  esitoTesto: 'l’abbattimento di un acero',
  motivazione: 'La pianta è instabile.',
  validita: 'dodici mesi',
  diritti: 0,
  bollo: '01230000000001',
};
let drafts = 0;

/** A granting letter in draft, on a case with a task of Dario's office. */
const drafted = async (
  familyName = 'Firmataria',
): Promise<{ id: string; caseId: string; instance: string; task: string }> => {
  const { services } = site;
  const { id: caseId, instance } = await plant.case({ familyName });
  const task = await plant.task(instance);
  drafts += 1;
  const { id } = await services.db.transaction((trx) =>
    draftLetter(services, trx, {
      caseId,
      code: 'L6',
      fields: grant,
      effectKey: `test ${drafts}`,
      at: services.clock.now(),
    }),
  );
  return { id, caseId, instance, task };
};

const copyOf = async (letterId: string): Promise<Buffer> => {
  const { db, documents } = site.services;
  const row = (await db('letter_copy')
    .where({ letter_id: letterId })
    .orderBy('prepared_at', 'desc')
    .first()) as {
    document_id: string;
  };
  const document = await Document.query(db).findById(row.document_id).throwIfNotFound();
  return documents.read(document.storageKey);
};
const file = (bytes: Buffer, name: string): File => new File([new Uint8Array(bytes)], name);
const register = (letterId: string) =>
  site.services.db.transaction((trx) =>
    registerLetter(site.services, trx, { letterId, at: site.services.clock.now() }),
  );

test('a letter is prepared, signed outside, taken only as that copy, registered as signed, and made again the same', async () => {
  const { id, task } = await drafted();
  expect((await dario.get(`/tasks/${task}`)).html).toContain(`/letters/${id}`);
  const page = await dario.get(`/letters/${id}`);
  expect(page.html).toContain('bozza');
  const prepared = await dario.submit(page, {}, /copy$/);
  expect(prepared.html).toContain('Scarica la copia da firmare');
  const copy = await copyOf(id);

  const upload = (bytes: Buffer, name: string) =>
    dario.submit(prepared, { file: file(bytes, name) }, /signed$/);
  const unsigned = await upload(copy, 'atto.pdf');
  expect(unsigned.status).toBe(422);
  expect(unsigned.html).toContain('Il file non è firmato');
  const bruno = await signer('Bruno Neri', 'TINIT-NREBRN70A01F257X');
  const others = await upload(await bruno.sign(Buffer.concat([copy, Buffer.from('\n')])), 'atto.pdf.p7m');
  expect(others.html).toContain('non è la copia preparata qui');

  const signed = await bruno.sign(copy);
  const taken = await upload(signed, 'atto.pdf.p7m');
  expect(taken.status).toBe(200);
  expect(taken.html).toContain('Firmata da Bruno Neri.');
  expect(taken.html).toContain('TINIT-NREBRN70A01F257X');

  const registration = await register(id);
  const letter = await Letter.query(site.services.db).findById(id).throwIfNotFound();
  const document = await Document.query(site.services.db)
    .findById(letter.documentId ?? '')
    .throwIfNotFound();
  expect(document).toMatchObject({ direction: 'outgoing', mediaType: 'application/pkcs7-mime' });
  expect(registration.sha256).toBe(document.sha256);
  expect((await site.services.documents.read(document.storageKey)).equals(signed)).toBe(true);
  const remade = await dario.submit(await dario.get(`/letters/${id}`), {}, /remake$/);
  expect(remade.html).toContain('Rifatta identica.');
  expect(remade.html).not.toContain('/copy"');
});

test('the simulated service signs by one button, and says everywhere that it is a simulation', async () => {
  const { id } = await drafted('Simulata');
  const page = await dario.get(`/letters/${id}`);
  expect(page.html).toContain('È una simulazione: la firma non ha valore legale.');
  const signed = await dario.submit(page, {}, /sign$/);
  expect(signed.html).toContain('Firmata da SIMULAZIONE - Dario');
  expect(signed.html).toContain('È una simulazione: la firma non ha valore legale.');
  const { documentId } = (await register(id)) as { documentId: string };
  expect(await Document.query(site.services.db).findById(documentId)).toMatchObject({
    signatures: { format: 'PAdES', signatures: [{ signatureValid: true, coversWholeFile: true }] },
  });
});

test('what the Comune wants signed is not registered unsigned; a copy of another day is not taken', async () => {
  const { services } = site;
  const { id, instance } = await drafted('Obbligata');
  services.catalogue.municipality.signedDigitally.push('L6');
  await expect(register(id)).rejects.toMatchObject({ code: 'letter.unsigned' });
  const sign = await dario.get(
    `/tasks/${await plant.task(instance, { element: 'Task_Sign', form: 'firma' })}`,
  );
  const refused = await dario.submit(sign, { action: 'complete', firmata: 'on' }, /^\/tasks\/\d+$/);
  expect(refused.status).toBe(409);
  expect(refused.html).toContain('la copia firmata non c’è ancora');
  expect(refused.html).toContain('Completa il compito');
  const prepared = await dario.submit(await dario.get(`/letters/${id}`), {}, /copy$/);
  await services
    .db('letter_copy')
    .where({ letter_id: id })
    .update({ prepared_at: new Date('2026-01-07T09:00:00Z') });
  const credential = await simulatedSigning(services.clock).credentialOf({ username: 'x', name: 'X' });
  const signed = await signPdf(
    await copyOf(id),
    credential,
    { pin: '', otp: '' },
    { name: 'X', at: new Date(0) },
  );
  const late = await dario.submit(prepared, { file: file(signed, 'atto.pdf') }, /signed$/);
  expect(late.status).toBe(409);
  expect(late.html).toContain('Prepara una copia nuova');
  services.catalogue.municipality.signedDigitally.pop();
  await expect(register(id)).resolves.toMatchObject({ direction: 'outgoing' });
});

test('every value of a letter stands beside its origin; nobody who signs nothing signs, the desk sees no draft', async () => {
  const { id } = await drafted('Provenienze');
  const { html } = await dario.get(`/letters/${id}/origins`);
  expect(html).toContain('La pianta è instabile.');
  expect(html).toContain('passo del diagramma');
  expect(html).not.toContain('provenienza non registrata');
  const carla = await site.as('carla');
  expect((await carla.get(`/letters/${id}`)).html).not.toContain('/sign"');
  expect((await (await site.as('anna')).get(`/letters/${id}`)).status).toBe(404);
});

test('the administrator keeps the bodies that letters go to: wrong fields are said, a double click is one', async () => {
  const admin = await site.as('mario');
  const page = await admin.get('/admin/bodies/new');
  const typed = {
    name: 'Ente di prova',
    street: 'Via Roma 1',
    municipality: 'Prova',
    postalCode: '4210',
    pec: 'no',
  };
  const wrong = await admin.submit(page, typed, /bodies$/);
  expect(wrong.status).toBe(422);
  for (const said of ['Il CAP ha cinque cifre.', 'Non è un indirizzo', 'value="Ente di prova"'])
    expect(wrong.html).toContain(said);
  const right = { ...typed, postalCode: '42100', pec: 'ente@pec.example', active: 'yes' };
  await admin.submit(wrong, right, /bodies$/);
  const list = await admin.submit(wrong, right, /bodies$/);
  expect(list.html.split('Ente di prova')).toHaveLength(2);
  const [id] = (await site.services
    .db('public_body')
    .where({ name: 'Ente di prova' })
    .pluck('id')) as string[];
  const open = await admin.get(`/admin/bodies/${id}`);
  await admin.submit(open, { ...right, name: 'Ente cambiato' }, /bodies$/);
  expect((await admin.submit(open, { ...right, name: 'Altro' }, /bodies$/)).status).toBe(409);
});
