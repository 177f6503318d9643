import type { Services } from '../../../core/services.js';
import { CaseFile } from '../../../db/models/case-file.js';
import { caseTerm } from '../../../db/term-ledger.js';
import { dateInRome } from '../../../law/calendar.js';
import type { TermLength } from '../../../law/term/ledger.js';
import { caseState } from './case-state.js';
import type { Scenario } from './schema.js';

/** Elements that a case has passed or stands at. */
export const passedBy = async ({ db }: Services, caseId: string): Promise<string[]> =>
  (await db('engine_element')
    .whereIn('instance_key', db('engine_instance').where({ case_id: caseId }).select('key'))
    .distinct()
    .pluck('element_id')) as string[];

interface Outcome {
  scenario: Scenario;
  passed: string[];
  length: TermLength;
}

/** What a scenario expects at the end, compared whole. @returns every sentence that says what was otherwise */
export const compare = async (
  services: Services,
  caseId: string,
  { scenario: { expect }, passed, length }: Outcome,
): Promise<string[]> => {
  const { db } = services;
  const { outcome } = await caseState(db, caseId, services.clock.now());
  const letters = (await db('letter')
    .where({ case_id: caseId })
    .orderBy('created_at')
    .pluck('code')) as string[];
  const registrations = (await db('registration').where({ case_id: caseId }).pluck('id')) as string[];
  const differs = (what: string, wanted: unknown, found: unknown): string[] =>
    JSON.stringify(wanted) === JSON.stringify(found)
      ? []
      : [`${what}: atteso ${JSON.stringify(wanted)}, trovato ${JSON.stringify(found)}`];
  return [
    ...differs('esito', expect.end, outcome),
    ...differs('lettere', expect.letters, letters),
    ...differs('registrazioni', expect.registrations, registrations.length),
    ...(expect.ledger ? differs('termine', expect.ledger, await ledgerOf(services, caseId, length)) : []),
    ...expect.passed.filter((id) => !passed.includes(id)).map((id) => `non è passata da ${id}`),
  ];
};

/** The lines of the term as a scenario names them: the kind, and why it had no effect where it had none. */
const ledgerOf = async (services: Services, caseId: string, length: TermLength): Promise<string[]> => {
  const file = await CaseFile.query(services.db).findById(caseId).throwIfNotFound();
  const { effects } = await caseTerm(services.db, file, length, dateInRome(services.clock.now()));
  return effects.map(({ event, effect }) => (effect === 'counts' ? event.kind : `${event.kind} (${effect})`));
};
