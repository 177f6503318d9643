import { codesToOthers, type LetterCode } from '../letter-codes.js';
import { contents } from './contents.js';
import type { LetterData } from '../letter-data.js';

const subjects: Record<LetterCode, string> = {
  L1: 'Ricevuta dell’istanza di abbattimento alberi',
  L2: 'Comunicazione di avvio del procedimento: abbattimento alberi',
  L3: 'Cambio del responsabile del procedimento: abbattimento alberi',
  L4: 'Richiesta di documenti e informazioni: abbattimento alberi',
  L5: 'Comunicazione dei motivi che impediscono di accogliere l’istanza: abbattimento alberi',
  L6: 'Autorizzazione all’abbattimento di due alberi in via Aosta 14',
  L7: 'Diniego dell’autorizzazione all’abbattimento di alberi',
  L8: 'Attestazione di silenzio-assenso',
  L9: 'Ordine di conformare l’attività di vendita di via Aosta 14',
  L10: 'Annullamento d’ufficio della concessione di suolo pubblico di via Aosta',
  L11: 'Comunicazione ad altra autorità',
  L12: 'Richiesta di accesso agli atti che può riguardarla',
  L13: 'Sollecito e diffida al pagamento del canone',
  L14: 'Archiviazione dell’istanza di abbattimento alberi',
  L15: 'Esito della dichiarazione sulla tassa rifiuti (TARI)',
  L16: 'Indizione della conferenza di servizi: ampliamento di un capannone',
};

const fullLetter = (code: LetterCode): LetterData => ({
  municipality: {
    name: 'Comune di Casalgrande',
    province: 'Reggio Emilia',
    address: 'Piazza Martiri della Libertà, 1',
    postalCode: '42013 Casalgrande (RE)',
    taxCode: '00284720356',
    pec: 'casalgrande@cert.provincia.re.it',
    email: 'sportello@comune.example',
    phone: '0522 998511',
    website: 'www.comune.example/sportello',
  },
  office: { name: 'Settore Ambiente e Verde pubblico' },
  desk: {
    name: 'Sportello al cittadino',
    address: 'Piazza Martiri della Libertà, 1',
    hours: 'lun–ven 8:30–13:00, gio anche 15:00–18:00',
    phone: '0522 998558',
    email: 'sportello@comune.example',
  },
  letter: {
    code,
    subject: subjects[code],
    date: '2026-03-02T10:15:00Z',
    protocol: { number: '0000124/2026', date: '2026-03-02T10:15:00Z' },
    avvio: code === 'L1',
  },
  case: {
    number: '2026/000123',
    procedure: 'Abbattimento alberi',
    presentedAt: '2026-03-02T10:12:00Z',
    openedAt: '2026-03-02T10:12:00Z',
    trackingCode: 'K7QF-9ZTV-MA2X',
    statusUrl: 'https://sportello.comune.example/stato/K7QF9ZTVMA2X',
    protocol: { number: '0000123/2026', date: '2026-03-02T10:12:00Z' },
  },
  term: {
    days: 30,
    dueDate: '2026-04-01',
    endText: 'Il procedimento si conclude con un provvedimento espresso: il silenzio non vale assenso.',
    inertiaText:
      'Scaduto il termine può chiedere l’intervento del titolare del potere sostitutivo, che decide entro 15 giorni, oppure ricorrere al TAR contro il silenzio entro un anno (art. 31 c.p.a.).',
  },
  responsible: { name: 'Dario Ferrari', role: 'Istruttore direttivo tecnico' },
  signer: { name: 'Dott.ssa Paola Guidetti', role: 'La Responsabile del Settore Ambiente' },
  addressee: {
    name: 'Maria Rossi',
    capacity: 'Richiedente',
    taxCode: 'RSSMRA79B11C566R',
    address: ['Via Aosta, 14', '42013 Casalgrande (RE)'],
    digitalDomicile: null,
  },
  legal: [
    { ref: 'L. 7 agosto 1990, n. 241', title: 'Nuove norme sul procedimento amministrativo' },
    { ref: 'Regolamento comunale del verde', title: 'artt. 12–18, abbattimenti' },
  ],
  documents: [
    {
      title: 'Istanza',
      filename: 'istanza-2026-000123.json',
      sha256: '3f2a9c1be07d4a65b8c94d1e6f705a2b3c4d5e6f708192a3b4c5d6e7f8091a2b',
      receivedAt: '2026-03-02T10:12:00Z',
    },
    {
      title: 'Fotografia dell’albero',
      filename: 'foto-acero.jpg',
      sha256: 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90',
      receivedAt: '2026-03-02T10:12:00Z',
    },
  ],
  remedies: [
    {
      kind: 'TAR',
      text: 'Ricorso al TAR Emilia-Romagna, sezione di Parma, entro 60 giorni dalla notifica o dalla piena conoscenza dell’atto.',
    },
    {
      kind: 'Ricorso straordinario',
      text: 'In alternativa, ricorso straordinario al Presidente della Repubblica entro 120 giorni.',
    },
  ],
  substitute: {
    name: 'Dott. Luca Bertani, Segretario generale',
    contact: 'segretario@comune.example, tel. 0522 998500',
  },
  privacy: {
    text: 'I dati sono trattati dal Comune, titolare, per lo svolgimento di compiti di interesse pubblico (artt. 6 e 13 Reg. UE 2016/679). L’informativa completa è allo sportello e sul sito.',
    dpo: 'dpo@comune.example',
  },
  application: { specie: 'Acero campestre', circonferenza: 112.5, pericolo: false },
  tasks: { sopralluogo: { data: '2026-03-12', esito: 'idoneo' } },
  answers: [
    { label: 'Specie', value: 'Acero campestre (Acer campestre)' },
    { label: 'Circonferenza a 1,30 m', value: '112,5 cm' },
    { label: 'Motivo', value: 'Pianta deperita, rami secchi sopra il passaggio pedonale' },
  ],
  ...(decisions[code] ? { decision: decisions[code] } : {}),
  ...contents[code],
});

const decisions: Partial<Record<LetterCode, LetterData['decision']>> = {
  L9: {},
  L10: { notice: { date: '2026-02-20', protocol: '0000098/2026' } },
  L15: {
    outcome: 'La dichiarazione è accolta: la tassa del 2026 è ricalcolata come indicato qui sopra.',
    reasons: [
      'Dal sopralluogo risulta che il rifiuto organico è compostato in giardino (art. 18 del regolamento TARI).',
    ],
  },
  L6: {
    outcome: 'l’abbattimento di due aceri campestri nel giardino di via Aosta 14 (foglio 12, mappale 345)',
    premises: ['il verbale del sopralluogo del 12/03/2026, dal quale risulta che le piante sono deperite'],
    reasons: [
      'Le due piante presentano carie estesa al colletto e rami secchi sopra un passaggio pedonale; la cura non è più possibile.',
      'La conservazione esporrebbe chi passa a un pericolo che altre opere non eliminano.',
    ],
    prescriptions: [
      'Mettere a dimora due alberi di specie autoctona, circonferenza minima 18–20 cm, entro il 30/11/2026.',
      'Non eseguire l’intervento tra il 15 marzo e il 31 luglio, periodo di nidificazione.',
      'Comunicare allo sportello la data dei lavori almeno 5 giorni prima.',
    ],
    validity: 'Un anno dalla data del presente atto.',
    fees: [
      { title: 'Diritti di istruttoria', amount: 1250.5, reference: 'avviso pagoPA 301202600001234571' },
    ],
    stamp: { serial: '01201234567890' },
  },
  L7: {
    outcome: null,
    premises: [],
    reasons: [
      'Il cedro è sano e stabile: la prova strumentale del 18/03/2026 esclude il rischio dichiarato.',
    ],
    notice: { date: '2026-03-20', protocol: '0000201/2026' },
    observations: [
      {
        text: 'Le radici sollevano il vialetto.',
        answer:
          'Il dissesto del vialetto si elimina con un intervento sulla pavimentazione e non giustifica l’abbattimento (art. 14 del regolamento).',
      },
    ],
  },
  L14: {
    reasons: ['Con nota del 10/03/2026 il richiedente ha rinunciato all’istanza.'],
    warnings: [{ text: 'Richiesta di integrazione, prot. 0000150/2026', date: '2026-03-05' }],
  },
};

/** A letter as a town would write it to nobody real, with every part filled; tests take away or overdo what they need. */
export const sampleLetter = (code: LetterCode): LetterData => {
  const full = fullLetter(code);
  if (!codesToOthers.includes(code)) return full;
  const least = { documents: [], answers: [], application: {}, tasks: {} };
  return { ...full, ...least, case: { ...full.case, trackingCode: null } };
};
