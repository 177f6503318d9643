import { agendaPrenota } from './agenda-prenota.js';
import { anprRegistra } from './anpr-registra.js';
import { anprRipristina } from './anpr-ripristina.js';
import { anprVerifica } from './anpr-verifica.js';
import { cfVerifica } from './cf-verifica.js';
import type { Worker } from './define-worker.js';
import { fascicoloApri } from './fascicolo-apri.js';
import { letteraComponi } from './lettera-componi.js';
import { notificaInvia } from './notifica-invia.js';
import { protocolloRegistra } from './protocollo-registra.js';
import { ricevutaEmetti } from './ricevuta-emetti.js';
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
import { termIncomplete } from './term/incomplete.js';
import { termInterrupt } from './term/interrupt.js';
import { termResume } from './term/resume.js';
import { termStart } from './term/start.js';
import { termSuspend } from './term/suspend.js';
import { termineCalcola } from './termine-calcola.js';

/** Every automated step that a diagram may use. A new one is a file and a line here. */
export const workers: Worker[] = [
  agendaPrenota,
  anprRegistra,
  anprRipristina,
  anprVerifica,
  cfVerifica,
  fascicoloApri,
  letteraComponi,
  notificaInvia,
  protocolloRegistra,
  ricevutaEmetti,
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
  termIncomplete,
  termInterrupt,
  termResume,
  termStart,
  termSuspend,
  termineCalcola,
];
