import type { Knex } from 'knex';
import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { audit } from '../db/audit.js';
import { CaseFile } from '../db/models/case-file.js';
import { Party } from '../db/models/party.js';
import { passToHeir } from '../db/transactions/deliveries/held.js';
import { defineWorker } from './define-worker.js';
import { caseOf } from './of-case.js';

/** Who was registered as an heir first: the letters go there. */
const firstHeir = async (trx: Knex, caseId: string): Promise<Party | undefined> => {
  const row = (await trx('case_party')
    .leftJoin('case_role_change as change', (join) =>
      join
        .on('change.case_id', 'case_party.case_id')
        .andOn('change.party_id', 'case_party.party_id')
        .andOn('change.role', 'case_party.role'),
    )
    .where({ 'case_party.case_id': caseId, 'case_party.role': 'heir' })
    .orderBy(['change.id', 'case_party.party_id'])
    .first('case_party.party_id')) as { party_id: string } | undefined;
  return row && Party.query(trx).findById(row.party_id);
};

export const praticaSubentra = defineWorker({
  type: 'pratica.subentra',
  title: 'Fai subentrare gli eredi',
  description:
    'Chi è tra i soggetti della pratica con il ruolo di erede prende il posto del richiedente, anche per le lettere che aspettano, e la pratica ferma riprende. Senza eredi non cambia niente.',
  input: z.object({}),
  output: z.object({
    subentrato: z.boolean().describe('vero se un erede ha preso il posto del richiedente'),
  }),
  run: async ({ services, trx, context }) => {
    const file = await caseOf(trx, context.caseId);
    const heir = await firstHeir(trx, file.id);
    if (!heir) return { subentrato: false };
    await trx('case_party').where({ case_id: file.id, role: 'applicant' }).update({ role: 'deceased' });
    await trx('case_party')
      .insert({ case_id: file.id, party_id: heir.id, role: 'applicant' })
      .onConflict()
      .ignore();
    await CaseFile.query(trx)
      .patch({ applicantId: heir.id, frozenFor: null, frozenSince: null })
      .where({ id: file.id });
    await passToHeir(trx, { caseId: file.id, deceasedId: file.applicantId, heir });
    await audit(trx, {
      at: services.clock.now(),
      actor: systemActor,
      act: 'pratica.subentrata',
      caseId: file.id,
      partyId: heir.id,
      details: { erede: heir.displayName },
    });
    return { subentrato: true };
  },
});
