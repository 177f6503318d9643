import { NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { Document } from '../../db/models/document.js';
import { draftOfFile } from '../../db/transactions/draft-work.js';
import { auditRead, demandCase } from '../access.js';
import { actorOf, createRouter, uuidParam, type PageRouter } from '../page.js';
import { isShownInline } from '../uploads/kinds.js';

/** Documents, to who needs to know their case; each reading goes into the trail. */
export const documentRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/documents/:documentId', async (ctx) => {
    const actor = actorOf(ctx);
    const id = uuidParam(ctx, 'documentId', 'Documento');
    const document = await Document.query(services.db).findById(id);
    if (!document) throw new NotFoundError('Documento');
    // Not of a case yet: an attachment of a request still being written, known to who attached it and who may continue it
    if (document.caseId) await demandCase(services, actor, document.caseId);
    else if (document.uploadedBy !== actor.id) await draftOfFile(services, actor, document.id);
    await auditRead(services, actor, {
      act: 'documento.letto',
      caseId: document.caseId,
      details: { documento: document.id, titolo: document.title },
    });
    const inline = ctx.query['download'] === undefined && isShownInline(document.mediaType);
    ctx.attachment(document.filename, { type: inline ? 'inline' : 'attachment' });
    ctx.type = document.mediaType;
    ctx.length = Number(document.size);
    ctx.set('cache-control', 'private, no-store');
    ctx.body = services.documents.open(document.storageKey);
  });
  return router;
};
