/** What to do about what the engine's rules find, by rule; the rules themselves speak English. */
const sentences: Record<string, string> = {
  'called-element': 'indica quale processo richiamare',
  'connector-properties': 'togli il connettore: Sportello usa solo i propri passaggi automatici',
  'duplicate-task-headers': 'ogni intestazione può comparire una volta sola: togli quella doppia',
  'element-type': 'il motore non conosce questo tipo di elemento: sostituiscilo con uno ammesso',
  'error-reference': 'indica l’errore da intercettare e il suo codice',
  'escalation-reference': 'indica la segnalazione da intercettare e il suo codice',
  'event-based-gateway-target': 'dopo un bivio su eventi possono venire solo attese di messaggi o scadenze',
  'executable-process': 'segna il processo come eseguibile',
  feel: 'l’espressione FEEL non è scritta bene: correggila',
  'feel-compatibility': 'l’espressione FEEL usa una funzione che il motore non ha: riscrivila',
  implementation: 'scegli che cosa fa questo passaggio automatico',
  'inclusive-gateway': 'il bivio inclusivo può dividere ma non riunire: usa un bivio parallelo o esclusivo',
  'io-mapping': 'c’è un dato in ingresso o in uscita lasciato vuoto: compilalo o toglilo',
  'link-event': 'ogni rimando ha bisogno di un nome e di un arrivo con lo stesso nome',
  'loop-characteristics': 'indica su quale elenco si ripete il passaggio',
  'message-reference': 'indica quale messaggio si aspetta',
  'no-candidate-users': 'il compito si assegna a un ufficio, non a singole persone',
  'no-execution-listeners': 'togli gli ascoltatori («execution listeners»): il motore non li conosce',
  'no-multiple-none-start-events': 'ci può essere un solo inizio senza evento: togli gli altri',
  'no-signal-event-sub-process': 'un sottoprocesso non può cominciare da un segnale: usa un messaggio',
  'no-task-listeners': 'togli gli ascoltatori («task listeners»): il motore non li conosce',
  secrets: 'togli il riferimento ai segreti: Sportello non ne usa nei diagrammi',
  'sequence-flow-condition': 'scrivi la condizione del flusso, oppure fanne il flusso predefinito del bivio',
  'signal-reference': 'indica quale segnale si aspetta',
  'start-event-form': 'l’evento d’inizio non ha un modulo suo: il modulo è nella scheda',
  subscription: 'indica con che cosa si riconosce la pratica: la chiave del messaggio è «=caseId»',
  'task-schedule': 'le date del compito non sono scritte bene: usa l’intestazione «scadenza»',
  timer: 'scrivi la scadenza: una durata (PT1H, P10D) o una data in FEEL',
  'user-task-definition': 'scegli l’ufficio che deve fare questo compito',
  'user-task-form': 'scegli il modulo di questo compito',
  'variable-name': 'il nome del dato non va bene: usa solo lettere e cifre, senza spazi',
  'wait-for-completion': 'indica se aspettare che l’annullamento sia finito',
  'start-event-required': 'manca l’evento d’inizio',
  'event-sub-process-typed-start-event':
    'il sottoprocesso a evento deve cominciare da un messaggio o da una scadenza',
  'no-bpmndi': 'l’elemento non è disegnato: non comparirebbe nelle pagine; disegnalo o toglilo',
  'no-complex-gateway': 'il bivio complesso non esiste nel motore: usane uno esclusivo o parallelo',
  'no-duplicate-sequence-flows': 'due flussi uguali collegano gli stessi elementi: togline uno',
  'no-implicit-split': 'da un passaggio esce un solo flusso: metti un bivio per dividere la strada',
  'single-event-definition': 'un evento può avere un solo significato: dividilo in due',
  'sub-process-blank-start-event': 'il sottoprocesso deve cominciare da un inizio semplice, senza evento',
};

const unresolved = /unresolved reference <(.+?)>/;

/** What the parser says of a file that it can't read whole: the pattern, and the sentence for what it names. */
const unread: [RegExp, (what: string) => string][] = [
  [
    /unknown attribute <(.+?)>/,
    (what) =>
      `c’è un’indicazione «${what}» di un altro programma, che BPMN non conosce: toglila dal file, o disegna di nuovo il procedimento nel modellatore`,
  ],
  [
    /unparsable content <(.+?)> detected|unrecognized element <(.+?)>/,
    (what) =>
      `c’è un elemento «${what}» che BPMN non conosce: toglilo dal file, o disegna di nuovo il procedimento nel modellatore`,
  ],
  [/duplicate ID <(.+?)>/, (what) => `due elementi hanno lo stesso id «${what}»: dai a uno un altro id`],
];

/** @returns the Italian sentence of a rule; where there is none, the English one with what it means */
export const inItalian = (rule: string, english: string): string => {
  const [, target] = unresolved.exec(english) ?? [];
  if (target)
    return `il diagramma rimanda a «${target}», che non c’è: apri il disegno e ricollega l’elemento`;
  for (const [pattern, sentence] of unread) {
    const what = pattern.exec(english)?.slice(1).find(Boolean);
    if (what) return sentence(what);
  }
  if (rule === 'readable') return `il file del diagramma ha una parte che non si legge: ${english}`;
  return sentences[rule.replace(/^.*\//, '')] ?? `il motore (Zeebe 8.5) non lo accetta: ${english}`;
};
