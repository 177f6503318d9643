const words: Record<string, string> = {
  'Token Simulation': 'Simulazione',
  'Simulation Log': 'Che cosa è successo',
  'Toggle Simulation Log': 'Mostra o nascondi che cosa è successo',
  'No Entries': 'Ancora niente',
  'Reset Simulation': 'Ricomincia',
  'Play/Pause Simulation': 'Ferma o riprendi',
  'Play Simulation': 'Si riprende',
  'Pause Simulation': 'In pausa',
  'Set Sequence Flow': 'Scegli da che parte andare',
  'Trigger Event': 'Fallo accadere',
  'Add pause point': 'Fermati qui',
  'Remove pause point': 'Non fermarti più qui',
  'Found unsupported elements': 'Ci sono elementi che la simulazione non conosce',
  'Not supported': 'Non simulato',
  Finished: 'Finito',
  Close: 'Chiudi',
  'Process started': 'Il processo è iniziato',
  'Process finished': 'Il processo è finito',
  'Process canceled': 'Il processo è stato interrotto',
  'SubProcess started': 'Il sottoprocesso è iniziato',
  'SubProcess finished': 'Il sottoprocesso è finito',
  'SubProcess canceled': 'Il sottoprocesso è stato interrotto',
  'Service Task': 'Passo automatico',
  'User Task': 'Compito di una persona',
  'Call Activity': 'Richiamo di un altro processo',
  'Script Task': 'Calcolo',
  'Business Rule Task': 'Decisione',
  'Manual Task': 'Passo manuale',
  'Receive Task': 'Attesa di un messaggio',
  'Send Task': 'Invio',
  Task: 'Passo',
  'Exclusive Gateway': 'Bivio esclusivo',
  'Parallel Gateway': 'Bivio parallelo',
  'Inclusive Gateway': 'Bivio inclusivo',
  'Start Event': 'Inizio',
  'Intermediate Event': 'Evento intermedio',
  'Boundary Event': 'Evento sul bordo',
  'End Event': 'Fine',
};

/** Sentences with something of the diagram in them. */
const patterns: [RegExp, string][] = [
  [/^Focus process instance (.+)$/, 'Mostra solo il percorso $1'],
  [/^Set animation speed = Slow$/, 'Va piano'],
  [/^Set animation speed = Normal$/, 'Va a passo normale'],
  [/^Set animation speed = Fast$/, 'Va veloce'],
  [/^(.+) started$/, '$1: iniziato'],
  [/^(.+) finished$/, '$1: finito'],
  [/^(.+) canceled$/, '$1: interrotto'],
];

/** A sentence of the token simulation in Italian; one that it doesn't know is a name of the diagram, and stays. */
export const simulationSaid = (english: string): string => {
  const known = words[english];
  if (known) return known;
  const pattern = patterns.find(([sentence]) => sentence.test(english));
  return pattern ? english.replace(...pattern) : english;
};
