import { demand, type Actor } from '../../core/actor.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { dateInRome } from '../../law/calendar.js';
import { Party } from '../models/party.js';
import { heldPower } from '../party-powers.js';
import { openCase, type OpenedCase } from './open-case.js';
import { createParty, type PartyInput } from './parties.js';
import { addRelation } from './party-relations.js';

export interface ImportedApplication {
  /** Who presents it: the studio. */
  agentId: string;
  /** For whom: used as it is when the data bank knows the code. */
  principal: PartyInput & { taxCode: string };
  /** The procura as the list says it; null when one that holds is on file. */
  procura: { scope: string; validFrom: string; validTo: string | null } | null;
  procedureId: string;
  procedureVersionId: string;
  application: JsonObject;
  /** Of the row: imported twice, it is one party, one procura, one case. */
  token: string;
}

/**
 * Opens one case of a list: the principal is added when unknown, the procura noted when none holds, then the case. Each step
 * happens once for the row's token, so that an import that was cut off is finished by doing it again.
 */
export const importApplication = async (
  services: Services,
  actor: Actor,
  { agentId, principal, procura, procedureId, procedureVersionId, application, token }: ImportedApplication,
): Promise<OpenedCase> => {
  demand(actor, 'operator');
  const known = await Party.holderOf(services.db, principal.taxCode);
  const principalId = known?.id ?? (await createParty(services, actor, principal, token));
  if (procura && !(await holds(services, agentId, principalId, procedureId))) {
    await addRelation(services, actor, {
      kind: 'delegate',
      agentId,
      principalId,
      procedureId,
      ...procura,
      submissionToken: token,
    });
  }
  return openCase(services, actor, {
    procedureVersionId,
    applicantId: principalId,
    delegateId: agentId,
    application,
    attachments: [],
    submissionToken: token,
  });
};

const holds = async (
  { db, clock }: Services,
  agentId: string,
  principalId: string,
  procedureId: string,
): Promise<boolean> =>
  (await heldPower(db, { agentId, principalId, procedureId, on: dateInRome(clock.now()) })) !== null;
