import { z } from 'zod';
import { demand, type Actor } from '../../../core/actor.js';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { identifyContact } from '../contacts.js';

export const documentKinds = [
  'identity-card',
  'passport',
  'driving-licence',
  'residence-permit',
  'other',
] as const;

const sayEnding = 'Scrivi le ultime tre, quattro o cinque cifre o lettere del numero.';
const sayMandate = 'Scrivi di quale procura si tratta, per esempio la data.';
const ending = z
  .string(sayEnding)
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{3,5}$/, sayEnding);

const schema = z.discriminatedUnion(
  'manner',
  [
    z.object({ manner: z.literal('known') }),
    z.object({
      manner: z.literal('document'),
      documentKind: z.enum(documentKinds, 'Scegli il documento.'),
      documentEnding: ending,
    }),
    z.object({
      manner: z.literal('delegate'),
      documentKind: z.enum(documentKinds, 'Scegli il documento.'),
      documentEnding: ending,
      principalId: z.uuid('Indica la persona rappresentata.'),
      mandate: z.string(sayMandate).trim().min(3, sayMandate).max(200),
    }),
  ],
  'Scegli come hai riconosciuto la persona.',
);

export interface Identify {
  contactId: string;
  /** Who stands at the desk. */
  partyId: string;
  manner: string;
  documentKind?: string;
  /** Only the last signs: enough to prove that the document was seen, too few to copy it (GDPR art. 5.1.c). */
  documentEnding?: string;
  principalId?: string;
  mandate?: string;
}

/**
 * Notes who the person of a contact is and how the operator knows (DPR 445/2000 artt. 35, 38 c. 3-bis for a delegate).
 * The contact's number has the same person from now on (a trigger of the data bank).
 * @throws InputError with a sentence beside each wrong field
 */
export const identify = async (
  services: Services,
  actor: Actor & { id: string },
  input: Identify,
): Promise<void> => {
  demand(actor, 'operator');
  const result = schema.safeParse(input);
  if (!result.success) {
    const { issues } = result.error;
    throw new InputError(
      Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? 'manner'), message])),
    );
  }
  const how = result.data;
  if (how.manner === 'delegate' && how.principalId === input.partyId)
    throw new InputError({ principalId: 'Il delegato è una persona diversa da quella che rappresenta.' });
  const { contactId, partyId } = input;
  await services.db.transaction(async (trx) => {
    const capacity = how.manner === 'delegate' ? 'delegate' : 'self';
    await identifyContact({ ...services, db: trx }, actor, { contactId, partyId, capacity });
    const at = services.clock.now();
    await trx('identification').insert({
      contact_id: contactId,
      party_id: partyId,
      manner: how.manner,
      document_kind: 'documentKind' in how ? how.documentKind : null,
      document_ending: 'documentEnding' in how ? how.documentEnding : null,
      principal_id: 'principalId' in how ? how.principalId : null,
      mandate: 'mandate' in how ? how.mandate : null,
      identified_at: at,
      identified_by: actor.id,
    });
    await audit(trx, { at, actor, act: 'persona.identificata', partyId, details: { modo: how.manner } });
    await notify(trx, 'queue');
  });
};
