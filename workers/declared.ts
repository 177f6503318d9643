import type { Knex } from 'knex';
import type { Json, JsonObject } from '../core/json.js';
import type { CaseFile } from '../db/models/case-file.js';
import type { Party } from '../db/models/party.js';
import type { AnprMember } from './ports/anpr.js';

/** What a change of residence is made of, in the words of the application's form. */
const declaredFields = ['indirizzo', 'civico', 'interno', 'componenti'];

/**
 * What was declared, as it stands after the corrections made in tasks: a task whose form asks for one of these fields again
 * corrects it. The application itself is a registered document and never changes.
 */
export const declaredIn = async (trx: Knex, { id, application }: CaseFile): Promise<JsonObject> => {
  const results = (await trx('task_result')
    .where({ case_id: id })
    .orderBy('completed_at')
    .pluck('data')) as JsonObject[];
  return Object.fromEntries(
    [application, ...results].flatMap((data) =>
      declaredFields.flatMap((field) => (isGiven(data[field]) ? [[field, data[field]]] : [])),
    ),
  );
};

const isGiven = (value: Json | undefined): value is Json =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** The new address in one line, from the fields `indirizzo`, `civico`, `interno`. */
export const addressIn = (declared: JsonObject): string =>
  ['indirizzo', 'civico', 'interno']
    .map((field) => asText(declared[field]))
    .filter((part) => part !== '')
    .join(', ');

/** Who moves: the applicant, and the members of the family named in `componenti` [{nome, codiceFiscale}]. */
export const membersIn = (declared: JsonObject, applicant: Party): AnprMember[] => {
  const rows = Array.isArray(declared['componenti']) ? declared['componenti'].filter(isObject) : [];
  return [
    { name: applicant.displayName, taxCode: applicant.taxCode, birthDate: applicant.birthDate },
    ...rows.map((row) => ({
      name: asText(row['nome']),
      taxCode: asText(row['codiceFiscale']).replace(/\s/g, '').toUpperCase() || null,
      birthDate: null,
    })),
  ];
};

const asText = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

const isObject = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
