import { may } from '../../core/actor.js';
import type { Catalogue } from '../../processes/catalogue/catalogue.js';
import type { InboxTask, Person, TaskKind } from './query.js';

export interface InboxRow extends InboxTask {
  /** What is to be done, as the diagram says it. */
  title: string;
  isMine: boolean;
  isFree: boolean;
  /** Only the responsible officer may do it, and the reader isn't one. */
  isForResponsible: boolean;
}

/** The name of a task in the version of the procedure that its case runs on. */
export const taskTitle = async (
  catalogue: Catalogue,
  versionId: string,
  elementId: string,
): Promise<string> => {
  const { model } = await catalogue.version(versionId);
  return model.elements.get(elementId)?.name || elementId;
};

/** Adds to each task its name and what the reader may do with it. */
export const inboxRows = (catalogue: Catalogue, actor: Person, tasks: InboxTask[]): Promise<InboxRow[]> =>
  Promise.all(
    tasks.map(async (task) => ({
      ...task,
      title: await taskTitle(catalogue, task.procedureVersionId, task.elementId),
      isMine: task.claimedBy === actor.id,
      isFree: task.claimedBy === null,
      isForResponsible: task.headers['ruolo'] === 'responsabile' && !may(actor, 'responsible'),
    })),
  );

export interface Choice {
  value: string;
  label: string;
  selected: boolean;
}

/** The choices of the two filters by kind; what is chosen stays among them when its last task is gone. */
export const kindChoices = async (
  catalogue: Catalogue,
  kinds: TaskKind[],
  chosen: { procedure: string; task: string },
): Promise<{ procedures: Choice[]; tasks: Choice[] }> => {
  const procedures = new Map<string, string>();
  const tasks = new Map<string, string>();
  for (const kind of kinds) {
    const { sheet } = await catalogue.version(kind.procedureVersionId);
    procedures.set(kind.procedureId, sheet.title);
    if (chosen.procedure && chosen.procedure !== kind.procedureId) continue;
    tasks.set(
      `${kind.procedureId} ${kind.elementId}`,
      await taskTitle(catalogue, kind.procedureVersionId, kind.elementId),
    );
  }
  if (chosen.procedure && !procedures.has(chosen.procedure))
    procedures.set(chosen.procedure, chosen.procedure);
  if (chosen.task && !tasks.has(chosen.task))
    tasks.set(chosen.task, chosen.task.split(' ')[1] ?? chosen.task);
  return { procedures: sorted(procedures, chosen.procedure), tasks: sorted(tasks, chosen.task) };
};

const sorted = (labels: Map<string, string>, chosen: string): Choice[] =>
  [...labels]
    .map(([value, label]) => ({ value, label, selected: value === chosen }))
    .sort((a, b) => a.label.localeCompare(b.label, 'it'));
