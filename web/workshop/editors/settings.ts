import type { ProcedureDraft } from '../../../db/transactions/workshop/draft.js';
import type { Page } from '../../page.js';
import { draftFileSettings, type DraftFileSettings } from '../draft-file/settings.js';

/** What the page of a file tells its script, in `data-settings`. */
export interface EditorSettings extends DraftFileSettings {
  texts: { line: string; none: string; error: string; warning: string; undrawn: string };
}

/** @param path the file that the page edits */
export const editorSettings = (ctx: Page, draft: ProcedureDraft, path: string): EditorSettings => {
  const { t } = ctx.state;
  return {
    ...draftFileSettings(ctx, draft, path),
    texts: {
      line: t('workshop.editor.line'),
      none: t('workshop.editor.none'),
      error: t('workshop.client.error'),
      warning: t('workshop.client.warning'),
      undrawn: t('workshop.canvas.undrawn'),
    },
  };
};
