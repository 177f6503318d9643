import type { Knex } from 'knex';
import { z } from 'zod';
import { checkTaxCode } from '../../law/codice-fiscale.js';
import { Unavailable } from '../errors.js';
import type { Anpr, AnprChange, AnprMember, AnprPerson } from './anpr.js';
import { simulatedTable } from './simulated-table.js';

type PersonRow = AnprPerson & { tax_code: string; available: boolean };
/** How a member was registered before the change; null for one whom the register didn't know. */
type Before = Record<string, AnprPerson | null>;

const alwaysKnown = simulatedTable('anpr', 'ANPR', { resident: z.boolean(), address: z.string() });

/**
 * The local register that stands in for ANPR and says so in every sentence: it knows who is in `simulated_anpr_person`,
 * or else in `simulated/anpr.yaml`, doesn't answer for persons marked there as unavailable, and refuses what ANPR would refuse.
 */
export const simulatedAnpr: Anpr = {
  async find(trx, taxCode) {
    const person = (await trx('simulated_anpr_person').where({ tax_code: taxCode }).first()) as
      PersonRow | undefined;
    if (person && !person.available) throw new Unavailable('ANPR (simulazione) non risponde.');
    if (person) return { resident: person.resident, address: person.address };
    return alwaysKnown.ask({ db: trx, caseId: '' }, taxCode);
  },

  async register(trx, change) {
    const refused = refusal(change);
    if (refused) return { refused };
    const done = (await trx('simulated_anpr_change')
      .where({ case_id: change.caseId })
      .whereNull('restored_at')
      .first('id')) as { id: string } | undefined;
    if (done) return done;
    const before: Before = {};
    for (const { taxCode } of change.members)
      if (taxCode) before[taxCode] = await simulatedAnpr.find(trx, taxCode);
    const id = await note(trx, change, before);
    for (const member of change.members) await move(trx, member, change.address);
    return { id };
  },

  async restore(trx, caseId, at) {
    const [change] = (await trx('simulated_anpr_change')
      .where({ case_id: caseId })
      .whereNull('restored_at')
      .update({ restored_at: at })
      .returning('previous')) as { previous: Before }[];
    if (!change) return false;
    for (const [taxCode, person] of Object.entries(change.previous)) {
      const known = trx('simulated_anpr_person').where({ tax_code: taxCode });
      await (person ? known.update({ resident: person.resident, address: person.address }) : known.delete());
    }
    return true;
  },
};

/** Data that ANPR would not take, as a sentence; null when it would. */
const refusal = ({ members, address }: AnprChange): string | null => {
  if (!address) return 'ANPR (simulazione) rifiuta: manca il nuovo indirizzo.';
  const codes = members.flatMap(({ taxCode }) => taxCode ?? []);
  if (codes.some((code) => !checkTaxCode(code).ok)) {
    return 'ANPR (simulazione) rifiuta: il codice fiscale di un componente non è valido.';
  }
  if (new Set(codes).size < codes.length)
    return 'ANPR (simulazione) rifiuta: la stessa persona compare due volte.';
  return null;
};

/** A change that was undone before gives way to the new one of the same case. */
const note = async (
  trx: Knex,
  { caseId, address, from, at }: AnprChange,
  before: Before,
): Promise<string> => {
  const [row] = (await trx('simulated_anpr_change')
    .insert({
      case_id: caseId,
      new_address: address,
      effective_from: from,
      registered_at: at,
      previous: JSON.stringify(before),
      restored_at: null,
    })
    .onConflict('case_id')
    .merge()
    .returning('id')) as { id: string }[];
  if (!row) throw new Error('the simulated register took nothing');
  return row.id;
};

const move = async (trx: Knex, { name, taxCode, birthDate }: AnprMember, address: string): Promise<void> => {
  if (!taxCode) return;
  const [givenName = '', ...familyName] = name.split(' ');
  await trx('simulated_anpr_person')
    .insert({
      tax_code: taxCode,
      given_name: givenName,
      family_name: familyName.join(' '),
      birth_date: birthDate,
      resident: true,
      address,
    })
    .onConflict('tax_code')
    .merge(['resident', 'address']);
};
