import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../../core/actor.js';
import { errorText } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { Document } from '../models/document.js';
import type { Registration } from '../models/registration.js';

export interface VerifiedFile {
  documentId: string;
  /** `matches` the hash in the register, is `different`, or is `missing` from the store. */
  outcome: 'matches' | 'different' | 'missing';
  /** The hash of what is stored now; null when nothing could be read. */
  found: string | null;
}

const hashOf = async (services: Services, storageKey: string): Promise<string | null> => {
  const hash = createHash('sha256');
  try {
    await pipeline(services.documents.open(storageKey), hash);
    return hash.digest('hex');
  } catch (error) {
    services.log.error({ storageKey, error: errorText(error) }, 'a registered document cannot be read');
    return null;
  }
};

/**
 * Reads every file of a registration again and compares it with the hash that the register keeps (DPR 445/2000 art. 53 c. 1
 * f). The outcome goes into the trail, whatever it is.
 */
export const verifyRegistration = async (
  services: Services,
  actor: Actor,
  registration: Registration,
): Promise<VerifiedFile[]> => {
  const sealed = [
    { documentId: registration.documentId, sha256: registration.sha256 },
    ...registration.attachments,
  ];
  const documents = await Document.query(services.db).findByIds(sealed.map(({ documentId }) => documentId));
  const verified: VerifiedFile[] = [];
  for (const { documentId, sha256 } of sealed) {
    const stored = documents.find(({ id }) => id === documentId);
    const found = stored ? await hashOf(services, stored.storageKey) : null;
    const outcome = found === null ? 'missing' : found === sha256 ? 'matches' : 'different';
    verified.push({ documentId, outcome, found });
  }
  await audit(services.db, {
    at: services.clock.now(),
    actor,
    act: 'impronta.verificata',
    caseId: registration.caseId,
    details: {
      protocollo: registration.protocol,
      esito: verified.every(({ outcome }) => outcome === 'matches') ? 'corrisponde' : 'non corrisponde',
    },
  });
  return verified;
};
