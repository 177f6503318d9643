import { describe, expect, it } from 'vitest';
import { decisionFromForm } from '../../../templates/decision.js';
import { decisionSchema } from '../../../templates/letter-data.js';

describe('decisionFromForm', () => {
  it('reads what the officer wrote', () => {
    const decision = decisionFromForm({
      esitoTesto: ' l’abbattimento di un acero ',
      motivazione: 'Prima ragione.\n\nSeconda ragione.',
      prescrizioni: '- una\n- due\n',
      validita: 'Un anno',
      diritti: 12.5,
      bollo: '01201234567890',
      preavvisoData: '2026-03-20',
      osservazioni: [{ testo: 'a', risposta: 'b' }],
    });
    expect(decisionSchema.parse(decision)).toMatchObject({
      outcome: 'l’abbattimento di un acero',
      reasons: ['Prima ragione.', 'Seconda ragione.'],
      prescriptions: ['una', 'due'],
      fees: [{ title: 'Diritti', amount: 12.5 }],
      stamp: { serial: '01201234567890' },
      notice: { date: '2026-03-20', protocol: null },
      observations: [{ text: 'a', answer: 'b' }],
    });
  });

  it('tells nothing due from nothing said', () => {
    expect(decisionFromForm({ diritti: 0 }).fees).toEqual([]);
    expect(decisionFromForm({}).fees).toBeNull();
    expect(decisionFromForm({ bolloEsenzione: 'art. 37 DPR 445/2000' }).stamp).toEqual({
      exemption: 'art. 37 DPR 445/2000',
    });
  });
});
