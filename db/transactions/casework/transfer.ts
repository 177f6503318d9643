import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { CaseFile } from '../../models/case-file.js';
import { Office } from '../../models/office.js';
import { changeCase, type CaseWork } from './change-case.js';
import { recordAssignment } from './responsible.js';
import { demandHead } from './rights.js';

const ofCase = (trx: Knex, caseId: string): Knex.QueryBuilder =>
  trx('engine_instance').where({ case_id: caseId }).select('key');

/**
 * Passes a case to the office that is competent for it: its open tasks go along, the responsible officer is named anew
 * there, the term stays. The office that gives it away goes on seeing it only if it had tasks in it.
 * @throws InputError when it isn't another back office
 */
export const transferCase = (
  services: Services,
  actor: Actor,
  { toOffice, reason, ...work }: CaseWork & { toOffice: string; reason: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at, accountId }) => {
    demandHead(actor, file);
    const [from, to] = await Promise.all([
      Office.query(trx).findById(file.officeId).throwIfNotFound(),
      Office.query(trx).findById(toOffice),
    ]);
    if (to?.kind !== 'back' || to.id === from.id)
      throw new InputError({ office: 'Scegli un altro ufficio.' });
    const tasks = () =>
      trx('engine_job').whereIn('instance_key', ofCase(trx, file.id)).where({ kind: 'task' });
    const known = (await tasks().whereRaw('groups @> array[?]::text[]', [from.id]).first('key')) as unknown;
    await trx('case_transfer').insert({
      case_id: file.id,
      from_office: from.id,
      to_office: to.id,
      had_tasks: known !== undefined,
      reason,
      by_id: accountId,
      at,
    });
    await CaseFile.query(trx).patch({ officeId: to.id }).where({ id: file.id });
    if (file.responsibleId) {
      await recordAssignment(trx, file, { kind: 'transferred', toId: null, reason, byId: accountId, at });
    }
    const open = () =>
      tasks()
        .whereRaw('groups @> array[?]::text[]', [from.id])
        .whereRaw(`state in ('created', 'activated', 'failed')`);
    await trx('task_claim').whereIn('job_key', open().select('key')).delete();
    await open().update({ groups: trx.raw('array_replace(groups, ?, ?)', [from.id, to.id]) });
    return { act: 'pratica.trasferita', details: { da: from.name, a: to.name, motivo: reason } };
  });
