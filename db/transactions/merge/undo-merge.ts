import type { Knex } from 'knex';
import { demand, type Actor } from '../../../core/actor.js';
import { ConflictError, NotFoundError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../models/party.js';
import { lockParties, tell } from './merge-parties.js';
import { unmergedValues } from './merged-fields.js';
import { moveBack, type Move } from './moves.js';

interface MergeRow {
  kept_id: string;
  merged_id: string;
  kept_before: JsonObject;
  kept_after: JsonObject;
  moves: Move[];
  undone_at: Date | null;
}

/**
 * Takes a merge back: both parties are again what they were, with their own cases, relations and codes. What was added or
 * changed on the kept one since then stays with it. Undoing twice changes nothing.
 * @returns the two parties
 * @throws ConflictError while the kept party is itself merged into another, a later merge into it still stands, or the code
 * to be given back is somebody else's by now
 */
export const undoMerge = (
  services: Services,
  actor: Actor,
  mergeId: string,
): Promise<{ keptId: string; mergedId: string }> => {
  demand(actor, 'operator');
  const at = services.clock.now();
  return services.db.transaction(async (trx) => {
    const merge = (await trx('party_merge').where({ id: mergeId }).forUpdate().first()) as
      MergeRow | undefined;
    if (!merge) throw new NotFoundError('Unione');
    const ids = { keptId: merge.kept_id, mergedId: merge.merged_id };
    if (merge.undone_at) return ids;
    const rows = await lockParties(trx, [ids.keptId, ids.mergedId]);
    const [kept, other] = [rows.get(ids.keptId), rows.get(ids.mergedId)];
    const later = (await trx('party_merge')
      .where({ kept_id: ids.keptId, undone_at: null })
      .andWhereRaw('(at, id) > (select at, id from party_merge where id = ?)', [mergeId])
      .first('id')) as { id: string } | undefined;
    if (!kept || !other || kept['merged_into'] || later) {
      throw new ConflictError('party.merge-covered', {
        message: 'Su questa unione ce n’è una più recente.',
        remedy: 'Annulla prima l’unione più recente, poi questa.',
      });
    }
    await refuseCodeGivenAway(trx, merge, ids);
    // Codes go home first: what the kept party gives back must not mark them as its own former ones.
    await moveBack(trx, merge.moves, ids.keptId, ids.mergedId);
    await trx('party')
      .where({ id: ids.keptId })
      .update({
        ...unmergedValues(kept, merge.kept_before, merge.kept_after),
        updated_at: at,
        version: kept.version + 1,
      });
    await trx('party')
      .where({ id: ids.mergedId })
      .update({ merged_into: null, updated_at: at, version: other.version + 1 });
    await trx('party_merge').where({ id: mergeId }).update({ undone_at: at, undone_by: actor.name });
    await tell(trx, actor, at, 'soggetto.diviso', ids.keptId, ids.mergedId);
    return ids;
  });
};

const refuseCodeGivenAway = async (
  trx: Knex.Transaction,
  { kept_before: before }: MergeRow,
  { keptId, mergedId }: { keptId: string; mergedId: string },
): Promise<void> => {
  const code = before['tax_code'];
  const holder = typeof code === 'string' ? await Party.holderOf(trx, code) : undefined;
  if (!holder || holder.id === keptId || holder.id === mergedId) return;
  throw new ConflictError('party.merge-code-taken', {
    message: `Il codice ${String(code)}, che la scheda aveva prima, nel frattempo è di ${holder.displayName}.`,
    remedy: 'Togli il codice da quella scheda, se lì è sbagliato, e annulla di nuovo l’unione.',
  });
};
