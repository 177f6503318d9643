import { expect, test } from 'vitest';
import type { TermEvent } from '../../../law/term/ledger.js';
import { termState } from '../../../law/term/state.js';
import { termView } from '../../../web/cases/page/term.js';
import { createTranslators } from '../../../web/i18n.js';

const { it } = createTranslators();
const length = { days: 30, kind: 'calendario' } as const;
const viewOn = (today: string, ...events: TermEvent[]) =>
  termView({
    length,
    end: 'atto',
    state: termState(length, [{ kind: 'started', on: '2026-03-02' }, ...events], today),
    t: it,
  });
const request: TermEvent = { kind: 'suspended', on: '2026-03-12', cause: 'integrazione' };
const answer: TermEvent = { kind: 'resumed', on: '2026-03-25', cause: 'integrazione' };

test('the ledger reads as a sentence', () => {
  const view = viewOn('2026-03-27', request, answer);
  expect(view.sentence).toBe(
    '30 giorni dal 02/03/2026, 13 sospesi per la richiesta di documenti del 12/03/2026: scade il 14/04/2026',
  );
  expect(view.now).toBe('Corre: sono passati 12 giorni, ne restano 18.');
  expect(view.lines.map(({ text }) => text)).toEqual([
    'comincia',
    'sospeso per la richiesta di documenti',
    'risposta arrivata: la richiesta di documenti',
  ]);
});

test('while it stands, it says until when; a second request says that it stops nothing', () => {
  expect(viewOn('2026-03-13', request).now).toBe(
    'Sospeso per la richiesta di documenti: riprende il 11/04/2026 se non arriva risposta prima.',
  );
  const second = viewOn('2026-03-28', request, answer, { ...request, on: '2026-03-28' });
  expect(second.lines.at(-1)?.effect).toBe('non ferma il termine: si può chiedere una volta sola');
});

test('every status has its words', () => {
  expect(viewOn('2026-05-01').now).toBe('Scaduto.');
  expect(viewOn('2026-05-01').sentence).toContain('scadeva il 01/04/2026');
  expect(viewOn('2026-05-01', { kind: 'ended', on: '2026-03-20' }).now).toBe(
    'Concluso il 20/03/2026, dopo 18 giorni.',
  );
  const interrupted = viewOn('2026-03-20', { kind: 'interrupted', on: '2026-03-12', cause: 'conformazione' });
  expect(interrupted.now).toContain('ricomincia da capo');
  expect(interrupted.sentence).toContain('la scadenza si saprà quando arriva la risposta');
  expect(viewOn('2026-03-13', { kind: 'incomplete', on: '2026-03-10' }).now).toContain('incompleta');
  const observed = viewOn(
    '2026-04-01',
    { kind: 'suspended', on: '2026-03-20', cause: 'preavviso' },
    { kind: 'resumed', on: '2026-03-27', cause: 'preavviso' },
  );
  expect(observed.now).toBe('Sospeso per il preavviso di rigetto: riprende il 06/04/2026.');
});
