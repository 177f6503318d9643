import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { ConflictError, NotFoundError } from '../../../../core/errors.js';
import type { Services } from '../../../../core/services.js';
import type { ProcedureVersion } from '../../../../processes/catalogue/catalogue.js';
import { moveOf, type Diagrams, type Move } from '../../../../processes/catalogue/moving/move.js';
import { isResumable } from '../../../../processes/catalogue/moving/resumable.js';
import { standingOf, type StandingCase } from './standing.js';

export interface PlannedMove {
  fromVersionId: string;
  toVersionId: string;
  /** Ids of the earlier diagram by what they become, where they differ. */
  mapping: Record<string, string>;
}

export interface PreviewedCase extends StandingCase {
  move: Move;
}

export interface Preview {
  from: ProcedureVersion;
  to: ProcedureVersion;
  cases: PreviewedCase[];
  /** Of what is shown: whoever confirms, confirms exactly this. */
  fingerprint: string;
}

/**
 * What a plan would do, case by case.
 * @throws NotFoundError when the versions are not two of one procedure that the engine knows
 * @throws ConflictError when the later one is not in force: cases are only moved to what new cases run on
 */
export const previewOf = async (
  services: Services,
  plan: PlannedMove,
  db: Knex = services.db,
): Promise<Preview> => {
  const { catalogue } = services;
  const [from, to] = await Promise.all([
    catalogue.version(plan.fromVersionId),
    catalogue.version(plan.toVersionId),
  ]);
  if (from.procedureId !== to.procedureId || from.id === to.id || !to.processDefinitionKey)
    throw new NotFoundError('Versione');
  if ((await catalogue.latest(to.procedureId))?.id !== to.id) throw notInForce();
  const diagrams: Diagrams = {
    from: from.model,
    to: to.model,
    forms: new Set(Object.keys(to.bundle.forms)),
    isResumable: await canResume(db, to.processDefinitionKey),
    mapping: plan.mapping,
  };
  const cases = (await standingOf(db, from.id)).map((standing) => ({
    ...standing,
    move: moveOf(standing, diagrams),
  }));
  return { from, to, cases, fingerprint: fingerprintOf(cases) };
};

const canResume = async (db: Knex, definitionKey: string): Promise<boolean> => {
  const process = (await db('engine_process')
    .where({ process_definition_key: definitionKey })
    .first('resource')) as { resource: string } | undefined;
  return process ? isResumable(process.resource) : false;
};

const fingerprintOf = (cases: readonly PreviewedCase[]): string =>
  createHash('sha256')
    .update(JSON.stringify(cases.map(({ caseId, instanceKey, move }) => [caseId, instanceKey, move])))
    .digest('hex');

const notInForce = (): ConflictError =>
  new ConflictError('move.not-in-force', {
    message: 'La versione scelta non è più quella in vigore.',
    remedy: 'Apri di nuovo lo spostamento dalla storia del procedimento.',
  });
