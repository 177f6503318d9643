import { expect, test } from 'vitest';
import { workers } from '../../../workers/all.js';
import { workerContracts } from '../../../workers/contracts.js';

/** The language of the diagrams: a change here breaks diagrams that run. */
const language = {
  'isee.acquisisci': ['codiceFiscale', 'iseeTrovato iseeValore iseeDifforme iseeScadenza', ''],
  'protocollo.annulla': ['letteraId! motivo! autorita! provvedimento!', 'protocolloAnnullato', ''],
  'fascicolo.apri': ['', 'fascicolo', ''],
  'silenzio.attesta': ['', 'silenzioEffetto silenzioScadenza annullabileFino attestazioneId', ''],
  'conferenza.calcola': [
    'protetto',
    'conferenzaRichiesteEntro conferenzaRisposteEntro conferenzaScadenza conferenzaRiunione conferenzaChiusuraEntro',
    '',
  ],
  'termine.calcola': ['inizio giorni! tipo!', 'scadenza', ''],
  'catasto.verifica': [
    'foglio! particella! subalterno',
    'catastoTrovato catastoIntestato catastoCategoria catastoSuperficie',
    '',
  ],
  'anpr.verifica': ['', 'residente soggettoTrovato eta', ''],
  'registroimprese.verifica': [
    'partitaIva',
    'impresaTrovata impresaAttiva impresaStato impresaDenominazione',
    '',
  ],
  'cie.trasmetti': ['messaggioRisposta', 'ciePratica cieEsito', 'CIE_RIFIUTO'],
  'parere.chiedi': ['parere!', 'parereEntro parereScadenza parereSilenzioBasta parereLettera', ''],
  'term.end': ['dal', 'termineScadenza termineEffetto', ''],
  'casellario.verifica': ['codiceFiscale', 'casellarioEsito', 'CASELLARIO_RIFIUTO'],
  'registro.numera': ['registro! ogniAnno', 'registroNumero', ''],
  'pagopa.emetti': [
    'importo voce causale! giorni giorniSollecito',
    'avvisoId avvisoNumero iuv importo importoEuro avvisoScadenza avvisoNuovaScadenza avvisoSollecitoQuando avvisoScadutoQuando',
    '',
  ],
  'term.start': ['dal', 'termineScadenza termineEffetto', ''],
  'pratica.subentra': ['', 'subentrato', ''],
  'term.stop': ['causa! giorni passatiIGiorni dal', 'termineScadenza termineEffetto', ''],
  'pratica.ferma': ['motivo!', '', ''],
  'term.interrupt': ['causa! dal', 'termineScadenza termineEffetto', ''],
  'notifica.invia': ['letteraId! canali', 'notificaCanale notificaStato notificaData', ''],
  'suolo.libera': ['', 'suoloLiberato', ''],
  'agenda.prenota': ['attivita! ufficio! entroGiorniLavorativi', 'appuntamentoId appuntamentoInizio', ''],
  'term.extend': ['giorni! norma! dal', 'termineScadenza termineEffetto', ''],
  'protocollo.registra': ['letteraId', 'protocolloNumero', 'silence.formed'],
  'cude.registra': ['operazione tipo scadenza', 'cudeNumero cudeScadenza cudeAvviso', 'CUDE_RIFIUTO'],
  'anpr.registra': ['', 'anprRegistrazioneId dataDecorrenza', 'ANPR_RIFIUTO'],
  'ricevuta.emetti': ['', 'ricevutaId', ''],
  'term.resume': ['causa! dal', 'termineScadenza termineEffetto termineAttende', ''],
  'anpr.ripristina': ['', 'anprRipristinata', ''],
  'pagopa.annulla': ['iuv motivo', 'pagamentoEsito avvisiRitirati', ''],
  'lettera.componi': ['lettera! oggetto causa dati lingua', 'letteraId', 'silence.formed'],
  'term.incomplete': ['dal', 'termineScadenza termineEffetto', ''],
  'notifica.consegna': [
    'letteraId! consegnaData! consegnaModo',
    'notificaCanale notificaStato notificaData',
    '',
  ],
  'term.suspend': ['causa! dal ricevuteDi', 'termineScadenza termineEffetto', ''],
  'ente.trasmetti': [
    'ente! oggetto! messaggioRisposta chiaveRisposta',
    'trasmissioneId enteNome enteEsito',
    'ENTE_RIFIUTO',
  ],
  'inps.trasmetti': ['prestazione! messaggioRisposta', 'inpsTrasmissioneId inpsEsito', 'INPS_RIFIUTO'],
  'term.foresee': ['causa!', 'termineEffetto', ''],
  'suolo.verifica': [
    'luogo! dal! al! daX daY larghezza lunghezza',
    'suoloLibero suoloConflitti suoloPrenotazioneId',
    '',
  ],
  'cf.verifica': ['', 'cfValido cfMotivo', ''],
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
