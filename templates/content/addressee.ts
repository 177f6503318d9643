import type { JsonObject } from '../../core/json.js';
import { asItems, asText } from './read.js';

/** Whom a letter goes to. */
export interface Addressee {
  name: string;
  capacity: string;
  taxCode: string | null;
  address: string[];
  digitalDomicile: string | null;
}

/**
 * The addressee of a letter that doesn't go to the applicant: an authority, a third party, the bodies of a conference.
 * Fields: `destinatarioNome`, `destinatarioQualita`, `destinatarioIndirizzo` (lines), `destinatarioDomicilioDigitale`.
 * A name that nobody wrote stays empty, and stops the letter.
 */
export const addresseeFromForm = (form: JsonObject): Addressee => ({
  name: asText(form['destinatarioNome']) ?? '',
  capacity: asText(form['destinatarioQualita']) ?? '',
  taxCode: null,
  address: asItems(form['destinatarioIndirizzo']),
  digitalDomicile: asText(form['destinatarioDomicilioDigitale']),
});
