import type { Knex } from 'knex';
import { systemActor, type Actor } from '../../../core/actor.js';
import { ForbiddenError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { enqueue } from '../../../engine/gateway/outbox.js';
import { responsibleChanged } from '../../../processes/catalogue/case-messages.js';
import { Account } from '../../models/account.js';
import { CaseFile } from '../../models/case-file.js';
import { changeCase, type CaseWork } from './change-case.js';
import { moveClaims, releaseClaims } from './claims-of-case.js';
import { demandHead } from './rights.js';

export interface Assignment {
  kind: 'assigned' | 'changed' | 'abstained' | 'transferred';
  toId: string | null;
  reason: string;
  byId: string | null;
  at: Date;
}

/**
 * Makes somebody responsible for a case, or nobody until the head assigns it, and keeps who was before. The term stays
 * as it is: the clock runs against the Comune, whoever works on the case.
 */
export const recordAssignment = async (
  trx: Knex.Transaction,
  file: Pick<CaseFile, 'id' | 'responsibleId'>,
  { kind, toId, reason, byId, at }: Assignment,
): Promise<void> => {
  const wasAnotherBefore = Boolean(await trx('case_assignment').where({ case_id: file.id }).first('id'));
  await CaseFile.query(trx).patch({ responsibleId: toId }).where({ id: file.id });
  const [line] = (await trx('case_assignment')
    .insert({ case_id: file.id, kind, from_id: file.responsibleId, to_id: toId, reason, by_id: byId, at })
    .returning('id')) as { id: string }[];
  if (toId && wasAnotherBefore && line) await tellDiagram(trx, file.id, line.id, at);
};

/** The party is told who answers from now on (L. 241/1990 artt. 5 and 8); the letter reads names from here, not from the engine. */
const tellDiagram = async (
  trx: Knex.Transaction,
  caseId: string,
  assignmentId: string,
  at: Date,
): Promise<void> => {
  await enqueue(trx, {
    kind: 'publish-message',
    payload: {
      name: responsibleChanged,
      correlationKey: caseId,
      messageId: `assignment ${assignmentId}`,
      variables: {},
    },
    idempotencyKey: `assignment ${assignmentId}`,
    caseId,
    createdBy: systemActor.name,
    at,
  });
};

/** The people who have abstained from a case: it can't be given back to them. */
export const abstainedFrom = async (trx: Knex, caseId: string): Promise<string[]> =>
  (await trx('case_assignment').where({ case_id: caseId, kind: 'abstained' }).pluck('by_id')) as string[];

/**
 * The head of the office makes another officer responsible (L. 241/1990 artt. 4-5); their open tasks go along.
 * @throws InputError beside the field when the officer can't have it
 */
export const changeResponsible = (
  services: Services,
  actor: Actor,
  { toId, reason, ...work }: CaseWork & { toId: string; reason: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at, accountId }) => {
    demandHead(actor, file);
    const officer = await Account.query(trx).findById(toId);
    const can = officer?.active && officer.officeId === file.officeId;
    if (!officer || !can) throw new InputError({ officer: 'Scegli una persona dell’ufficio della pratica.' });
    if (officer.id === file.responsibleId)
      throw new InputError({ officer: 'È già responsabile della pratica.' });
    if ((await abstainedFrom(trx, file.id)).includes(officer.id)) {
      throw new InputError({ officer: 'Si è astenuto da questa pratica: scegli un’altra persona.' });
    }
    const from = file.responsibleId ? await Account.query(trx).findById(file.responsibleId) : undefined;
    await recordAssignment(trx, file, {
      kind: from ? 'changed' : 'assigned',
      toId: officer.id,
      reason,
      byId: accountId,
      at,
    });
    if (from) await moveClaims(trx, { caseId: file.id, fromId: from.id, to: officer, at });
    return {
      act: 'responsabile.cambiato',
      details: { da: from?.displayName ?? null, a: officer.displayName, motivo: reason },
    };
  });

/**
 * The responsible officer abstains because of a conflict of interest (L. 241/1990 art. 6-bis): the head of the office is
 * responsible until another is assigned, and the tasks taken go back to the office.
 * @throws ForbiddenError unless the actor is the responsible officer
 */
export const abstain = (
  services: Services,
  actor: Actor,
  { reason, ...work }: CaseWork & { reason: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at, accountId }) => {
    if (file.responsibleId !== accountId) {
      throw new ForbiddenError('Può astenersi solo chi è responsabile della pratica.');
    }
    await recordAssignment(trx, file, { kind: 'abstained', toId: null, reason, byId: accountId, at });
    await releaseClaims(trx, { caseId: file.id, accountId });
    return { act: 'responsabile.astenuto', details: { motivo: reason } };
  });
