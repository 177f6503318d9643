import { describe, expect, it } from 'vitest';
import { canRest } from '../../../processes/catalogue/public-words.js';
import { answerCard, type Card } from '../../../web/answers/card/card.js';
import { faultsOfCard, linesOf, sectionsOf } from '../../helpers/answers.js';
import { factsOf, letterSent, procedures, statesOf } from './states.js';

it('walks more than the two procedures of the first day', () => {
  expect(procedures.length).toBeGreaterThanOrEqual(2);
  for (const procedure of procedures) expect(statesOf(procedure).length).toBeGreaterThan(10);
});

describe.each(procedures.map((procedure) => [procedure.id, procedure] as const))('%s', (_, procedure) => {
  it('answers in every state', () => {
    const sent = [letterSent, { ...letterSent, code: 'L6' }];
    const facts = [
      { dueDate: '2026-04-01', letters: [] },
      { dueDate: '2026-03-10', letters: [letterSent] },
      { dueDate: null, letters: sent },
    ];
    for (const { name, present } of statesOf(procedure))
      for (const audience of ['desk', 'public'] as const)
        for (const more of facts) {
          const card = answerCard(factsOf(procedure, present, { audience, ...more }));
          expect(faultsOfCard(card), name).toEqual([]);
          const words = JSON.stringify(card).match(/\w*_\w*/g) ?? [];
          expect(
            words.filter((word) => procedure.model.elements.has(word)),
            name,
          ).toEqual([]);
        }
  });

  it('never falls back on a general phrase where the diagram knows more', () => {
    const vague = /Il passo (è|successivo)|sta passando/;
    const evasive = statesOf(procedure)
      .filter(({ present }) => present.resting.length > 0)
      .filter(({ present }) => present.resting.every(({ element }) => canRest(element, procedure.model)))
      .filter(({ present }) => {
        const { where, next } = answerCard(factsOf(procedure, present));
        return vague.test([...where, ...linesOf(next)].join(' '));
      });
    expect(evasive.map(({ name }) => name)).toEqual([]);
  });

  it('speaks English around the diagram’s words', () => {
    for (const { name, present } of statesOf(procedure)) {
      const card = answerCard(factsOf(procedure, present, { locale: 'en' }));
      const all = sectionsOf(card).flatMap(([, sentences]) => sentences);
      expect(all.join(' '), name).not.toMatch(/answers\.|undefined|Per legge|Deve agire|_/);
    }
  });
});

describe('an answer', () => {
  const trees = procedures.find(({ id }) => id === 'abbattimento-alberi');
  const cardAt = (name: string, more: Parameters<typeof factsOf>[2] = {}): Card => {
    const state = trees && statesOf(trees).find((candidate) => candidate.name === name);
    if (!trees || !state) throw new Error(`no state ${name}`);
    return answerCard(factsOf(trees, state.present, more));
  };

  const stop = {
    title: 'la richiesta di documenti',
    until: '2026-04-01',
    answerBy: '2026-04-01',
    expiryMessage: 'sospensione.scaduta',
  };
  it('puts a question’s answers as alternatives, and the law’s wait as a date', () => {
    const { next, you, who, term } = cardAt('at Call_Integration__Gateway_WaitIntegration', { stop });
    expect(next.map(({ text }) => text)).toEqual([
      'Documenti arrivati: il Comune (Servizio ambiente) esamina i documenti che ha.',
      'Giorni passati (01/04/2026): il Comune (Servizio ambiente) esamina i documenti che ha.',
    ]);
    expect(you).toEqual([
      'Porti allo sportello i documenti richiesti, entro il giorno scritto nella richiesta.',
      'Se vuole, può presentare allo sportello: Memoria o intervento.',
      'Se vuole, può presentare allo sportello: Rinuncia all’istanza.',
    ]);
    expect(who).toEqual(['Tocca a lei: il Comune aspetta una sua risposta.']);
    expect(term).toContain('I giorni non si contano adesso, per la richiesta di documenti.');
    expect(linesOf(cardAt('at Task_Proposal').next)).toEqual([
      'La proposta è di accogliere la domanda?',
      'Sì: il Comune scrive l’autorizzazione.',
      'No: chi segue la pratica prepara una comunicazione per lei.',
    ]);
  });

  it('says who acts at the desk, and no clerk’s name in public', () => {
    expect(cardAt('at Task_Inspection').who.join(' ')).toContain('Se ne occupa Carla Prova.');
    expect(JSON.stringify(cardAt('at Task_Inspection', { audience: 'public' }))).not.toContain('Carla');
  });

  it('tells an office’s own date, and that it has passed', () => {
    const at = (day: string) => ({ now: new Date(`${day}T12:00:00Z`) });
    expect(cardAt('at Task_Inspection', at('2026-03-01')).who.at(-1)).toBe(
      'Si è dato tempo fino al 02/03/2026.',
    );
    expect(cardAt('at Task_Inspection', at('2026-03-05')).who.at(-1)).toContain('è in ritardo.');
  });

  it('tells a late case whom to ask, and one decided in time that the term has no more to say', () => {
    const late = { dueDate: '2026-03-10' };
    expect(cardAt('at Task_Inspection', late).term.join(' ')).toMatch(
      /scaduto il 10\/03\/2026, da 10 giorni\..*Laura/,
    );
    const decided = { ...late, letters: [{ ...letterSent, code: 'L6' }] };
    expect(cardAt('at Event_ReplantingTerm', decided).term).toEqual([
      'Il Comune ha già deciso, con una lettera del 02/03/2026; il termine di legge era il 10/03/2026.',
    ]);
  });

  it('says how the last letter went, and nothing of one that nobody delivers', () => {
    expect(cardAt('at Task_Sign').letter.at(-1)).toBe('È stata spedita per posta elettronica.');
    expect(cardAt('at Task_Sign', { letters: [{ ...letterSent, way: null }] }).letter).toHaveLength(1);
    expect(cardAt('at Task_Sign', { letters: [] }).letter).toEqual(['Il Comune non le ha ancora scritto.']);
  });

  it('remembers a letter that waits at the desk', () => {
    const letters = [{ ...letterSent, way: 'to-hand-over' as const }];
    expect(cardAt('at Task_Inspection', { letters }).you).toContain(
      'C’è una lettera da ritirare allo sportello: Ricevuta dell’istanza.',
    );
    expect(cardAt('at Task_Inspection', { letters, audience: 'public' }).you).toContain(
      'C’è una lettera da ritirare allo sportello: Ricevuta.',
    );
  });
});
