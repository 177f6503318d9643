import { describe, expect, it } from 'vitest';
import { termState } from '../../../law/term/state.js';
import { addresseeFromForm } from '../../../templates/content/addressee.js';
import { banFromForm } from '../../../templates/content/ban.js';
import { conferenceFromForm } from '../../../templates/content/conference.js';
import { refusalNoticeFromForm } from '../../../templates/content/refusal-notice.js';
import { requestFromForm } from '../../../templates/content/request.js';
import { silenceFromTerm } from '../../../templates/content/silence.js';
import { taxFromForm } from '../../../templates/content/tax.js';

describe('L4 reads what is asked', () => {
  it('from lines with one reason, and from rows with a reason each', () => {
    const law = { capDays: 30, held: [] };
    expect(requestFromForm({ documentiRichiesti: '- a\n• b', perche: ' c ' }, law)).toMatchObject({
      items: [
        { title: 'a', why: null },
        { title: 'b', why: null },
      ],
      why: 'c',
      answerDays: 30,
    });
    const rows = {
      documentiRichiesti: [
        { documento: 'a', perche: 'b' },
        { documento: ' ', perche: null },
      ],
      giorniRisposta: '15',
    };
    expect(requestFromForm(rows, law)).toMatchObject({ items: [{ title: 'a', why: 'b' }], answerDays: 15 });
  });
});

describe('L5 tells the fact from the law', () => {
  it.each([
    ['La pianta è sana (art. 14 del regolamento)', 'La pianta è sana', 'art. 14 del regolamento'],
    ['Misura (90 cm) superata (art. 12).', 'Misura (90 cm) superata', 'art. 12'],
    ['Nessuna norma', 'Nessuna norma', null],
    ['Vuota ( )', 'Vuota', null],
  ])('%s', (line, fact, law) => {
    expect(refusalNoticeFromForm({ motiviOstativi: line }, 10).grounds).toEqual([{ fact, law }]);
  });
});

describe('L8 attests silence', () => {
  const length = { days: 30, kind: 'calendario' as const };
  const started = { kind: 'started' as const, on: '2026-03-02' };
  const on = (day: string, isConsent = true, ended?: string) => {
    const events = ended ? [started, { kind: 'ended' as const, on: ended }] : [started];
    return silenceFromTerm(termState(length, events, day), isConsent, new Date(`${day}T10:00:00Z`));
  };

  it('from the day after the term, where silence is consent and no act came in time', () => {
    expect(on('2026-04-01')).toBeNull();
    expect(on('2026-04-02')).toEqual({ startedOn: '2026-03-02', formedOn: '2026-04-01' });
    expect(on('2026-04-02', false)).toBeNull();
    expect(on('2026-04-10', true, '2026-03-20')).toBeNull();
    expect(on('2026-04-10', true, '2026-04-05')).toMatchObject({ formedOn: '2026-04-01' });
  });

  it('after the real days of a suspension (vector 1 of A1)', () => {
    const events = [
      started,
      { kind: 'suspended' as const, cause: 'integrazione', on: '2026-03-12' },
      { kind: 'resumed' as const, cause: 'integrazione', on: '2026-03-25' },
    ];
    const state = termState(length, events, '2026-04-15');
    expect(silenceFromTerm(state, true, new Date('2026-04-15T10:00:00Z'))?.formedOn).toBe('2026-04-14');
  });
});

describe('L10 knows how long a power lasts', () => {
  const facts = { power: null, controlEnd: '2026-03-31', today: '2026-05-01' };

  it('six months from the control’s end or from the act; the control’s own end for a ban', () => {
    expect(banFromForm({ potere: 'annullamento' }, facts)).toMatchObject({ lastDay: '2026-09-30' });
    expect(banFromForm({ potere: 'annullamento', attoData: '2026-01-15' }, facts)).toMatchObject({
      countedFrom: '2026-01-15',
      lastDay: '2026-07-15',
    });
    expect(banFromForm({ potere: 'divieto' }, facts)).toMatchObject({
      lastDay: '2026-03-31',
      countedFrom: null,
    });
    expect(banFromForm({ potere: 'altro' }, facts).power).toBeNull();
  });
});

it('L15 adds up in cents', () => {
  const calcolo = [
    { voce: 'a', importo: 0.1 },
    { voce: 'b', importo: '0.2' },
    { voce: '', importo: 5 },
  ];
  expect(taxFromForm({ calcolo }, 'Tributi')).toMatchObject({ total: 0.3, reviewOffice: 'Tributi' });
  expect(taxFromForm({}, 'Tributi').total).toBeNull();
});

it('L16 gives sixty days where protected interests are touched', () => {
  expect(conferenceFromForm({ interessiSensibili: 'si' }, '2026-03-02')).toMatchObject({
    askDays: 15,
    answerDays: 60,
  });
  expect(conferenceFromForm({ giorniDeterminazioni: 20 }, '2026-03-02')).toMatchObject({
    answerDays: 20,
    most: { askDays: 15, answerDays: 30, meetingDays: 10 },
  });
});

it('a letter to nobody has no addressee, and so is stopped', () => {
  expect(addresseeFromForm({}).name).toBe('');
});
