import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import type { Request } from './schema.js';

/** Somebody of an office with every role that a task may ask for. */
export const officer = (officeId: string): Actor => ({
  id: null,
  name: 'Prova',
  roles: ['operator', 'officer', 'responsible'],
  officeId,
});
export const operator = officer('sportello');

/** Who asks, as the data bank knows or gets to know them. @returns the party's id */
export const applicantOf = async (
  { db, clock }: Services,
  applicant: Request['applicant'],
): Promise<string> => {
  const at = clock.now();
  const [row] = (await db('party')
    .insert({
      kind: 'person',
      given_name: applicant.givenName,
      family_name: applicant.familyName,
      tax_code: applicant.taxCode,
      birth_date: applicant.birthDate ?? null,
      email: applicant.email ?? null,
      pec: applicant.pec ?? null,
      street: applicant.street ?? null,
      postal_code: applicant.postalCode ?? null,
      municipality: applicant.municipality ?? null,
      province: applicant.province ?? null,
      created_at: at,
      updated_at: at,
    })
    .onConflict(db.raw('(tax_code) where tax_code is not null and merged_into is null'))
    .merge(['given_name', 'family_name', 'pec', 'street', 'postal_code', 'municipality', 'province'])
    .returning('id')) as { id: string }[];
  return row?.id ?? '';
};
