import type { Knex } from 'knex';
import { InputError } from '../../core/errors.js';
import { Party } from '../models/party.js';
import type { CheckedParty } from './party-input.js';

/**
 * One codice fiscale, one party: two people at two desks can't both add it.
 * @throws InputError naming who has it
 */
export const refuseTakenCode = async (
  trx: Knex.Transaction,
  taxCode: string | null,
  except?: string,
): Promise<void> => {
  if (!taxCode) return;
  await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`tax code ${taxCode}`]);
  const holder = await Party.holderOf(trx, taxCode);
  if (holder && holder.id !== except) {
    throw new InputError({ taxCode: `Questo codice è già di ${holder.displayName}: apri la sua scheda.` });
  }
};

/**
 * Keeps VAT number and foreign code as they are now; those before stay as former ones. A VAT number may be shared (gruppo
 * IVA, DPR 633/1972 art. 70-bis), so it is never refused for being somebody else's.
 */
export const keepIdentifiers = async (
  trx: Knex.Transaction,
  partyId: string,
  { vatNumber, foreign }: CheckedParty['codes'],
  at: Date,
): Promise<void> => {
  const now = [
    ...(vatNumber ? [{ kind: 'partita-iva', value: vatNumber, country: '' }] : []),
    ...(foreign ? [{ kind: 'foreign', ...foreign }] : []),
  ];
  await trx('party_identifier')
    .where({ party_id: partyId, ended_at: null })
    .whereNot({ kind: 'codice-fiscale' })
    .update({ ended_at: at });
  if (now.length === 0) return;
  await trx('party_identifier')
    .insert(now.map((code) => ({ ...code, party_id: partyId, created_at: at })))
    .onConflict(['party_id', 'kind', 'country', 'value'])
    .merge({ ended_at: null });
};

/** The VAT number and foreign code a party has now, as a form takes them. */
export const presentCodes = async (
  db: Knex,
  partyId: string,
): Promise<{ vatNumber: string | null; foreignCode: string | null; foreignCountry: string | null }> => {
  const rows = (await db('party_identifier')
    .where({ party_id: partyId, ended_at: null })
    .orderBy('created_at')
    .select('kind', 'value', 'country')) as { kind: string; value: string; country: string }[];
  const foreign = rows.find(({ kind }) => kind === 'foreign');
  return {
    vatNumber: rows.find(({ kind }) => kind === 'partita-iva')?.value ?? null,
    foreignCode: foreign?.value ?? null,
    foreignCountry: foreign?.country ?? null,
  };
};
