import type { Knex } from 'knex';
import { may, type Actor } from '../../../core/actor.js';
import { ForbiddenError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { CaseFile } from '../../models/case-file.js';
import { changeCase, type CaseWork } from './change-case.js';

/** How two cases belong together; `reopening` comes only from reopening one. */
export const relationKinds = ['related', 'same-person', 'duplicate'] as const;
export type RelationKind = (typeof relationKinds)[number] | 'reopening';

const demandWorker = (actor: Actor): void => {
  if (!may(actor, 'operator', 'officer', 'responsible')) throw new ForbiddenError();
};

const inOrder = (one: string, other: string): { case_id: string; other_id: string } =>
  one < other ? { case_id: one, other_id: other } : { case_id: other, other_id: one };

/** Writes that two cases belong together. @returns false when that is known already */
export const joinCases = async (
  trx: Knex,
  { one, other, kind, byId, at }: { one: string; other: string; kind: RelationKind; byId: string; at: Date },
): Promise<boolean> => {
  const rows = await trx('case_relation')
    .insert({ ...inOrder(one, other), kind, by_id: byId, at })
    .onConflict(['case_id', 'other_id'])
    .ignore()
    .returning('kind');
  return rows.length > 0;
};

/**
 * Says that two cases belong together; both tell it. The caller has made sure that the actor knows both.
 * @throws InputError when it is the same case, or they are joined already
 */
export const relateCases = (
  services: Services,
  actor: Actor,
  { otherId, kind, ...work }: CaseWork & { otherId: string; kind: RelationKind },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at, accountId }) => {
    demandWorker(actor);
    if (otherId === file.id) throw new InputError({ number: 'È questa stessa pratica.' });
    const other = await CaseFile.query(trx).findById(otherId).throwIfNotFound();
    const joined = await joinCases(trx, { one: file.id, other: other.id, kind, byId: accountId, at });
    if (!joined) throw new InputError({ number: 'Le due pratiche sono già collegate.' });
    await tellOther(trx, { actor, at, act: 'pratica.collegata', other, file, kind });
    return { act: 'pratica.collegata', details: { con: other.number, conId: other.id, tipo: kind } };
  });

/** Takes a relation back; both cases tell it. */
export const partCases = (
  services: Services,
  actor: Actor,
  { otherId, ...work }: CaseWork & { otherId: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at }) => {
    demandWorker(actor);
    const other = await CaseFile.query(trx).findById(otherId).throwIfNotFound();
    await trx('case_relation').where(inOrder(file.id, other.id)).whereNot({ kind: 'reopening' }).delete();
    await tellOther(trx, { actor, at, act: 'pratica.scollegata', other, file, kind: '' });
    return { act: 'pratica.scollegata', details: { con: other.number, conId: other.id } };
  });

const tellOther = async (
  trx: Knex,
  line: { actor: Actor; at: Date; act: string; other: CaseFile; file: CaseFile; kind: string },
): Promise<void> => {
  const { actor, at, act, other, file, kind } = line;
  const details = { con: file.number, conId: file.id, ...(kind ? { tipo: kind } : {}) };
  await audit(trx, { actor, at, act, caseId: other.id, details });
  await notify(trx, 'projection', other.id);
};
