import type { Knex } from 'knex';
import { NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Listener } from '../../db/listen.js';
import { valuesOn } from '../../db/municipal-values.js';
import type { FormSchema, ProcedureBundle } from './bundle.js';
import { readDiagram, type DiagramModel } from './diagram-model.js';
import { engineVariables, onlyRead } from './engine-variables.js';
import { loadMunicipality, officeNameIn, type Municipality } from './municipality.js';
import { rowCounts } from './row-counts.js';
import { bindShared } from './shared/bind.js';
import type { Sheet } from './sheet.js';

/** One published version of a procedure: it never changes, so it is read once and kept. */
export interface ProcedureVersion {
  id: string;
  procedureId: string;
  /** Version number in the engine; null until the engine has taken it. */
  engineVersion: number | null;
  processDefinitionKey: string | null;
  status: 'pending' | 'deployed' | 'rejected';
  deployedAt: Date | null;
  createdBy: string;
  /** With the shared subprocesses in their place: what the engine runs and everybody reads. */
  bundle: ProcedureBundle;
  /** As the analyst drew and published it. */
  drawn: ProcedureBundle;
  sheet: Sheet;
  model: DiagramModel;
  /** Names of the variables that the diagram and its decisions read. */
  engineVariables: ReadonlySet<string>;
}

/** What the Comune can do, as published: read from Postgres, never from the folders. */
export interface Catalogue {
  municipality: Municipality;
  /** The newest version in force of each procedure, by title. */
  published(): Promise<ProcedureVersion[]>;
  /** The version on which new cases start; undefined for an unknown procedure. */
  latest(procedureId: string): Promise<ProcedureVersion | undefined>;
  /** @throws NotFoundError */
  version(id: string): Promise<ProcedureVersion>;
  byProcessDefinitionKey(key: string): Promise<ProcedureVersion | undefined>;
  formOf(version: ProcedureVersion, formKey: string | null): FormSchema | undefined;
  /** The part of a form's data that the diagram reads: all that the engine is told. */
  pickEngineVariables(version: ProcedureVersion, data: JsonObject): JsonObject;
}

interface Row {
  id: string;
  procedure_id: string;
  engine_version: number | null;
  process_definition_key: string | null;
  status: ProcedureVersion['status'];
  deployed_at: Date | null;
  created_by: string;
  bundle: ProcedureBundle;
}

const read = async (row: Row, municipality: Municipality): Promise<ProcedureVersion> => {
  const bundle = await bindShared(row.bundle, officeNameIn(municipality));
  const model = await readDiagram(bundle.bpmn);
  return {
    id: row.id,
    procedureId: row.procedure_id,
    engineVersion: row.engine_version,
    processDefinitionKey: row.process_definition_key,
    status: row.status,
    deployedAt: row.deployed_at,
    createdBy: row.created_by,
    bundle,
    drawn: row.bundle,
    sheet: bundle.sheet,
    model,
    engineVariables: engineVariables(model, bundle.decisions),
  };
};

/** Opens the catalogue; versions are cached, the list of the newest is asked again when somebody publishes. */
export const createCatalogue = async ({
  db,
  listener,
  today,
}: {
  db: Knex;
  listener: Listener;
  /** `yyyy-mm-dd` */
  today: () => string;
}): Promise<Catalogue> => {
  const municipality = await loadMunicipality();
  const versions = new Map<string, Promise<ProcedureVersion>>();
  let newest: Promise<string[]> | null = null;
  let values: { day: string; known: Promise<Record<string, number>> } | null = null;
  listener.on('procedures', () => {
    newest = null;
    values = null;
  });
  const valuesToday = (): Promise<Record<string, number>> => {
    const day = today();
    if (values?.day !== day) values = { day, known: valuesOn(db, day) };
    values.known.catch(() => (values = null));
    return values.known;
  };
  /** A fee that the municipality sets itself is what it is today; a version never changes otherwise. */
  const priced = async (version: ProcedureVersion): Promise<ProcedureVersion> => {
    const { sheet } = version;
    if (!sheet.fees.some(({ value }) => value)) return version;
    const amounts = await valuesToday();
    const fees = sheet.fees.map((fee) => ({
      ...fee,
      amount: fee.value ? (amounts[fee.value] ?? fee.amount) : fee.amount,
    }));
    return { ...version, sheet: { ...sheet, fees } };
  };

  const load = async (id: string): Promise<ProcedureVersion> => {
    const row = (await db('procedure_version').where({ id }).first()) as Row | undefined;
    if (!row) throw new NotFoundError('Procedimento');
    const version = await read(row, municipality);
    if (version.status === 'pending') versions.delete(id); // it still changes: ask again next time
    return version;
  };
  const version = (id: string): Promise<ProcedureVersion> => {
    const known = versions.get(id);
    if (known) return known.then(priced);
    const loading = load(id);
    versions.set(id, loading);
    loading.catch(() => versions.delete(id));
    return loading.then(priced);
  };
  const newestIds = (): Promise<string[]> => {
    newest ??= db('procedure_version')
      .where({ status: 'deployed' })
      .distinctOn('procedure_id')
      .orderBy([{ column: 'procedure_id' }, { column: 'engine_version', order: 'desc' }])
      .pluck('id') as unknown as Promise<string[]>;
    newest.catch(() => (newest = null));
    return newest;
  };
  const published = async (): Promise<ProcedureVersion[]> => {
    const all: ProcedureVersion[] = [];
    // One after the other: reading a diagram holds the thread, and who waits for a connection meanwhile would give up
    for (const id of await newestIds()) all.push(await version(id));
    return all.sort((a, b) => a.sheet.title.localeCompare(b.sheet.title, 'it'));
  };

  return {
    municipality,
    published,
    latest: async (procedureId) =>
      (await published()).find((candidate) => candidate.procedureId === procedureId),
    version,
    async byProcessDefinitionKey(key) {
      const row = (await db('procedure_version').where({ process_definition_key: key }).first('id')) as
        { id: string } | undefined;
      return row && version(row.id);
    },
    formOf: ({ bundle }, formKey) => (formKey ? bundle.forms[formKey] : undefined),
    pickEngineVariables: ({ engineVariables: read }, data) =>
      Object.fromEntries(
        [...Object.entries(data), ...rowCounts(data)]
          .filter(([name]) => read.has(name))
          .map(([name, value]) => [name, onlyRead(value, read)]),
      ),
  };
};
