import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import type { SigningPort, SigningSecrets } from '../../../papers/signing/port.js';
import { signPdf } from '../../../papers/signing/sign-pdf.js';
import { Document } from '../../models/document.js';
import type { LetterSignature } from '../../models/letter-copy.js';
import { acceptSignature } from './accept.js';
import { prepareCopy } from './prepare.js';

/** Who a person is for the signing service. */
export const signingPerson = async (
  { db }: Services,
  { id }: { id: string },
): Promise<{ username: string; name: string }> =>
  (await db('account').where({ id }).first({ username: 'username', name: 'display_name' })) as {
    username: string;
    name: string;
  };

/**
 * Prepares today's copy of a letter, has it signed by the service and takes what comes back, by the same examination as any
 * file. The service is asked outside of any transaction.
 * @throws BusinessError `signing.away`, `signing.refused`, `signing.no-credential`; ConflictError
 */
export const signByService = async (
  services: Services,
  actor: Actor & { id: string },
  { letterId, port, secrets }: { letterId: string; port: SigningPort; secrets: SigningSecrets },
): Promise<LetterSignature> => {
  const person = await signingPerson(services, actor);
  const credential = await port.credentialOf(person);
  const copy = await prepareCopy(services, actor, letterId);
  const original = await Document.query(services.db).findById(copy.documentId).throwIfNotFound();
  const pdf = await services.documents.read(original.storageKey);
  const signed = await signPdf(pdf, credential, secrets, { name: person.name, at: services.clock.now() });
  const stored = await services.documents.put(signed);
  const file = { ...stored, filename: original.filename, mediaType: 'application/pdf' };
  return acceptSignature(services, actor, { letterId, file, method: port.kind });
};
