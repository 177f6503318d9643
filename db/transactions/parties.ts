import { demand, type Actor } from '../../core/actor.js';
import { ConflictError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { dateInRome } from '../../law/calendar.js';
import { audit } from '../audit.js';
import { Party } from '../models/party.js';
import { keepIdentifiers, refuseTakenCode } from './party-identifiers.js';
import { checkParty, type PartyInput } from './party-input.js';
import { keepVersion } from './party-versions.js';

export type { PartyInput } from './party-input.js';

/**
 * Adds a person or an organisation to the data bank.
 * @param submissionToken made with the page: sent twice, it is the same party
 * @returns its id
 * @throws InputError with a sentence beside each wrong field
 */
export const createParty = async (
  services: Services,
  actor: Actor,
  input: PartyInput,
  submissionToken: string | null = null,
): Promise<string> => {
  demand(actor, 'operator', 'administrator');
  const at = services.clock.now();
  const { columns, codes } = await checkParty(input, dateInRome(at));
  return services.db.transaction(async (trx) => {
    if (submissionToken) {
      await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`party ${submissionToken}`]);
      const before = await Party.query(trx).findOne({ submission_token: submissionToken });
      if (before) return before.id;
    }
    await refuseTakenCode(trx, columns.taxCode);
    const { id } = await Party.query(trx)
      .insert({ ...columns, submissionToken, createdAt: at, createdBy: actor.id, updatedAt: at, version: 1 })
      .returning('id');
    await keepIdentifiers(trx, id, codes, at);
    await keepVersion(trx, { partyId: id, actor, act: 'soggetto.creato', at });
    await audit(trx, { at, actor, act: 'soggetto.creato', partyId: id });
    return id;
  });
};

/**
 * Changes a party.
 * @param input its new values and the version the page was made from
 * @throws ConflictError when somebody else changed it in the meantime, or it was merged into another
 */
export const updateParty = async (
  services: Services,
  actor: Actor,
  { partyId, version, ...input }: PartyInput & { partyId: string; version: number },
): Promise<void> => {
  demand(actor, 'operator', 'administrator');
  const at = services.clock.now();
  const { columns, codes } = await checkParty(input, dateInRome(at));
  await services.db.transaction(async (trx) => {
    await refuseTakenCode(trx, columns.taxCode, partyId);
    const before = await Party.query(trx).findById(partyId).forUpdate();
    const changed = await Party.query(trx)
      .patch({ ...columns, updatedAt: at, version: version + 1 })
      .where({ id: partyId, version, merged_into: null });
    if (!before || changed === 0) {
      throw new ConflictError('party.changed', {
        message: 'Nel frattempo un collega ha modificato questa scheda.',
        remedy: 'Riapri la scheda: trovi i dati aggiornati e puoi ripetere la modifica.',
      });
    }
    await keepIdentifiers(trx, partyId, codes, at);
    await keepVersion(trx, { partyId, actor, act: 'soggetto.modificato', at });
    const was = JSON.parse(JSON.stringify(before.toJSON())) as JsonObject;
    await audit(trx, { at, actor, act: 'soggetto.modificato', partyId, details: { prima: was } });
  });
};
