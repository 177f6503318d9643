import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import { InputError } from '../../core/errors.js';
import type { ContactItem, OpenContact } from './contacts.js';

/** What an item is about: a case before a procedure, a procedure before words alone. */
export const kindOf = ({
  procedureId,
  caseId,
}: Omit<ContactItem, 'contactId'>): 'text' | 'procedure' | 'case' =>
  caseId ? 'case' : procedureId ? 'procedure' : 'text';

/** The row of an item, inside a transaction that holds its contact. @returns its id; of the one before for a repeat */
export const insertItem = async (
  trx: Knex,
  actor: Actor,
  contact: Pick<OpenContact, 'id' | 'caseId'>,
  item: Omit<ContactItem, 'contactId'>,
  at: Date,
): Promise<string> => {
  const { text = '', procedureId, caseId, answer = '', submissionToken } = item;
  if (!text && !procedureId && !caseId) throw new InputError({ text: 'Scrivi che cosa ha chiesto.' });
  const token = submissionToken ?? null;
  const before = token
    ? ((await trx('contact_item').where({ submission_token: token }).first('id')) as
        { id: string } | undefined)
    : undefined;
  if (before) return before.id;
  const [row] = (await trx('contact_item')
    .insert({
      contact_id: contact.id,
      kind: kindOf(item),
      text: text || null,
      procedure_id: procedureId ?? null,
      case_id: caseId ?? null,
      answer: answer || null,
      outcome: item.outcome ?? (answer || procedureId ? 'answered' : 'noted'),
      created_at: at,
      created_by: actor.id,
      submission_token: token,
    })
    .returning('id')) as { id: string }[];
  if (!row) throw new Error('the item was not stored');
  if (caseId && !contact.caseId) await trx('contact').where({ id: contact.id }).update({ case_id: caseId });
  return row.id;
};
