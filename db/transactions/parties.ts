import type { Knex } from 'knex';
import { z } from 'zod';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, InputError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { checkTaxCode } from '../../law/codice-fiscale.js';
import { audit } from '../audit.js';
import { Party } from '../models/party.js';

const text = z
  .string()
  .trim()
  .max(200, 'Al massimo 200 caratteri.')
  .nullish()
  .transform((value) => value || null);
const isoDate = z
  .string()
  .nullish()
  .transform((value) => value || null)
  .refine(
    (value) => value === null || z.iso.date().safeParse(value).success,
    'La data non esiste: scrivi gg/mm/aaaa.',
  );

const partySchema = z
  .object({
    kind: z.enum(['person', 'organisation']),
    givenName: text,
    familyName: text,
    organisationName: text,
    taxCode: text.transform((value) => value?.toUpperCase().replace(/\s/g, '') ?? null),
    noCodeReason: text,
    birthDate: isoDate,
    birthPlace: text,
    email: text.refine(
      (value) => value === null || z.email().safeParse(value).success,
      'L’indirizzo di posta non è completo.',
    ),
    pec: text.refine(
      (value) => value === null || z.email().safeParse(value).success,
      'L’indirizzo PEC non è completo.',
    ),
    phone: text,
    street: text,
    postalCode: text.refine((value) => value === null || /^\d{5}$/.test(value), 'Il CAP ha cinque cifre.'),
    municipality: text,
    province: text.transform((value) => value?.toUpperCase() ?? null),
  })
  .superRefine((party, context) => {
    const wrong = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (party.kind === 'person' && !party.familyName) wrong('familyName', 'Scrivi il cognome.');
    if (party.kind === 'organisation' && !party.organisationName)
      wrong('organisationName', 'Scrivi la denominazione.');
    if (!party.taxCode && !party.noCodeReason) {
      wrong('taxCode', 'Scrivi il codice fiscale, oppure spiega sotto perché manca.');
    }
    const judged = party.taxCode ? checkTaxCode(party.taxCode) : null;
    if (judged && !judged.ok) wrong('taxCode', judged.reason);
  });

export type PartyInput = z.input<typeof partySchema>;

/** @throws InputError with a sentence beside each wrong field */
const checked = (input: PartyInput): z.output<typeof partySchema> => {
  const result = partySchema.safeParse(input);
  if (result.success) return result.data;
  throw new InputError(
    Object.fromEntries(result.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message])),
  );
};

const refuseTakenCode = async (trx: Knex, taxCode: string | null, except?: string): Promise<void> => {
  if (!taxCode) return;
  const holder = await Party.query(trx).findOne({ tax_code: taxCode });
  if (holder && holder.id !== except) {
    throw new InputError({ taxCode: `Questo codice è già di ${holder.displayName}: apri la sua scheda.` });
  }
};

/** Adds a person or an organisation to the data bank. @returns its id */
export const createParty = async (services: Services, actor: Actor, input: PartyInput): Promise<string> => {
  demand(actor, 'operator', 'administrator');
  const party = checked(input);
  const at = services.clock.now();
  return services.db.transaction(async (trx) => {
    await refuseTakenCode(trx, party.taxCode);
    const { id } = await Party.query(trx)
      .insert({ ...party, createdAt: at, createdBy: actor.id, updatedAt: at, version: 1 })
      .returning('id');
    await audit(trx, { at, actor, act: 'soggetto.creato', partyId: id });
    return id;
  });
};

/**
 * Changes a party.
 * @param input its new values and the version the page was made from
 * @throws ConflictError when somebody else changed it in the meantime
 */
export const updateParty = async (
  services: Services,
  actor: Actor,
  { partyId, version, ...input }: PartyInput & { partyId: string; version: number },
): Promise<void> => {
  demand(actor, 'operator', 'administrator');
  const party = checked(input);
  const at = services.clock.now();
  await services.db.transaction(async (trx) => {
    await refuseTakenCode(trx, party.taxCode, partyId);
    const before = await Party.query(trx).findById(partyId).forUpdate();
    const changed = await Party.query(trx)
      .patch({ ...party, updatedAt: at, version: version + 1 })
      .where({ id: partyId, version });
    if (!before || changed === 0) {
      throw new ConflictError('party.changed', {
        message: 'Nel frattempo un collega ha modificato questa scheda.',
        remedy: 'Riapri la scheda: trovi i dati aggiornati e puoi ripetere la modifica.',
      });
    }
    const was = JSON.parse(JSON.stringify(before.toJSON())) as JsonObject;
    await audit(trx, { at, actor, act: 'soggetto.modificato', partyId, details: { prima: was } });
  });
};
