import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { CaseFile } from '../../../db/models/case-file.js';
import { addCaseRole } from '../../../db/transactions/casework/roles.js';
import { changeResponsible } from '../../../db/transactions/casework/responsible.js';

/** What people do beside the diagram. */
export const caseworkSteps = [
  /** The head of the case's office makes somebody else responsible, by user name. */
  z.strictObject({ responsible: z.string() }),
  /** The desk adds an heir to the case's parties. */
  z.strictObject({
    heir: z.strictObject({ givenName: z.string(), familyName: z.string(), taxCode: z.string() }),
  }),
] as const;
type CaseworkStep = z.output<(typeof caseworkSteps)[number]>;

export const isCaseworkStep = (step: object): step is CaseworkStep => 'responsible' in step || 'heir' in step;

interface AccountRow {
  id: string;
  display_name: string;
  roles: Actor['roles'];
  office_id: string;
}

const actorOf = (account: AccountRow): Actor => ({
  id: account.id,
  name: account.display_name,
  roles: account.roles,
  officeId: account.office_id,
});

/** Does it as the person whose work it is. @returns what went wrong, or null */
export const doCasework = async (
  services: Services,
  caseId: string,
  step: CaseworkStep,
): Promise<string | null> => {
  const { db } = services;
  const accountWhere = (officeId: string, role: string) =>
    db('account')
      .where({ office_id: officeId, active: true })
      .whereRaw('roles @> array[?]', [role])
      .first() as Promise<AccountRow | undefined>;
  const work = { caseId, token: randomUUID(), reason: 'prova' };
  if ('responsible' in step) {
    const { officeId } = await CaseFile.query(db).findById(caseId).throwIfNotFound();
    const head = await accountWhere(officeId, 'responsible');
    const to = (await db('account').where({ username: step.responsible }).first()) as AccountRow | undefined;
    if (!head || !to) return `non c’è l’utente ${step.responsible}, o chi dirige l’ufficio`;
    await changeResponsible(services, actorOf(head), { ...work, toId: to.id });
    return null;
  }
  const operator = await accountWhere('sportello', 'operator');
  if (!operator) return 'allo sportello non c’è nessuno';
  const at = services.clock.now();
  const [party] = (await db('party')
    .insert({
      kind: 'person',
      given_name: step.heir.givenName,
      family_name: step.heir.familyName,
      tax_code: step.heir.taxCode,
      created_at: at,
      updated_at: at,
    })
    .onConflict(db.raw('(tax_code) where tax_code is not null and merged_into is null'))
    .merge(['given_name', 'family_name'])
    .returning('id')) as { id: string }[];
  await addCaseRole(services, actorOf(operator), { ...work, partyId: party?.id ?? '', role: 'heir' });
  return null;
};
