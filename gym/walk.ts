import type { Services } from '../core/services.js';
import { CaseFile } from '../db/models/case-file.js';
import { Letter } from '../db/models/letter.js';
import type { GymWalk, WalkResult } from '../db/transactions/workshop/gym/runs.js';
import type { DiagramModel } from '../processes/catalogue/diagram-model.js';
import { runScenario } from '../processes/catalogue/scenario/runner.js';
import type { ScenarioWorld } from '../processes/catalogue/scenario/world.js';
import { scenarioSchema } from '../processes/catalogue/scenario/schema.js';

export type WrittenLetter = WalkResult['letters'][number];

/** Walks a scenario and gathers what the workshop shows of it. */
export const walkScenario = async (
  world: ScenarioWorld,
  procedureId: string,
  { name, script }: GymWalk,
): Promise<WalkResult> => {
  const began = Date.now();
  const scenario = scenarioSchema.parse(script);
  const { caseId, problems, passed } = await runScenario(world, { procedureId, file: name, scenario });
  const model = (await world.services.catalogue.latest(procedureId))?.model;
  return {
    status: problems.length === 0 ? 'passed' : 'failed',
    problems: problems.map((problem) => (model ? named(problem, model) : problem)),
    passed,
    days: inDays(await minutesOf(world.services, caseId)),
    milliseconds: Date.now() - began,
    letters: await lettersOf(world.services, caseId),
  };
};

/** Elements by the names that they have on the diagram, in what a walk says of them by their ids. */
export const named = (sentence: string, { elements }: Pick<DiagramModel, 'elements'>): string =>
  sentence.replace(/\w+/g, (word) => {
    const name = elements.get(word)?.name;
    return name ? `«${name}»` : word;
  });

/** Minutes from the application to the end; null while the case is open. */
export const minutesOf = async ({ db }: Services, caseId: string): Promise<number | null> => {
  const file = caseId ? await CaseFile.query(db).findById(caseId) : undefined;
  if (!file?.closedAt) return null;
  return (file.closedAt.getTime() - file.presentedAt.getTime()) / 60_000;
};

/** Whole days. */
export const inDays = (minutes: number | null): number | null =>
  minutes === null ? null : Math.floor(minutes / (24 * 60));

/** What was written in a case, in the order of writing. */
export const lettersOf = async ({ db, documents }: Services, caseId: string): Promise<WrittenLetter[]> => {
  const letters = caseId ? await Letter.query(db).where({ case_id: caseId }).orderBy('created_at') : [];
  return Promise.all(
    letters.flatMap(({ code, subject, documentId, draftDocumentId }) => {
      const id = documentId ?? draftDocumentId;
      return id ? [pdfOf(db, documents, id).then((pdf) => ({ code, subject, pdf }))] : [];
    }),
  );
};

const pdfOf = async (
  db: Services['db'],
  documents: Services['documents'],
  documentId: string,
): Promise<Buffer> => {
  const { storage_key: key } = (await db('document').where({ id: documentId }).first('storage_key')) as {
    storage_key: string;
  };
  return documents.read(key);
};
