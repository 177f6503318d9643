import type { LetterCode } from '../letter-codes.js';
import type { LetterData } from '../letter-data.js';
import { clockOf } from '../content/clock.js';
import { stopRule } from '../../law/term/rules.js';

const clock = (cause: string): LetterData['clock'] => {
  const rule = stopRule(cause, '2026-03-02');
  if (!rule) throw new Error(`no rule for ${cause}`);
  return clockOf(rule, 'counts');
};

/** What the samples of the letters say beyond what all letters say: content, clock, and what else differs. */
export const contents: Partial<Record<LetterCode, Partial<LetterData>>> = {
  L3: {
    content: {
      change: {
        previous: 'Dario Ferrari',
        current: 'Elena Montorsi',
        since: '2026-03-09',
        reason: 'riorganizzazione del Settore Ambiente',
      },
    },
  },
  L4: {
    content: {
      request: {
        items: [
          {
            title: 'Fotografie dei due alberi, dell’intera chioma e del colletto',
            why: 'sono in area privata e nessuna amministrazione le possiede',
          },
          {
            title: 'Consenso scritto del comproprietario',
            why: 'è una dichiarazione che può rendere soltanto lui',
          },
        ],
        why: null,
        answerDays: 30,
        noReply: null,
        held: ['Visura catastale'],
      },
    },
    clock: clock('integrazione'),
  },
  L5: {
    content: {
      refusalNotice: {
        grounds: [
          {
            fact: 'Il cedro è sano e stabile: lo dice la prova strumentale del 18/03/2026.',
            law: 'art. 14 del regolamento comunale del verde',
          },
          {
            fact: 'L’albero supera le misure oltre le quali l’abbattimento è ammesso solo per pericolo.',
            law: 'art. 12, comma 2, del regolamento comunale del verde',
          },
        ],
        answerDays: 10,
      },
    },
    clock: clock('preavviso'),
  },
  L8: {
    content: { silence: { startedOn: '2026-03-02', formedOn: '2026-04-14' } },
    letter: {
      code: 'L8',
      subject: 'Attestazione di silenzio-assenso: occupazione di suolo',
      date: '2026-04-15T07:00:00Z',
      protocol: { number: '0000311/2026', date: '2026-04-15T07:00:00Z' },
    },
    term: {
      days: 30,
      dueDate: '2026-04-14',
      endText:
        'Se entro il termine il Comune non risponde, la domanda si intende accolta (art. 20 L. 241/1990).',
      inertiaText: 'Può rivolgersi al titolare del potere sostitutivo.',
      end: 'silenzio-assenso',
      stops: [
        {
          title: 'la richiesta di documenti',
          source: 'L. 241/1990 art. 2 c. 7',
          effect: 'suspends',
          since: '2026-03-12',
          until: '2026-03-25',
        },
      ],
    },
  },
  L9: {
    content: {
      order: {
        faults: [
          'La superficie di vendita rilevata è di 162 m², superiore ai 150 m² dell’esercizio di vicinato.',
          'Manca la planimetria aggiornata con le vie di esodo.',
        ],
        measures: [
          'Ridurre la superficie di vendita a non più di 150 m².',
          'Presentare la planimetria aggiornata, firmata da un tecnico abilitato.',
        ],
        days: 30,
        suspension: null,
      },
    },
    clock: clock('conformazione'),
  },
  L10: {
    content: {
      ban: {
        power: 'annullamento',
        source: 'art. 21-nonies L. 241/1990',
        faults: ['L’area occupata è in parte di proprietà privata: la dichiarazione di disponibilità non è vera.'],
        publicInterest:
          'Il passaggio pedonale è l’unico accesso senza gradini alla scuola; l’attività non è ancora iniziata e non ci sono investimenti da tutelare.',
        countedFrom: '2025-11-20',
        lastDay: '2026-05-20',
      },
    },
  },
  L11: {
    content: {
      report: {
        facts: ['La dichiarazione di residenza in via Aosta 14, presentata il 02/03/2026, è risultata non veritiera.'],
        source: 'verbale della Polizia locale del 12/03/2026',
        basis: 'art. 5, comma 4, del DL 5/2012',
        annexes: ['Copia del verbale del 12/03/2026'],
      },
    },
    addressee: {
      name: 'Comune di Scandiano, ufficiale d’anagrafe',
      capacity: 'Comune di provenienza',
      address: ['Corso Vallisneri, 6', '42019 Scandiano (RE)'],
      digitalDomicile: 'anagrafe@pec.example',
    },
  },
  L12: {
    content: {
      opposition: {
        asked: 'copia del permesso di costruire n. 12/1998, relativo all’edificio di via Aosta 16',
        copy: {
          title: 'Istanza',
          filename: 'istanza-2026-000123.json',
          sha256: '3f2a9c1be07d4a65b8c94d1e6f705a2b3c4d5e6f708192a3b4c5d6e7f8091a2b',
        },
        days: 10,
      },
    },
    clock: clock('opposizione'),
    addressee: {
      name: 'Giovanni Neri',
      capacity: 'Controinteressato',
      address: ['Via Aosta, 16', '42013 Casalgrande (RE)'],
    },
  },
  L13: {
    content: {
      demand: {
        amount: 1234.5,
        iuv: '012026000012345',
        noticeNumber: '301202600001234571',
        duty: null,
        originalDue: '2026-02-15',
        newDue: '2026-04-15',
        consequence:
          'Passato il 15/04/2026 il Comune avvia la riscossione coattiva (L. 160/2019, art. 1, comma 792), con interessi e spese a Suo carico.',
      },
    },
  },
  L15: {
    content: {
      tax: {
        computation: [
          { item: 'TARI 2026, quota fissa', base: '82 m²', rate: '€ 1,10 al m²', amount: 90.2 },
          { item: 'TARI 2026, quota variabile', base: '2 occupanti', rate: null, amount: 96.4 },
          { item: 'Riduzione per compostaggio', base: '96,40', rate: '−20%', amount: -19.28 },
        ],
        total: 167.32,
        reviewOffice: 'Servizio tributi',
      },
    },
    remedies: [
      {
        kind: 'Corte di giustizia tributaria',
        text: 'Ricorso alla Corte di giustizia tributaria di primo grado entro 60 giorni dalla notificazione dell’atto',
      },
    ],
  },
  L16: {
    content: {
      conference: {
        object: 'rilascio del permesso di costruire per l’ampliamento di un capannone in via dell’Industria 8',
        access: 'www.comune.example/conferenze/2026-000123, codice d’accesso inviato a parte al domicilio digitale',
        bodies: ['Azienda USL di Reggio Emilia', 'ARPAE Emilia-Romagna', 'Provincia di Reggio Emilia'],
        isProtected: true,
        askDays: 15,
        answerDays: 60,
        most: { askDays: 15, answerDays: 60, meetingDays: 10 },
        meetingOn: '2026-05-07',
      },
    },
    addressee: {
      name: 'Azienda USL di Reggio Emilia',
      capacity: 'Amministrazione coinvolta',
      address: ['Via Amendola, 2', '42122 Reggio Emilia'],
      digitalDomicile: 'ausl@pec.example',
    },
  },
}; // prettier-ignore
