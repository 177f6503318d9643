import { expect, test } from 'vitest';
import { workers } from '../../../workers/all.js';
import { workerContracts } from '../../../workers/contracts.js';

/** The language of the diagrams: a change here breaks diagrams that run. */
const language = {
  'agenda.prenota': ['attivita! ufficio! entroGiorniLavorativi', 'appuntamentoId appuntamentoInizio', ''],
  'anpr.registra': ['', 'anprRegistrazioneId dataDecorrenza', 'ANPR_RIFIUTO'],
  'anpr.ripristina': ['', 'anprRipristinata', ''],
  'anpr.verifica': ['', 'residente soggettoTrovato', ''],
  'casellario.verifica': ['codiceFiscale', 'casellarioEsito', 'CASELLARIO_RIFIUTO'],
  'catasto.verifica': [
    'foglio! particella! subalterno',
    'catastoTrovato catastoIntestato catastoCategoria catastoSuperficie',
    '',
  ],
  'cf.verifica': ['', 'cfValido cfMotivo', ''],
  'cie.trasmetti': ['messaggioRisposta', 'ciePratica cieEsito', 'CIE_RIFIUTO'],
  'conferenza.calcola': [
    'protetto',
    'conferenzaRichiesteEntro conferenzaRisposteEntro conferenzaScadenza conferenzaRiunione conferenzaChiusuraEntro',
    '',
  ],
  'cude.registra': ['operazione tipo scadenza', 'cudeNumero cudeScadenza cudeAvviso', 'CUDE_RIFIUTO'],
  'ente.trasmetti': [
    'ente! oggetto! messaggioRisposta chiaveRisposta',
    'trasmissioneId enteNome enteEsito',
    'ENTE_RIFIUTO',
  ],
  'fascicolo.apri': ['', 'fascicolo', ''],
  'inps.trasmetti': ['prestazione! messaggioRisposta', 'inpsTrasmissioneId inpsEsito', 'INPS_RIFIUTO'],
  'isee.acquisisci': ['codiceFiscale', 'iseeTrovato iseeValore iseeDifforme iseeScadenza', ''],
  'lettera.componi': ['lettera! oggetto causa dati lingua', 'letteraId', 'silence.formed'],
  'notifica.consegna': [
    'letteraId! consegnaData! consegnaModo',
    'notificaCanale notificaStato notificaData',
    '',
  ],
  'notifica.invia': ['letteraId! canali', 'notificaCanale notificaStato notificaData', ''],
  'pagopa.annulla': ['iuv motivo', 'pagamentoEsito avvisiRitirati', ''],
  'pagopa.emetti': [
    'importo voce causale! giorni giorniSollecito',
    'avvisoId avvisoNumero iuv importo importoEuro avvisoScadenza avvisoNuovaScadenza avvisoSollecitoQuando avvisoScadutoQuando',
    '',
  ],
  'parere.chiedi': ['parere!', 'parereEntro parereScadenza parereSilenzioBasta parereLettera', ''],
  'protocollo.annulla': ['letteraId! motivo! autorita! provvedimento!', 'protocolloAnnullato', ''],
  'protocollo.registra': ['letteraId', 'protocolloNumero', 'silence.formed'],
  'registro.numera': ['registro! ogniAnno', 'registroNumero', ''],
  'registroimprese.verifica': [
    'partitaIva',
    'impresaTrovata impresaAttiva impresaStato impresaDenominazione',
    '',
  ],
  'ricevuta.emetti': ['', 'ricevutaId', ''],
  'silenzio.attesta': ['', 'silenzioEffetto silenzioScadenza annullabileFino attestazioneId', ''],
  'suolo.libera': ['', 'suoloLiberato', ''],
  'suolo.verifica': [
    'luogo! dal! al! daX daY larghezza lunghezza',
    'suoloLibero suoloConflitti suoloPrenotazioneId',
    '',
  ],
  'term.end': ['dal', 'termineScadenza termineEffetto', ''],
  'term.extend': ['giorni! norma! dal', 'termineScadenza termineEffetto', ''],
  'term.foresee': ['causa!', 'termineEffetto', ''],
  'term.incomplete': ['dal', 'termineScadenza termineEffetto', ''],
  'term.interrupt': ['causa! dal', 'termineScadenza termineEffetto', ''],
  'term.resume': ['causa! dal', 'termineScadenza termineEffetto', ''],
  'term.start': ['dal', 'termineScadenza termineEffetto', ''],
  'term.stop': ['causa! giorni dal', 'termineScadenza termineEffetto', ''],
  'term.suspend': ['causa! dal', 'termineScadenza termineEffetto', ''],
  'termine.calcola': ['inizio giorni! tipo!', 'scadenza', ''],
};

test('job types, their inputs (! = required), outputs and errors', () => {
  const spoken = workerContracts.map(({ type, inputs, outputs, errors }) => [
    type,
    [
      inputs.map(({ name, required }) => `${name}${required ? '!' : ''}`).join(' '),
      outputs.map(({ name }) => name).join(' '),
      errors.map(({ code }) => code).join(' '),
    ],
  ]);
  expect(Object.fromEntries(spoken)).toEqual(language);
  expect(new Set(workers.map(({ type }) => type)).size).toBe(workers.length);
});

test('whatever the modeler shows has words', () => {
  for (const { title, description, inputs, outputs } of workerContracts) {
    expect(title && description).toBeTruthy();
    for (const { label, description: why } of inputs) expect(label && why).toBeTruthy();
    for (const { description: what } of outputs) expect(what).toBeTruthy();
  }
});

test('choices and numbers are offered as such', () => {
  const inputs = new Map(
    workerContracts.flatMap(({ type, inputs: fields }) =>
      fields.map((field) => [`${type} ${field.name}`, field]),
    ),
  );
  expect(inputs.get('termine.calcola tipo')?.choices).toEqual(['calendario', 'lavorativi']);
  expect(inputs.get('lettera.componi lettera')?.choices).toContain('L6');
  expect(inputs.get('termine.calcola giorni')?.type).toBe('number');
  expect(inputs.get('agenda.prenota entroGiorniLavorativi')?.type).toBe('number');
});
