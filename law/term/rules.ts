/** What may stop a term, and how: each a row of law with its source and the days on which it is in force. */
export interface StopRule {
  /** Name by which diagrams and ledger call it. */
  cause: string;
  /** On screen: «sospeso per …». */
  title: string;
  /** Suspended: the residue resumes. Interrupted: counting begins again from zero. */
  effect: 'suspends' | 'interrupts';
  /** It ends by itself after these days; null: when it is resumed, or when the ledger's line says so (`goesOn`). */
  capDays: number | null;
  /** Days that the clock still stands after a timely answer. */
  resumesAfterDays: number;
  /** Whether an answer on the working day after a cap that falls on a holiday is still timely (c.c. art. 2963). */
  answerRolls: boolean;
  /** The party is asked and given days, but the clock goes on. */
  stopsNothing?: true;
  /** Another stop that ends on the day on which this one begins. */
  takesOver?: string;
  /** A second one may be sent, but stops nothing. */
  once: boolean;
  /** Stops only when asked for within these days of the start; null: at any time. */
  withinDays: number | null;
  /** What the diagram is told when it ends by itself. */
  expiryMessage: string;
  source: string;
  /** First day in force, `yyyy-mm-dd`. */
  validFrom: string;
  /** Last day in force; null: still. */
  validTo: string | null;
}

const rules: readonly StopRule[] = [
  {
    cause: 'integrazione',
    title: 'la richiesta di documenti',
    effect: 'suspends',
    capDays: 30,
    resumesAfterDays: 0,
    answerRolls: false, // «per un periodo non superiore a trenta giorni»: the office gets no day more
    once: true,
    withinDays: null,
    expiryMessage: 'sospensione.scaduta',
    source: 'L. 241/1990 art. 2 c. 7',
    validFrom: '2009-07-04',
    validTo: null,
  },
  {
    cause: 'preavviso',
    title: 'il preavviso di rigetto',
    effect: 'interrupts',
    capDays: 10,
    resumesAfterDays: 0,
    answerRolls: true,
    once: false,
    withinDays: null,
    expiryMessage: 'preavviso.scaduto',
    source: 'L. 241/1990 art. 10-bis (testo del 2005)',
    validFrom: '2005-03-08',
    validTo: '2020-07-16',
  },
  {
    cause: 'preavviso',
    title: 'il preavviso di rigetto',
    effect: 'suspends',
    capDays: 10,
    resumesAfterDays: 10,
    answerRolls: true,
    once: false,
    withinDays: null,
    expiryMessage: 'preavviso.scaduto',
    takesOver: 'preavviso-invio',
    source: 'L. 241/1990 art. 10-bis',
    validFrom: '2020-07-17',
    validTo: null,
  },
  {
    cause: 'preavviso-invio', // where sending counts, not receipt: from receipt on it is a notice like the others
    title: 'il preavviso di rigetto spedito',
    effect: 'suspends',
    capDays: null,
    resumesAfterDays: 10,
    answerRolls: true,
    once: false,
    withinDays: null,
    expiryMessage: 'preavviso.scaduto',
    source: 'DPR 223/1989 art. 18-bis',
    validFrom: '2012-05-09',
    validTo: null,
  },
  {
    cause: 'richiesta-libera',
    title: 'la richiesta di documenti che non ferma il termine',
    effect: 'suspends',
    stopsNothing: true,
    capDays: 30,
    resumesAfterDays: 0,
    answerRolls: false,
    once: false,
    withinDays: null,
    expiryMessage: 'sospensione.scaduta',
    source: 'L. 241/1990 art. 6 c. 1 lett. b)',
    validFrom: '1990-09-02',
    validTo: null,
  },
  {
    cause: 'integrazione-edilizia',
    title: 'la richiesta di documenti',
    effect: 'interrupts',
    capDays: null,
    resumesAfterDays: 0,
    answerRolls: false,
    once: true,
    withinDays: 30,
    expiryMessage: 'sospensione.scaduta',
    source: 'DPR 380/2001 art. 20 c. 5',
    validFrom: '2011-07-13',
    validTo: null,
  },
  {
    cause: 'integrazione-accesso',
    title: 'la richiesta di completare la domanda di accesso',
    effect: 'interrupts',
    capDays: null,
    resumesAfterDays: 0,
    answerRolls: false,
    once: true,
    withinDays: 10,
    expiryMessage: 'sospensione.scaduta',
    source: 'DPR 184/2006 art. 6 c. 5',
    validFrom: '2006-05-18',
    validTo: null,
  },
  {
    cause: 'modifiche-progetto',
    title: 'le modifiche al progetto',
    effect: 'suspends',
    capDays: null,
    resumesAfterDays: 0,
    answerRolls: false,
    once: false,
    withinDays: null,
    expiryMessage: 'sospensione.scaduta',
    source: 'DPR 380/2001 art. 20 c. 4',
    validFrom: '2011-07-13',
    validTo: null,
  },
  {
    cause: 'conformazione',
    title: 'l’ordine di conformazione',
    effect: 'interrupts',
    capDays: null,
    resumesAfterDays: 0,
    answerRolls: false,
    once: false,
    withinDays: null,
    expiryMessage: 'sospensione.scaduta',
    source: 'L. 241/1990 art. 19 c. 3',
    validFrom: '2015-08-28',
    validTo: null,
  },
  {
    cause: 'opposizione',
    title: 'l’avviso ai controinteressati',
    effect: 'suspends',
    capDays: 10,
    resumesAfterDays: 0,
    answerRolls: true,
    once: false,
    withinDays: null,
    expiryMessage: 'opposizione.scaduta',
    source: 'DPR 184/2006 art. 3',
    validFrom: '2006-05-18',
    validTo: null,
  },
];

/** Days within which an incomplete application must be told, so that the term runs from the regular one. */
export const incompleteToldWithin = { days: 10, source: 'DPR 300/1992 art. 3' };

/** Names of all causes, for contracts and forms. */
export const stopCauses: [string, ...string[]] = [...new Set(rules.map(({ cause }) => cause))] as [
  string,
  ...string[],
];

/**
 * The rule for a cause that was in force on a day. A case keeps the rules of the day on which it was opened.
 * @param on `yyyy-mm-dd`
 * @returns null when no rule was in force
 */
export const stopRule = (cause: string, on: string): StopRule | null =>
  rules.find(
    (rule) => rule.cause === cause && rule.validFrom <= on && (rule.validTo === null || on <= rule.validTo),
  ) ?? null;

/** The days to answer under a rule: as many as the Comune gives, but no more than the law allows. */
export const daysToAnswer = ({ capDays }: StopRule, given: number | null | undefined): number | null =>
  capDays === null ? (given ?? null) : Math.min(capDays, given ?? capDays);

/** What the diagram is told when the act that ends the procedure is adopted. */
export const termEnded = 'termine.chiuso';

/** Everything that the scheduler tells a diagram by itself when days have passed. */
export const termMessages: readonly string[] = [
  termEnded,
  'termine.in-scadenza',
  'termine.scaduto',
  ...new Set(rules.map(({ expiryMessage }) => expiryMessage)),
];
