import type { Knex } from 'knex';
import { may, type Actor } from '../../../core/actor.js';
import { ConflictError, ForbiddenError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import type { CaseFile } from '../../models/case-file.js';
import { Party } from '../../models/party.js';
import { changeCase, type CaseWork } from './change-case.js';
import { isInCharge } from './rights.js';

/** Parts that somebody can take in a case after it was opened; the applicant is there from the start. */
export const addableRoles = ['co-applicant', 'delegate', 'heir', 'affected', 'member'] as const;
export type AddableRole = (typeof addableRoles)[number];

export interface CaseRole extends CaseWork {
  partyId: string;
  role: string;
  reason: string;
}

const demandRolesRight = (actor: Actor, file: CaseFile): void => {
  if (may(actor, 'operator') || isInCharge(actor, file)) return;
  throw new ForbiddenError('I soggetti li aggiunge lo sportello o il responsabile della pratica.');
};

const note = (
  trx: Knex,
  change: 'added' | 'ended',
  { caseId, partyId, role, reason }: CaseRole,
  byId: string,
  at: Date,
) =>
  trx('case_role_change').insert({
    case_id: caseId,
    party_id: partyId,
    role,
    change,
    reason,
    by_id: byId,
    at,
  });

/**
 * Gives a party a role in a case, from now on (L. 241/1990 artt. 7 and 9: those who must or may take part).
 * @throws InputError when the party has that role already
 */
export const addCaseRole = (
  services: Services,
  actor: Actor,
  input: CaseRole & { role: AddableRole },
): Promise<void> =>
  changeCase(services, actor, input, async ({ trx, file, at, accountId }) => {
    demandRolesRight(actor, file);
    const party = await Party.query(trx).findById(input.partyId).throwIfNotFound();
    const added = (await trx('case_party')
      .insert({ case_id: file.id, party_id: party.id, role: input.role })
      .onConflict()
      .ignore()
      .returning('role')) as unknown[];
    if (added.length === 0) throw new InputError({ who: 'Ha già questo ruolo nella pratica.' });
    await note(trx, 'added', input, accountId, at);
    return {
      act: 'soggetto.aggiunto',
      partyId: party.id,
      details: { soggetto: party.displayName, ruolo: input.role, motivo: input.reason },
    };
  });

/**
 * Ends a role: what was done while it lasted stands, new letters and news don't go there any more (a delegation that is
 * revoked, a co-applicant who withdraws alone).
 * @throws ConflictError when the role has ended already, or is the applicant's: that is a withdrawal of the request
 */
export const endCaseRole = (services: Services, actor: Actor, input: CaseRole): Promise<void> =>
  changeCase(services, actor, input, async ({ trx, file, at, accountId }) => {
    demandRolesRight(actor, file);
    if (input.role === 'applicant') {
      throw new ConflictError('role.applicant', {
        message: 'Il ruolo del richiedente non si chiude: la pratica è sua.',
        remedy: 'Se vuole ritirare la richiesta, registra il ritiro dalla pagina della pratica.',
      });
    }
    const party = await Party.query(trx).findById(input.partyId).throwIfNotFound();
    const ended = await trx('case_party')
      .where({ case_id: file.id, party_id: party.id, role: input.role })
      .delete();
    if (ended === 0) {
      throw new ConflictError('role.ended', {
        message: 'Questo ruolo è già stato chiuso.',
        remedy: 'Apri la pratica per vedere quando e da chi.',
      });
    }
    await note(trx, 'ended', input, accountId, at);
    return {
      act: 'soggetto.terminato',
      partyId: party.id,
      details: { soggetto: party.displayName, ruolo: input.role, motivo: input.reason },
    };
  });
