import { BusinessError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { auditRead } from '../access.js';
import { actorOf, createRouter, uuidParam, type PageRouter } from '../page.js';
import { isShownInline } from '../uploads/kinds.js';
import { demandDocument } from './access.js';

/** The bytes of documents, to who needs to know them; each reading goes into the trail. */
export const documentRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/documents/:documentId', async (ctx) => {
    const actor = actorOf(ctx);
    const document = await demandDocument(services, actor, uuidParam(ctx, 'documentId', 'Documento'));
    await auditRead(services, actor, {
      act: 'documento.letto',
      caseId: document.caseId,
      details: { documento: document.id, titolo: document.title },
    });
    if (document.antivirus === 'infected') throw infected();
    ctx.state.csp = 'document';
    const inline = ctx.query['download'] === undefined && isShownInline(document.mediaType);
    ctx.attachment(document.filename, { type: inline ? 'inline' : 'attachment' });
    ctx.type = document.mediaType;
    ctx.length = Number(document.size);
    ctx.set('cache-control', 'private, no-store');
    ctx.body = services.documents.open(document.storageKey);
  });
  return router;
};

const infected = (): BusinessError =>
  new BusinessError('document.infected', {
    message: 'In questo documento l’antivirus ha trovato un virus: non si può aprire.',
    remedy: 'Chiedi a chi l’ha presentato un altro file, e caricalo come nuova versione.',
  });
