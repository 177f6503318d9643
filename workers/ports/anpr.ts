import type { Knex } from 'knex';
import type { CaseFile } from '../../db/models/case-file.js';
import type { Party } from '../../db/models/party.js';

export interface AnprPerson {
  resident: boolean;
  address: string;
}

/** The national register of residents (ANPR), as far as Sportello needs it. */
export interface Anpr {
  /** @throws Error when the register doesn't answer: the step is tried again */
  find(trx: Knex, taxCode: string): Promise<AnprPerson | null>;
  /** Registers the new residence from a date. @returns the register's id of the change, or why it refuses */
  register(
    trx: Knex,
    change: { file: CaseFile; applicant: Party; address: string; from: string; at: Date },
  ): Promise<{ id: string } | { refused: string }>;
  /** Puts the earlier residence back, as if the change had never been. @returns whether there was one to undo */
  restore(trx: Knex, caseId: string, at: Date): Promise<boolean>;
}

const unavailable = 'ANPR (simulazione) non risponde: il passo viene ritentato da solo.';

/**
 * The local register that stands in for ANPR and says so: it knows who was put into `simulated_anpr_person`, doesn't
 * answer for persons marked as unavailable, refuses a second change of one case.
 */
export const simulatedAnpr: Anpr = {
  async find(trx, taxCode) {
    const person = (await trx('simulated_anpr_person').where({ tax_code: taxCode }).first()) as
      | (AnprPerson & { available: boolean })
      | undefined;
    if (person && !person.available) throw new Error(unavailable);
    return person ? { resident: person.resident, address: person.address } : null;
  },
  async register(trx, { file, applicant, address, from, at }) {
    if (!address) return { refused: 'ANPR (simulazione) rifiuta: manca il nuovo indirizzo.' };
    const before = applicant.taxCode ? await simulatedAnpr.find(trx, applicant.taxCode) : null;
    const [row] = (await trx('simulated_anpr_change')
      .insert({
        case_id: file.id,
        new_address: address,
        effective_from: from,
        registered_at: at,
        previous: JSON.stringify(before ?? {}),
      })
      .onConflict('case_id')
      .merge(['new_address'])
      .returning('id')) as { id: string }[];
    if (!row) throw new Error(unavailable);
    if (applicant.taxCode) {
      await trx('simulated_anpr_person')
        .insert({
          tax_code: applicant.taxCode,
          given_name: applicant.givenName ?? '',
          family_name: applicant.familyName ?? applicant.displayName,
          birth_date: applicant.birthDate,
          resident: true,
          address,
        })
        .onConflict('tax_code')
        .merge(['resident', 'address']);
    }
    return { id: row.id };
  },
  async restore(trx, caseId, at) {
    const [change] = (await trx('simulated_anpr_change')
      .where({ case_id: caseId })
      .whereNull('restored_at')
      .update({ restored_at: at })
      .returning('previous')) as { previous: Partial<AnprPerson> }[];
    if (!change) return false;
    const owner = trx('case_file').join('party', 'party.id', 'case_file.applicant_id').where('case_file.id', caseId);
    await trx('simulated_anpr_person')
      .whereIn('tax_code', owner.select('party.tax_code'))
      .update({ resident: change.previous.resident ?? false, address: change.previous.address ?? '' });
    return true;
  },
};
