import type { JsonObject } from '../core/json.js';
import { asItems, asText, rows } from './content/read.js';
import type { Decision } from './letter-data.js';

const stampOf = (form: JsonObject): Decision['stamp'] => {
  const serial = asText(form['bollo']);
  if (serial) return { serial };
  const exemption = asText(form['bolloEsenzione']);
  return exemption ? { exemption } : null;
};

const noticeOf = (form: JsonObject): Decision['notice'] => {
  const date = asText(form['preavvisoData']);
  if (date) return { date, protocol: asText(form['preavvisoProtocollo']) };
  const notDue = asText(form['preavvisoNonDovuto']);
  return notDue ? { notDue } : null;
};

const feesOf = (form: JsonObject): Decision['fees'] => {
  if (form['diritti'] === undefined || form['diritti'] === null || form['diritti'] === '') return null;
  const amount = Number(form['diritti']);
  if (!(amount > 0)) return [];
  return [
    { title: asText(form['dirittiCausale']) ?? 'Diritti', amount, reference: asText(form['dirittiEstremi']) },
  ];
};

/**
 * Reads the decision from what the officer wrote in the form of the deciding task. The fields that letters know, all
 * optional: `esitoTesto`, `premesse`, `motivazione`, `prescrizioni`, `validita`, `diritti` (euro; 0 = nothing due),
 * `dirittiCausale`, `dirittiEstremi`, `bollo` (serial), `bolloEsenzione`, `preavvisoData`, `preavvisoProtocollo`,
 * `preavvisoNonDovuto`, `osservazioni` [{testo, risposta}], `avvisi` [{testo, data}].
 */
export const decisionFromForm = (form: JsonObject): Decision => ({
  outcome: asText(form['esitoTesto']),
  premises: asItems(form['premesse']),
  reasons: asItems(form['motivazione']),
  prescriptions: asItems(form['prescrizioni']),
  validity: asText(form['validita']),
  fees: feesOf(form),
  stamp: stampOf(form),
  notice: noticeOf(form),
  observations: rows(form['osservazioni']).map((row) => ({
    text: asText(row['testo']) ?? '',
    answer: asText(row['risposta']) ?? '',
  })),
  warnings: rows(form['avvisi']).map((row) => ({
    text: asText(row['testo']) ?? '',
    date: asText(row['data']),
  })),
});
