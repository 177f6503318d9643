import type { Knex } from 'knex';
import { demand, type Actor } from '../../../core/actor.js';
import { ConflictError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { keepVersion } from '../party-versions.js';
import { mergedValues } from './merged-fields.js';
import { moveReference, type Move } from './moves.js';
import { referencesToParty } from './references.js';

export interface MergeParties {
  keptId: string;
  mergedId: string;
  /** Fields for which the record that is merged is right. */
  chosen: string[];
  /** Versions of both as they were compared: nothing is merged unseen. */
  versions: { kept: number; merged: number };
}

/** Rows of parties as they stand in the table, locked in one order so that two merges never wait for each other. */
export const lockParties = async (
  trx: Knex.Transaction,
  ids: string[],
): Promise<Map<string, JsonObject & { version: number }>> => {
  const { rows } = await trx.raw<{ rows: { id: string; row: JsonObject & { version: number } }[] }>(
    `select id, to_jsonb(party) as row from party where id = any(:ids) order by id for update`,
    { ids },
  );
  return new Map(rows.map(({ id, row }) => [id, row]));
};

const moved = (): ConflictError =>
  new ConflictError('party.merge-moved', {
    message: 'Nel frattempo una delle due schede è cambiata o è già stata unita.',
    remedy: 'Riapri il confronto: se i doppioni ci sono ancora, puoi ripetere l’unione.',
  });

/**
 * Makes one party of two: everything that pointed at the merged one (cases, relations, codes, letters…) points at the kept
 * one, and the merged one stays as an alias that leads there. `undoMerge` takes it all back.
 * @returns the merge's id; of the same merge sent twice, the same
 * @throws ConflictError when either changed since they were compared, or is merged already
 */
export const mergeParties = (
  services: Services,
  actor: Actor,
  { keptId, mergedId, chosen, versions }: MergeParties,
): Promise<string> => {
  demand(actor, 'operator');
  const at = services.clock.now();
  return services.db.transaction(async (trx) => {
    const rows = await lockParties(trx, [keptId, mergedId]);
    const [kept, other] = [rows.get(keptId), rows.get(mergedId)];
    if (!kept || !other || keptId === mergedId) throw moved();
    const same = (await trx('party_merge')
      .where({ kept_id: keptId, merged_id: mergedId, undone_at: null })
      .first('id')) as { id: string } | undefined;
    if (same) return same.id;
    const asCompared = kept.version === versions.kept && other.version === versions.merged;
    if (kept['merged_into'] || other['merged_into'] || !asCompared) throw moved();

    await trx('party')
      .where({ id: mergedId })
      .update({ merged_into: keptId, updated_at: at, version: other.version + 1 });
    const moves: Move[] = [];
    for (const reference of await referencesToParty(trx)) {
      moves.push(...(await moveReference(trx, reference, mergedId, keptId)));
    }
    const values = mergedValues(kept, other, chosen);
    await trx('party')
      .where({ id: keptId })
      .update({ ...values, updated_at: at, version: kept.version + 1 });
    const [merge] = (await trx('party_merge')
      .insert({
        kept_id: keptId,
        merged_id: mergedId,
        at,
        by_name: actor.name,
        by_id: actor.id,
        kept_before: JSON.stringify(kept),
        kept_after: JSON.stringify({ ...kept, ...values }),
        moves: JSON.stringify(moves),
      })
      .returning('id')) as { id: string }[];
    await tell(trx, actor, at, 'soggetto.unito', keptId, mergedId);
    return merge?.id ?? '';
  });
};

/** Both histories and both trails tell of a merge or its undoing. */
export const tell = async (
  trx: Knex.Transaction,
  actor: Actor,
  at: Date,
  act: string,
  keptId: string,
  mergedId: string,
): Promise<void> => {
  for (const [partyId, withId] of [
    [keptId, mergedId],
    [mergedId, keptId],
  ] as const) {
    await keepVersion(trx, { partyId, actor, act, at });
    await audit(trx, { at, actor, act, partyId, details: { con: withId } });
  }
};
