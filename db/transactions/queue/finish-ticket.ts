import type { Knex } from 'knex';
import { notify } from '../../listen.js';

/** A closed contact ends the service of its number. Called inside the contact's transaction. */
export const finishTicketOf = async (trx: Knex, contactId: string, at: Date): Promise<void> => {
  const ended = await trx('ticket')
    .where({ contact_id: contactId, status: 'serving' })
    .update({ status: 'done', ended_at: at });
  if (ended > 0) await notify(trx, 'queue');
};
