/** Against what: acts of different kinds go before different judges. */
export const actKinds = [
  'provvedimento',
  'accesso',
  'residenza',
  'tributo',
  'canone',
  'scuola',
  'sociale',
  'scia',
  'scia-terzi',
] as const;
export type ActKind = (typeof actKinds)[number];

/** One way to complain about an act. */
export interface Remedy {
  /** Before whom, as letters and sheets head it. */
  kind: string;
  text: string;
  /** Days within which; null where the law that letters quote gives none. */
  days: number | null;
}

interface RemedyRule extends Remedy {
  acts: readonly ActKind[];
  source: string;
  /** First day in force, `yyyy-mm-dd`. */
  validFrom: string;
  /** Last day in force; null: still. */
  validTo: string | null;
}

const rules: readonly RemedyRule[] = [
  {
    acts: ['provvedimento', 'scia'],
    kind: 'TAR',
    text: 'Ricorso al Tribunale amministrativo regionale (TAR) entro 60 giorni dalla comunicazione dell’atto',
    days: 60,
    source: 'D.Lgs. 104/2010, artt. 29 e 41',
    validFrom: '2010-09-16',
    validTo: null,
  },
  {
    acts: ['provvedimento', 'scia'],
    kind: 'Ricorso straordinario',
    text: 'In alternativa, ricorso straordinario al Presidente della Repubblica entro 120 giorni dalla comunicazione dell’atto',
    days: 120,
    source: 'DPR 1199/1971, artt. 8 e 9',
    validFrom: '1972-02-01',
    validTo: null,
  },
  {
    acts: ['accesso'],
    kind: 'TAR',
    text: 'Ricorso al Tribunale amministrativo regionale (TAR) entro 30 giorni dalla conoscenza del diniego, anche tacito',
    days: 30,
    source: 'D.Lgs. 104/2010, art. 116',
    validFrom: '2010-09-16',
    validTo: null,
  },
  {
    acts: ['accesso'],
    kind: 'Difensore civico',
    text: 'Richiesta di riesame al difensore civico competente per territorio entro 30 giorni; il termine per il ricorso al TAR riparte da quando ne arriva la risposta',
    days: 30,
    source: 'L. 241/1990, art. 25, c. 4',
    validFrom: '2005-03-08',
    validTo: null,
  },
  {
    acts: ['residenza'],
    kind: 'Prefetto',
    text: 'Ricorso gerarchico al Prefetto entro 30 giorni dalla comunicazione dell’atto',
    days: 30,
    source: 'DPR 223/1989, art. 36', // some prefectures still print the TAR: to settle with the competent Prefettura
    validFrom: '1989-06-23',
    validTo: null,
  },
  {
    acts: ['residenza'],
    kind: 'Giudice ordinario',
    text: 'Ricorso al Tribunale ordinario, anche dopo la decisione del Prefetto',
    days: null,
    source: 'C.p.c., art. 9',
    validFrom: '1989-06-23',
    validTo: null,
  },
  {
    acts: ['tributo'],
    kind: 'Corte di giustizia tributaria',
    text: 'Ricorso alla Corte di giustizia tributaria di primo grado entro 60 giorni dalla notificazione dell’atto',
    days: 60,
    source: 'D.Lgs. 546/1992, art. 21',
    validFrom: '2022-09-16', // the name of the court; before: Commissione tributaria provinciale (L. 130/2022)
    validTo: null,
  },
  {
    acts: ['canone', 'scuola', 'sociale'],
    kind: 'Giudice ordinario',
    text: 'Ricorso al Tribunale ordinario',
    days: null,
    source: 'C.p.c., art. 9', // from memory in domain.md A3: to settle with the municipal attorney
    validFrom: '1942-04-21',
    validTo: null,
  },
  {
    acts: ['scia-terzi'],
    kind: 'Verifiche e TAR',
    text: 'Chi si ritiene leso può sollecitare le verifiche che spettano al Comune e, se il Comune resta inerte, agire davanti al Tribunale amministrativo regionale (TAR) contro il silenzio',
    days: null,
    source: 'L. 241/1990, art. 19, c. 6-ter; D.Lgs. 104/2010, art. 31',
    validFrom: '2011-08-13',
    validTo: null,
  },
];

/**
 * The remedies against an act of a kind (domain document, A3), in the order in which letters print them.
 * @param on the day of the act, `yyyy-mm-dd`
 */
export const remediesFor = (act: ActKind, on: string): (Remedy & { source: string })[] =>
  rules
    .filter(
      ({ acts, validFrom, validTo }) =>
        acts.includes(act) && validFrom <= on && (validTo === null || on <= validTo),
    )
    .map(({ kind, text, days, source }) => ({ kind, text, days, source }));
