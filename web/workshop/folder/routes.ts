import { BusinessError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { beginDraft, filesOfVersion } from '../../../db/transactions/workshop/begin-draft.js';
import { draftById } from '../../../db/transactions/workshop/draft.js';
import { draftFiles } from '../../../db/transactions/workshop/draft-files.js';
import { parsedFile } from '../../../processes/catalogue/bundle-files.js';
import type { FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { unzipFolder, zipFolder } from '../../../processes/catalogue/folder-zip.js';
import { newProcedure } from '../../../processes/catalogue/starter/new-procedure.js';
import { sheetSchema } from '../../../processes/catalogue/sheet.js';
import { field } from '../../form-body.js';
import { actorOf, formOf, redirectWith, uuidParam, type Page, type PageRouter } from '../../page.js';
import { showHome } from '../home/page.js';

const named = sheetSchema.pick({ id: true, title: true }).loose();

/** Whose folder it is: its sheet says. */
const procedureIn = (files: FolderFiles): { id: string; title: string } => {
  const read = parsedFile('sheet.yaml', files['sheet.yaml'] ?? '', { format: 'YAML', schema: named });
  if ('value' in read) return read.value;
  throw new BusinessError('folder.refused', {
    message: `Non si capisce di quale procedimento è la cartella: sheet.yaml ${
      files['sheet.yaml'] === undefined ? 'manca' : (read.faults[0]?.message ?? '')
    }.`,
    remedy: 'Non è stato importato nulla. Metti nella cartella una scheda con id e title e riprova.',
  });
};

/** A procedure as a folder that can live in git: out as a zip, in as a draft; and the first draft of a new one. */
export const addFolder = (router: PageRouter, services: Services): void => {
  const { db, catalogue } = services;

  const send = (ctx: Page, name: string, files: FolderFiles, folder: string): void => {
    ctx.attachment(`${name}.zip`);
    ctx.type = 'application/zip';
    ctx.body = Buffer.from(zipFolder(folder, files));
  };

  router.get('/workshop/versions/:versionId/export', async (ctx) => {
    const version = await catalogue.version(uuidParam(ctx as Page, 'versionId', 'Versione'));
    const { procedureId, engineVersion } = version;
    const files = await filesOfVersion(db, version.id);
    send(ctx as Page, `${procedureId}-${engineVersion ?? 'inviata'}`, files, procedureId);
  });

  router.get('/workshop/drafts/:draftId/export', async (ctx) => {
    const { id, procedureId } = await draftById(db, uuidParam(ctx as Page, 'draftId', 'Bozza'));
    send(ctx as Page, `${procedureId}-bozza`, await draftFiles(db, id), procedureId);
  });

  router.post('/workshop/import', async (ctx) => {
    const page = ctx as Page;
    const { archive } = formOf(page);
    if (!archive) return showHome(page, { folder: ctx.state.t('workshop.import.none') });
    const files = unzipFolder(archive);
    const { id: procedureId, title } = procedureIn(files);
    const latest = await catalogue.latest(procedureId);
    const id = await beginDraft(services, actorOf(page), {
      procedureId,
      title,
      baseVersionId: latest?.id ?? null,
      files,
      isWritten: true,
    });
    redirectWith(page, `/workshop/drafts/${id}`, 'workshop.import.done');
  });

  router.post('/workshop/new', async (ctx) => {
    const page = ctx as Page;
    const form = formOf(page);
    const typed = { id: field(form, 'id'), title: field(form, 'title'), office: field(form, 'office') };
    try {
      if (await catalogue.latest(typed.id))
        throw new InputError({ id: 'Un procedimento con questo codice c’è già.' });
      const files = await newProcedure(typed, catalogue.municipality);
      const id = await beginDraft(services, actorOf(page), {
        procedureId: typed.id,
        title: typed.title,
        baseVersionId: null,
        files,
        isWritten: true,
      });
      redirectWith(page, `/workshop/drafts/${id}`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await showHome(page, error.fields, typed);
    }
  });
};
