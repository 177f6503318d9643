import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { InputError } from '../../../core/errors.js';
import { Party } from '../../../db/models/party.js';
import { onlyVisibleCases } from '../../access.js';
import { field, type FormBody } from '../../form-body.js';
import { readDate } from '../../forms/read-value.js';
import { isUuid } from '../../page.js';
import type { FoundParty } from '../../search/find/parties.js';
import { asTaxCode, findParties } from '../find/query.js';

/** What was typed of a relation, shown again as it is when something must be corrected. */
export const typedNames = [
  'kind',
  'side',
  'other',
  'otherId',
  'scope',
  'procedureId',
  'caseNumber',
  'validFrom',
  'validTo',
  'documentId',
  'token',
] as const;
export type TypedRelation = Record<(typeof typedNames)[number], string>;

export const typedRelation = (form: FormBody): TypedRelation =>
  Object.fromEntries(typedNames.map((name) => [name, field(form, name)])) as TypedRelation;

/**
 * The other party of a relation: chosen from a list, or found by code or name.
 * @returns its id, or those to choose from
 * @throws InputError when nobody fits
 */
export const otherParty = async (
  db: Knex,
  actor: Actor,
  { other, otherId }: TypedRelation,
): Promise<{ id: string } | { choices: FoundParty[] }> => {
  if (isUuid(otherId)) return { id: otherId };
  if (!other) throw new InputError({ other: 'Scrivi il codice fiscale o il nome dell’altra persona.' });
  const byCode = asTaxCode(other) ? await Party.withTaxCode(db, other) : undefined;
  if (byCode) return { id: byCode.id };
  const found = await findParties(db, actor, other, { forgiving: false });
  const [only, ...more] = found;
  if (!only) {
    throw new InputError({
      other: 'Nessuno con questo nome o codice: aggiungi prima la persona alla banca dati.',
    });
  }
  return more.length === 0 ? { id: only.id } : { choices: found.slice(0, 10) };
};

/**
 * The case a relation is limited to, by its number.
 * @throws InputError when the actor knows no such case
 */
export const caseByNumber = async (db: Knex, actor: Actor, typed: string): Promise<string | null> => {
  if (!typed) return null;
  const [, year, number] = /^(\d{4})\s*\/\s*0*(\d+)$/.exec(typed) ?? [];
  const row = (await db('case_file')
    .where({ number: `${year}/${(number ?? '').padStart(6, '0')}` })
    .modify(onlyVisibleCases(actor))
    .first('id')) as { id: string } | undefined;
  if (!row)
    throw new InputError({ caseNumber: 'Questa pratica non c’è: scrivi anno e numero, 2026/000123.' });
  return row.id;
};

/** A date as the transaction takes it; one that doesn't exist stays as typed and is refused there. */
export const dayTyped = (typed: string): string => readDate(typed) ?? typed;
