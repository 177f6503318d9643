import { BusinessError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { formOf, render, renderPart, type Page, type PageRouter } from '../../page.js';
import { editorFrame, openFile, saveAndOpen, typedText, type OpenFile } from '../editors/open-file.js';
import { drawSheet, formOfSheet, sentSheet, sheetErrors } from './sheet-page.js';
import { sheetIn } from './typed-sheet.js';

const path = 'sheet.yaml';
const address = '/workshop/drafts/:draftId/sheet';

/** As fields; as text where somebody wants it so, or where the text can't be read as fields. */
const show = async (services: Services, ctx: Page, open: OpenFile, asText: boolean): Promise<void> => {
  const { t, views } = ctx.state;
  const sheet = sheetIn(open.file.content);
  const frame = editorFrame(ctx, open, t('workshop.sheet.heading'));
  if (asText || !sheet) return render(ctx, 'workshop/sheet/text', { ...frame, isReadable: Boolean(sheet) });
  const schema = await formOfSheet(services, { sheet, files: open.files, t });
  const fields = new views.environment.SafeString(drawSheet(schema, sheet, t));
  render(ctx, 'workshop/sheet', { ...frame, fields });
};

/** What was sent, as the text of the sheet: of a page with fields, or as it was typed. */
const sentText = async (services: Services, ctx: Page): Promise<string> => {
  const { fields } = formOf(ctx);
  if (fields.has('content')) return typedText(ctx);
  const { file, files } = await openFile(services, ctx, path);
  const sheet = sheetIn(file.content);
  if (!sheet) {
    throw new BusinessError('draft.sheet-unreadable', {
      message: 'Intanto il testo della scheda è cambiato e non si legge più.',
      remedy: 'Apri la scheda come testo, correggi le righe indicate e torna ai campi.',
    });
  }
  return sentSheet(file.content, await formOfSheet(services, { sheet, files, t: ctx.state.t }), fields);
};

/** The page of a procedure's sheet: a form derived from its schema, which needs no script. */
export const addSheetEditor = (router: PageRouter, services: Services): void => {
  router.get(address, async (ctx) => {
    const open = await openFile(services, ctx as Page, path);
    await show(services, ctx as Page, open, ctx.query['as'] === 'text');
  });

  router.post(address, async (ctx) => {
    const page = ctx as Page;
    const open = await saveAndOpen(services, page, { path, content: await sentText(services, page) });
    await show(services, page, open, formOf(page).fields.has('content'));
  });

  /** What the fields on the screen make as text, and what is wrong in it; nothing is saved. */
  router.post(`${address}/written`, async (ctx) => {
    const content = await sentText(services, ctx as Page);
    ctx.body = { content, errors: sheetErrors(sheetIn(content) ?? {}) };
  });

  /** The fields drawn anew: of another text, or with a row more or less. */
  router.post(`${address}/drawn`, async (ctx) => {
    const page = ctx as Page;
    const { t, views } = page.state;
    const { files } = await openFile(services, page, path);
    const sheet = sheetIn(await sentText(services, page)) ?? {};
    const schema = await formOfSheet(services, { sheet, files, t });
    renderPart(page, 'workshop/sheet/fields', {
      fields: new views.environment.SafeString(drawSheet(schema, sheet, t)),
    });
  });
};
