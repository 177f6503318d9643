import { may } from '../../core/actor.js';
import { BusinessError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import type { Document } from '../../db/models/document.js';
import { addVersion, classifyDocument } from '../../db/transactions/document-versions.js';
import { classLabel, readTitolario } from '../../processes/catalogue/titolario.js';
import { auditRead } from '../access.js';
import { demandDocument } from '../documents/access.js';
import { field } from '../form-body.js';
import {
  actorOf,
  createRouter,
  formOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../page.js';
import { acceptedEndings, isShownInline } from '../uploads/kinds.js';
import { documentPlace, documentVersions } from './query.js';

/** One document and all that is known of it: what it looks like, its versions, its class, its signatures. */
export const paperRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  const wanted = (ctx: Page): Promise<Document> =>
    demandDocument(services, actorOf(ctx), uuidParam(ctx, 'documentId', 'Documento'));

  const show = async (ctx: Page, document: Document, error?: string): Promise<void> => {
    const { t } = ctx.state;
    const actor = actorOf(ctx);
    const [versions, place, titolario] = await Promise.all([
      documentVersions(db, document),
      documentPlace(db, document),
      readTitolario(),
    ]);
    const protocol = place.protocol ?? '';
    const shown = place.twinId
      ? { id: place.twinId, mediaType: place.twinType ?? '', title: place.twinName ?? '' }
      : document;
    const isChangeable = document.twinOf === null && may(actor, 'operator', 'officer', 'responsible');
    render(ctx, 'papers', {
      title: document.title,
      section: place.caseNumber ? 'cases' : 'register',
      crumbs: [
        ...(place.caseNumber && !may(actor, 'registrar')
          ? [
              { label: t('nav.cases'), href: '/cases' },
              { label: place.caseNumber, href: `/cases/${document.caseId ?? ''}` },
            ]
          : protocol && may(actor, 'operator', 'registrar')
            ? [
                { label: t('nav.register'), href: '/register' },
                { label: protocol, href: `/register/${place.registrationId ?? ''}` },
              ]
            : []),
        { label: document.title },
      ],
      document,
      place,
      protocol,
      seesRegister: may(actor, 'operator', 'registrar'),
      preview:
        document.antivirus !== 'infected' && isShownInline(shown.mediaType)
          ? { id: shown.id, title: shown.title, isPdf: shown.mediaType === 'application/pdf' }
          : null,
      versions: versions.length > 1 ? versions : [],
      isNewest: versions[0]?.id === document.id,
      isChangeable: isChangeable && document.direction !== 'outgoing',
      isClassified: isChangeable || may(actor, 'registrar'),
      className: classLabel(titolario, document.classification),
      groups: titolario.map((group) => ({
        ...group,
        classes: group.classes.map((one) => ({ ...one, selected: one.code === document.classification })),
      })),
      error,
      accept: acceptedEndings.join(','),
    });
  };

  router.get('/papers/:documentId', async (ctx) => {
    const document = await wanted(ctx);
    await auditRead(services, actorOf(ctx), {
      act: 'documento.letto',
      caseId: document.caseId,
      details: { documento: document.id, titolo: document.title },
    });
    await show(ctx, document);
  });

  router.post('/papers/:documentId/versions', async (ctx) => {
    const actor = actorOf(ctx);
    const document = await wanted(ctx);
    const form = formOf(ctx);
    const [file] = form.files;
    const problem = form.fileErrors['file'] ?? (file ? undefined : ctx.state.t('papers.version.choose'));
    if (!file || problem) {
      ctx.status = form.tooLarge ? 413 : 422;
      return show(ctx, document, problem);
    }
    if (file.sha256 === document.sha256) {
      ctx.status = 422;
      return show(ctx, document, ctx.state.t('papers.version.same'));
    }
    const id = await addVersion(services, actor, document, file);
    redirectWith(ctx, `/papers/${id}`, 'papers.version.added');
  });

  router.post('/papers/:documentId/class', async (ctx) => {
    const document = await wanted(ctx);
    const code = field(formOf(ctx), 'classification');
    const isKnown = (await readTitolario()).some(({ classes }) => classes.some((one) => one.code === code));
    if (code && !isKnown) throw new NotFoundError('Classe');
    if (document.twinOf) throw notItself();
    await classifyDocument(services, actorOf(ctx), document, code || null);
    redirectWith(ctx, `/papers/${document.id}`, 'papers.class.done');
  });
  return router;
};

const notItself = (): BusinessError =>
  new BusinessError('document.twin', {
    message: 'Questo è il contenuto leggibile di un documento firmato.',
    remedy: 'Classifica il documento firmato che lo contiene.',
  });
