import { demand, type Actor } from '../../core/actor.js';
import { BusinessError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { Document } from '../models/document.js';
import { receiveDocument, type ReceivedDocument } from './receive-document.js';

/**
 * Adds a new version of a document. The old ones stay as they are, and so does the register: the hash it keeps is the first
 * version's.
 * @throws BusinessError for a document of ours, which is made anew and not replaced
 * @returns the new version's id
 */
export const addVersion = (
  services: Services,
  actor: Actor,
  document: Document,
  file: ReceivedDocument,
): Promise<string> => {
  demand(actor, 'operator', 'officer', 'responsible');
  if (document.direction === 'outgoing') {
    throw new BusinessError('document.outgoing', {
      message: 'Di un documento in uscita non si caricano versioni.',
      remedy: 'Prepara una nuova lettera dalla pratica.',
    });
  }
  const rootId = document.versionOf ?? document.id;
  return services.db.transaction(async (trx) => {
    const root = await Document.query(trx).findById(rootId).forUpdate().throwIfNotFound();
    const last = await Document.query(trx).where({ version_of: rootId }).orderBy('version', 'desc').first();
    const at = services.clock.now();
    const id = await receiveDocument(trx, { ...file, actor, at });
    const version = (last?.version ?? 1) + 1;
    await Document.query(trx).findById(id).patch({
      versionOf: rootId,
      version,
      title: root.title,
      field: root.field,
      caseId: root.caseId,
      direction: root.direction,
      classification: root.classification,
    });
    const details = { documento: root.title, versione: version };
    await audit(trx, { at, actor, act: 'documento.nuova-versione', caseId: root.caseId, details });
    if (root.caseId) await notify(trx, 'projection', root.caseId);
    return id;
  });
};

/** Files a document under a class of the titolario; its versions with it. */
export const classifyDocument = (
  services: Services,
  actor: Actor,
  document: Document,
  classification: string | null,
): Promise<void> => {
  demand(actor, 'operator', 'officer', 'responsible', 'registrar');
  const rootId = document.versionOf ?? document.id;
  return services.db.transaction(async (trx) => {
    await Document.query(trx).patch({ classification }).where({ id: rootId }).orWhere({ version_of: rootId });
    await audit(trx, {
      at: services.clock.now(),
      actor,
      act: 'documento.classificato',
      caseId: document.caseId,
      details: { documento: document.title, classe: classification ?? 'nessuna' },
    });
  });
};
