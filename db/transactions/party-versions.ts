import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';

/**
 * Notes what is known of a party from now on: a row for every change, with who and when. Called after the change, in its
 * transaction.
 */
export const keepVersion = async (
  trx: Knex.Transaction,
  { partyId, actor, act, at }: { partyId: string; actor: Actor; act: string; at: Date },
): Promise<void> => {
  await trx.raw(
    `insert into party_version (party_id, version, at, actor_name, act, data)
     select id, version, :at, :name, :act, (to_jsonb(party) - 'plain_name' - 'submission_token') || jsonb_strip_nulls(jsonb_build_object(
       'vat_number', (select string_agg(value, ', ' order by value) from party_identifier
         where party_id = party.id and kind = 'partita-iva' and ended_at is null),
       'foreign_code', (select string_agg(concat_ws(' ', value, country), ', ' order by value) from party_identifier
         where party_id = party.id and kind = 'foreign' and ended_at is null)))
     from party where id = :partyId`,
    { partyId, at, name: actor.name, act },
  );
};
