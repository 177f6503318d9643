/** What can be drawn, as the palette, the menus and the context pad call it. */
const activities: Record<string, string> = {
  Task: 'Passo generico',
  'User task': 'Compito di una persona',
  'Service task': 'Passo automatico',
  'Business rule task': 'Decisione (DMN)',
  'Script task': 'Calcolo (FEEL)',
  'Send task': 'Passo automatico di invio',
  'Receive task': 'Attesa di un messaggio',
  'Manual task': 'Passo manuale, senza compito',
  'Call activity': 'Richiamo di un altro processo',
  Transaction: 'Transazione',
  'Sub-process': 'Sottoprocesso',
  'Sub-process (collapsed)': 'Sottoprocesso (chiuso)',
  'Sub-process (expanded)': 'Sottoprocesso (aperto)',
  'Event sub-process': 'Sottoprocesso avviato da un evento',
  'Ad-hoc sub-process': 'Sottoprocesso ad hoc',
  'Ad-hoc sub-process (collapsed)': 'Sottoprocesso ad hoc (chiuso)',
  'Ad-hoc sub-process (expanded)': 'Sottoprocesso ad hoc (aperto)',
};

const gateways: Record<string, string> = {
  'Exclusive gateway': 'Bivio esclusivo',
  'Parallel gateway': 'Bivio parallelo',
  'Inclusive gateway': 'Bivio inclusivo',
  'Complex gateway': 'Bivio complesso',
  'Event-based gateway': 'Bivio su eventi',
  'Event based instantiating Gateway': 'Bivio su eventi che avvia il processo',
  'Parallel Event based instantiating Gateway': 'Bivio parallelo su eventi che avvia il processo',
};

const events: Record<string, string> = {
  'Start event': 'Inizio',
  'End event': 'Fine',
  'Boundary event': 'Evento sul bordo',
  'Intermediate throw event': 'Evento intermedio',
  'Terminate end event': 'Fine che chiude tutto',
  'Link intermediate catch event': 'Arrivo di un rimando',
  'Link intermediate throw event': 'Partenza di un rimando',
};

/** A kind of event, and the sentence of each place where it can stand. */
const kinds: Record<string, string> = {
  Message: 'messaggio',
  Timer: 'scadenza',
  Signal: 'segnale',
  Error: 'errore',
  Escalation: 'segnalazione',
  Compensation: 'annullamento dei passi fatti',
  Conditional: 'condizione',
  Cancel: 'annullamento della transazione',
};
const places: Record<string, (kind: string) => string> = {
  'start event': (kind) => `Inizio: ${kind}`,
  'start event (non-interrupting)': (kind) => `Inizio senza interrompere: ${kind}`,
  'intermediate catch event': (kind) => `Attesa: ${kind}`,
  'intermediate throw event': (kind) => `Invio: ${kind}`,
  'boundary event': (kind) => `Sul bordo: ${kind}`,
  'boundary event (non-interrupting)': (kind) => `Sul bordo senza interrompere: ${kind}`,
  'end event': (kind) => `Fine: ${kind}`,
};

const allEvents = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(kinds).flatMap(([english, italian]) =>
      Object.entries(places).map(([place, sentence]) => [`${english} ${place}`, sentence(italian)]),
    ),
  );

const others: Record<string, string> = {
  'Sequence flow': 'Flusso',
  'Default flow': 'Flusso predefinito',
  'Conditional flow': 'Flusso con condizione',
  'Data object reference': 'Dato',
  'Data store reference': 'Archivio',
  'Empty pool/participant': 'Vasca vuota',
  'Expanded pool/participant': 'Vasca aperta',
  'Empty pool': 'Vasca vuota',
  Collection: 'Raccolta',
  'Participant multiplicity': 'Più partecipanti uguali',
  Loop: 'Ciclo',
  'Parallel multi-instance': 'Ripeti per ciascuno, insieme',
  'Sequential multi-instance': 'Ripeti per ciascuno, uno dopo l’altro',
  'Toggle non-interrupting': 'Interrompe / non interrompe',
  Tasks: 'Passi',
  Events: 'Eventi',
  Gateways: 'Bivi',
  'Sub-processes': 'Sottoprocessi',
  Participants: 'Partecipanti',
  Data: 'Dati',
};

export const shapes: Record<string, string> = {
  ...activities,
  ...gateways,
  ...events,
  ...allEvents(),
  ...others,
};
