import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { createLetterComposer, type LetterComposer } from '../../templates/compose.js';
import { banFromForm } from '../../templates/content/ban.js';
import { changeFromForm } from '../../templates/content/change.js';
import { conferenceFromForm } from '../../templates/content/conference.js';
import { demandFromForm } from '../../templates/content/demand.js';
import { oppositionFromForm } from '../../templates/content/opposition.js';
import { orderFromForm } from '../../templates/content/order.js';
import { refusalNoticeFromForm } from '../../templates/content/refusal-notice.js';
import { reportFromForm } from '../../templates/content/report.js';
import { requestFromForm } from '../../templates/content/request.js';
import { taxFromForm } from '../../templates/content/tax.js';
import { decisionFromForm } from '../../templates/decision.js';
import { letterCodes } from '../../templates/letter-codes.js';
import { letterDataSchema } from '../../templates/letter-data.js';
import { letterOriginsSchema, type FieldOrigin } from '../../templates/origins/origins.js';
import { originRules } from '../../templates/origins/rules.js';
import { traceLetter } from '../../templates/origins/trace.js';
import { sampleLetter } from '../../templates/samples/usual.js';

const at = new Date('2026-03-02T10:15:00Z');
let composer: LetterComposer;
beforeAll(() => {
  composer = createLetterComposer({ timeLimitMs: 90_000 });
});
afterAll(() => composer.close());

/** Every field that letters know, as if one task had brought it. */
const allFields: FieldOrigin = {
  kind: 'task',
  place: 'Task_Prova',
  formKey: 'prova',
  by: 'Carla',
  at: at.toISOString(),
};
const everyField = Object.fromEntries(
  Object.values(originRules).flatMap(({ fields = [] }) => fields.map((field) => [field, allFields])),
);

describe.each(letterCodes)('%s', (code) => {
  it('is made again byte by byte from its data and its text, whatever the templates say now', async () => {
    const data = sampleLetter(code);
    const ownPart = '== Parte della procedura';
    const made = await composer.compose({ code, data, ownPart, at });
    const stored = JSON.parse(JSON.stringify(made.sources)) as typeof made.sources;
    const again = await composer.recompose({ code, data, sources: stored, at });
    expect(again.sha256).toBe(made.sha256);
    expect(again.templateVersion).toBe(made.templateVersion);
    const changed = { ...stored, letter: `${stored.letter}\nUna frase nuova.`, ownPart: '' };
    const now = await composer.recompose({ code, data, sources: changed, at });
    expect(now.sha256).not.toBe(made.sha256);
  });

  it('says no value that comes from nowhere', () => {
    const data = JSON.parse(JSON.stringify(letterDataSchema.parse(sampleLetter(code)))) as JsonObject;
    const forms = Object.fromEntries(
      Object.keys(sampleLetter(code).tasks ?? {}).map((key) => [key, allFields]),
    );
    const traced = traceLetter(data, letterOriginsSchema.parse({ fields: everyField, forms }));
    expect(traced.length).toBeGreaterThan(30);
    expect(traced.filter(({ origin }) => origin === null)).toEqual([]);
  });
});

it('tells a value without an origin apart: a field that nobody filled, a part that nobody knows', () => {
  const origins = letterOriginsSchema.parse({});
  const traced = traceLetter(
    { decision: { outcome: 'x' }, content: { unknown: 'y' }, desk: { name: 'z' } },
    origins,
  );
  expect(traced.map(({ path, origin }) => [path, origin === null])).toEqual([
    ['decision.outcome', true],
    ['content.unknown', true],
    ['desk.name', false],
  ]);
});

/** What a form with one field alone changes, against an empty one. */
const readersOf = (form: JsonObject): JsonObject =>
  JSON.parse(
    JSON.stringify({
      decision: decisionFromForm(form),
      content: {
        change: changeFromForm(form, null),
        request: requestFromForm(form, { capDays: null, held: [] }),
        refusalNotice: refusalNoticeFromForm(form, null),
        order: orderFromForm(form),
        ban: banFromForm(form, { power: null, controlEnd: null, today: '2026-03-02' }),
        report: reportFromForm(form),
        opposition: oppositionFromForm(form, { capDays: null }, null),
        demand: demandFromForm(form),
        tax: taxFromForm(form, ''),
        conference: conferenceFromForm(form, '2026-03-02'),
      },
    }),
  ) as JsonObject;

const samples = [
  '2026-03-09',
  '5',
  'divieto',
  'si',
  [{ voce: 'x', importo: 5, testo: 'y', risposta: 'z', data: '2026-03-01' }],
];
const valueAt = (data: unknown, path: string): string =>
  JSON.stringify(
    path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], data) ??
      null,
  );

it('the table of origins names the fields that letters really read', () => {
  const empty = readersOf({});
  const unread = Object.entries(originRules)
    .filter(([path]) => path.startsWith('content.') || path.startsWith('decision.'))
    .flatMap(([path, { fields = [] }]) => {
      const root = path.split('.*')[0] ?? path;
      const helped: JsonObject = {
        potere: 'annullamento',
        preavvisoData: '2026-03-01',
        documentiRichiesti: 'x',
        diritti: 5,
      };
      return fields
        .filter((field) =>
          samples.every((value) => {
            const beside = Object.fromEntries(Object.entries(helped).filter(([name]) => name !== field));
            const base = valueAt(readersOf(beside), root);
            return (
              valueAt(readersOf({ [field]: value }), root) === valueAt(empty, root) &&
              valueAt(readersOf({ ...beside, [field]: value }), root) === base
            );
          }),
        )
        .map((field) => `${path} ← ${field}`);
    });
  expect(unread).toEqual(['content.request.items.*.why ← perche']); // printed beside the list, once for all its items
});
