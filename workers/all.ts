import { agendaPrenota } from './agenda-prenota.js';
import { anprRegistra } from './anpr-registra.js';
import { anprRipristina } from './anpr-ripristina.js';
import { anprVerifica } from './anpr-verifica.js';
import { cfVerifica } from './cf-verifica.js';
import { conferenzaCalcola } from './conferenza-calcola.js';
import type { Worker } from './define-worker.js';
import { fascicoloApri } from './fascicolo-apri.js';
import { letteraComponi } from './lettera-componi.js';
import { notificaConsegna } from './notifica-consegna.js';
import { notificaInvia } from './notifica-invia.js';
import { parereChiedi } from './parere-chiedi.js';
import { pagopaAnnulla } from './pagopa-annulla.js';
import { pagopaEmetti } from './pagopa-emetti.js';
import { protocolloRegistra } from './protocollo-registra.js';
import { ricevutaEmetti } from './ricevuta-emetti.js';
import { silenzioAttesta } from './silenzio-attesta.js';
import { casellarioVerifica } from './casellario-verifica.js';
import { catastoVerifica } from './catasto-verifica.js';
import { cieTrasmetti } from './cie-trasmetti.js';
import { cudeRegistra } from './cude-registra.js';
import { enteTrasmetti } from './ente-trasmetti.js';
import { inpsTrasmetti } from './inps-trasmetti.js';
import { iseeAcquisisci } from './isee-acquisisci.js';
import { protocolloAnnulla } from './protocollo-annulla.js';
import { registroNumera } from './registro-numera.js';
import { registroimpreseVerifica } from './registroimprese-verifica.js';
import { suoloLibera } from './suolo-libera.js';
import { suoloVerifica } from './suolo-verifica.js';
import { termEnd } from './term/end.js';
import { termExtend } from './term/extend.js';
import { termForesee } from './term/foresee.js';
import { termIncomplete } from './term/incomplete.js';
import { termInterrupt } from './term/interrupt.js';
import { termResume } from './term/resume.js';
import { termStart } from './term/start.js';
import { termStop } from './term/stop.js';
import { termSuspend } from './term/suspend.js';
import { termineCalcola } from './termine-calcola.js';

/** Every automated step that a diagram may use. A new one is a file and a line here. */
export const workers: Worker[] = [
  agendaPrenota,
  anprRegistra,
  anprRipristina,
  anprVerifica,
  cfVerifica,
  conferenzaCalcola,
  fascicoloApri,
  letteraComponi,
  notificaConsegna,
  notificaInvia,
  parereChiedi,
  pagopaAnnulla,
  pagopaEmetti,
  protocolloRegistra,
  ricevutaEmetti,
  silenzioAttesta,
  casellarioVerifica,
  catastoVerifica,
  cieTrasmetti,
  cudeRegistra,
  enteTrasmetti,
  inpsTrasmetti,
  iseeAcquisisci,
  protocolloAnnulla,
  registroNumera,
  registroimpreseVerifica,
  suoloLibera,
  suoloVerifica,
  termEnd,
  termExtend,
  termForesee,
  termIncomplete,
  termInterrupt,
  termResume,
  termStart,
  termStop,
  termSuspend,
  termineCalcola,
];
