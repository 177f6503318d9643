import type { Knex } from 'knex';
import type { FormComponent, FormSchema } from '../../processes/catalogue/bundle.js';
import { kindOf } from '../../processes/catalogue/forms/fields.js';

export interface Choice {
  id: string;
  name: string;
}

/** Whether a form has a question of a kind, at any depth. */
export const asksFor = ({ components }: FormSchema, kind: string): boolean => {
  const asks = (component: FormComponent): boolean =>
    kindOf(component) === kind || (component.components ?? []).some(asks);
  return components.some(asks);
};

/** Bodies that a letter can go to: answers of a question of kind `ente-esterno`, such as `destinatarioEnte`. */
export const bodiesInUse = async (db: Knex): Promise<Choice[]> =>
  (await db('public_body').where({ active: true }).orderBy('name').select('id', 'name')) as Choice[];

/** Parties of a case, by name alone: answers of a question of kind `soggetto-pratica`, such as `destinatarioSoggetto`. */
export const partiesOfCase = async (db: Knex, caseId: string): Promise<Choice[]> =>
  (await db('case_party')
    .join('party', 'party.id', 'case_party.party_id')
    .where({ case_id: caseId })
    .distinct(
      'party.id',
      db.raw(
        `coalesce(party.organisation_name, concat_ws(' ', party.given_name, party.family_name)) as name`,
      ),
    )
    .orderBy('name')) as Choice[];
