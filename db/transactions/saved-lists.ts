import { InputError, NotFoundError } from '../../core/errors.js';
import type { Actor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';

export interface SaveList {
  list: string;
  name: string;
  /** The list's parameters as they stand in its address. */
  params: string;
  /** Colleagues of the office see it too. */
  isShared: boolean;
}

/** Keeps a list's filters under a name; the same name again replaces them. @throws InputError without a name */
export const saveList = async (
  { db, clock }: Services,
  actor: Actor & { id: string },
  { list, name, params, isShared }: SaveList,
): Promise<void> => {
  const called = name.trim().slice(0, 60);
  if (!called) throw new InputError({ name: 'Scrivi un nome per ritrovare questi filtri.' });
  const at = clock.now();
  const officeId = isShared ? actor.officeId : null;
  await db.transaction(async (trx) => {
    await trx('saved_list')
      .insert({ list, name: called, params, account_id: actor.id, office_id: officeId, created_at: at })
      .onConflict(['account_id', 'list', 'name'])
      .merge(['params', 'office_id']);
    await audit(trx, {
      at,
      actor,
      act: 'elenco.salvato',
      details: { elenco: list, nome: called, ufficio: officeId },
    });
  });
};

/** Forgets saved filters of one's own. @throws NotFoundError when there are none under that id */
export const forgetList = async (
  { db, clock }: Services,
  actor: Actor & { id: string },
  id: string,
): Promise<void> => {
  await db.transaction(async (trx) => {
    const [gone] = (await trx('saved_list')
      .where({ id, account_id: actor.id })
      .delete()
      .returning(['list', 'name'])) as { list: string; name: string }[];
    if (!gone) throw new NotFoundError('Elenco salvato');
    await audit(trx, {
      at: clock.now(),
      actor,
      act: 'elenco.dimenticato',
      details: { elenco: gone.list, nome: gone.name },
    });
  });
};
